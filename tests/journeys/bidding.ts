import { type Browser, type Page, expect } from 'playwright/test'
import { lockKey, writeKeyFile } from '#app/sealing/sealing-key.ts'
import { DEMO_PASSWORD } from '#seeds/accounts.ts'
import { demoKey } from '#seeds/story/bidding.ts'
import { expectAccessible, pdf, signIn } from './people.ts'

/** Fills the composer with an offer that keeps the limits, and the three files every bid brings. */
export async function writeBid(page: Page, lotId: string, price: string): Promise<void> {
  await page.goto(`/lots/${lotId}/bid/edit`)
  await page.getByLabel('报价', { exact: true }).fill(price)
  await page.getByLabel('盈利率').fill('3')
  await page.getByLabel('亏损率').fill('5')
  for (const [label, value] of [
    ['第1段', '62'],
    ['第2段', '67'],
    ['第3段', '77'],
    ['专职人员', '30'],
    ['其中具有医学背景', '12'],
    ['每县服务网点', '2'],
    ['年培训学时', '40'],
  ] as const)
    await page.getByLabel(label).fill(value)
  for (const kind of ['精算意见书', '法律意见书', '总公司授权书'])
    await page
      .getByLabel(kind, { exact: true })
      .first()
      .setInputFiles(pdf(`${kind}.pdf`))
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await expect(page.getByRole('heading', { name: '密封给谁' })).toBeVisible()
}

/** Seals what the composer shows, sends it and submits it. */
export async function sealAndSubmit(page: Page, revision = 1): Promise<void> {
  await page.getByRole('button', { name: '密封投标文件' }).click()
  await page.getByRole('button', { name: /^递交/ }).click()
  await expect(page.getByText(`已递交（第 ${revision} 次）`)).toBeVisible()
}

/** Chooses a person's demo key file and types its passphrase. */
export async function unlock(page: Page, loginName: string, submit: string): Promise<void> {
  await page.getByLabel('密钥文件', { exact: true }).setInputFiles(await keyFileOf(loginName))
  await page.getByLabel('口令', { exact: true }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: submit }).click()
}

const unlocked = new Set<string>()

/** A demo file takes two seconds to unlock: once each, then the same key under a quick lock. */
async function keyFileOf(loginName: string) {
  const name = `seeds/keys/${loginName}.json`
  if (!unlocked.has(loginName)) {
    unlocked.add(loginName)
    return name
  }
  const lock = { passphrase: DEMO_PASSWORD, holder: loginName, now: new Date() }
  const file = await lockKey(demoKey(loginName), lock, QUICK)
  return { name, mimeType: 'application/json', buffer: Buffer.from(writeKeyFile(file)) }
}

const QUICK = 10 // log2 of scrypt's N, 18 in the portal

export async function startOpening(browser: Browser, tenderId: string): Promise<Page> {
  const page = await signIn(browser, 'opening')
  await page.goto(`/openings/${tenderId}`)
  await page.getByRole('button', { name: '开始开标' }).click()
  await expect(page.getByRole('heading', { name: '释放份额' })).toBeVisible()
  return page
}

/** An officer releases its shares in the opening room. */
export async function releaseShares(page: Page, loginName: string): Promise<void> {
  await unlock(page, loginName, '解锁并释放份额')
  await expect(page.getByText(/已释放 \d+ 份份额/)).toBeVisible()
}

/** The room as a second officer comes in, releases and opens all bids together. */
export async function openWithSecond(browser: Browser, tenderId: string): Promise<Page> {
  const second = await signIn(browser, 'opening2')
  await second.goto(`/openings/${tenderId}`)
  await releaseShares(second, 'opening2')
  await second.getByRole('button', { name: '开启全部投标文件' }).click()
  await expect(second.getByRole('heading', { name: '开标记录' })).toBeVisible()
  await expectAccessible(second)
  return second
}

/** Two officers open all bids of a tender; gives the record as the second sees it. */
export async function openByQuorum(browser: Browser, tenderId: string): Promise<Page> {
  await releaseShares(await startOpening(browser, tenderId), 'opening')
  return openWithSecond(browser, tenderId)
}
