import fs from 'node:fs'
import { expect, test } from 'playwright/test'
import { DEMO_PASSWORD } from '#seeds/accounts.ts'
import { listOpeningOfficerAccounts } from '#db/queries/sealing-keys.server.ts'
import { openWithSecond } from './bidding.ts'
import { expectAccessible, setPortalClock, signIn } from './people.ts'
import { onStage, stageBids, stageTender } from './stage.ts'

test('an opening officer makes a key, tries the saved file, is named by a tender and opens its bids with it', async ({
  browser,
}) => {
  const admin = await signIn(browser, 'admin')
  await admin.goto('/administration/accounts/new')
  await admin.getByLabel('机构').selectOption('trading-centre')
  await admin.getByLabel('岗位').selectOption({ label: '开标人员' })
  await admin.getByLabel('姓名').fill('持钥人')
  await admin.getByLabel('账号').fill('key-holder')
  await admin.getByLabel('初始密码').fill(DEMO_PASSWORD)
  await admin.getByRole('button', { name: '开立' }).click()
  await expect(admin.getByText('key-holder').first()).toBeVisible()

  const page = await signIn(browser, 'key-holder')
  await page.getByRole('link', { name: '生成并登记密钥' }).click()
  await expectAccessible(page)
  const make = page.getByRole('button', { name: '生成密钥' })
  const passphrase = page.getByRole('textbox', { name: '口令', exact: true })
  await passphrase.fill('short')
  await make.click()
  await expect(passphrase).toHaveAttribute('aria-invalid', 'true')
  await passphrase.fill('correct horse')
  await page.getByLabel('再次填写口令').fill('correct horse')
  await make.click()

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存密钥文件' }).click()
  const file = await (await saved).path()
  expect((await saved).suggestedFilename()).toMatch(/^密钥-key-holder-[0-9A-Z]{8}\.json$/)
  expect(fs.readFileSync(file, 'utf8')).not.toContain('AGE-SECRET-KEY')

  const tryIt = page.getByRole('button', { name: '试用并登记' })
  await page.getByLabel('密钥文件').filter({ visible: true }).setInputFiles(file)
  await page.getByRole('textbox', { name: '口令', exact: true }).fill('wrong horse')
  await tryIt.click()
  await expect(page.getByRole('textbox', { name: '口令', exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  )
  await expectAccessible(page)
  await page.getByRole('textbox', { name: '口令', exact: true }).fill('correct horse')
  await tryIt.click()
  await expect(page.getByText('密钥已登记并证明持有')).toBeVisible()
  await expect(page.getByRole('row', { name: /现行/ })).toHaveCount(1)
  await expectAccessible(page)

  await page.goto('/start')
  await expect(page.getByRole('link', { name: '生成并登记密钥' })).toHaveCount(0)

  await setPortalClock(new Date())
  const { tenderId } = await onStage(async (teller) => {
    const officers = await listOpeningOfficerAccounts(teller.db)
    const holder = officers.find(({ name }) => name === '持钥人')
    if (!holder) throw new Error('the officer with the new key is not on the list')
    const tender = await stageTender(teller, {
      tenderId: 'journey-new-key',
      title: '密封演练：新密钥',
      issued: -22,
      closes: -1,
      openingOfficers: [holder.userId, 'opening2', 'opening3'],
    })
    await stageBids(teller, tender)
    return tender
  })
  await page.goto(`/openings/${tenderId}`)
  await page.getByRole('button', { name: '开始开标' }).click()
  await page.getByLabel('密钥文件', { exact: true }).setInputFiles(file)
  await page.getByLabel('口令', { exact: true }).fill('correct horse')
  await page.getByRole('button', { name: '解锁并释放份额' }).click()
  await expect(page.getByText('已释放 3 份份额')).toBeVisible()
  const record = await openWithSecond(browser, tenderId)
  await expect(record.getByText('持钥人').first()).toBeVisible()
})

test('without JavaScript the page says that a key is made in the browser alone', async ({
  browser,
}) => {
  const signedIn = await signIn(browser, 'insurer1')
  const state = await signedIn.context().storageState()
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state })
  const page = await plain.newPage()
  await page.goto('/account/sealing-key')
  await page.getByText('登记用离线密封工具生成的密钥').click()
  await expect(page.locator('noscript .alert').filter({ visible: true }).first()).toBeVisible()
})
