import { expect, test } from 'playwright/test'
import { expectAccessible, expectNarrow, setPortalClock, signIn } from './people.ts'

test('a past year’s claims are run through new terms, and a draft tender starts from the estimate', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  const fund = await signIn(browser, 'fund')
  await fund.goto('/funding-estimates')
  await expect(fund.getByRole('heading', { level: 1 })).toHaveText('筹资测算')
  await expectAccessible(fund)
  await fund.goto('/funding-estimates/new?year=dazhou-2024-contract-2')
  await expectAccessible(fund)
  await expectNarrow(fund)

  await fund.getByLabel('测算名称').fill('起付线降到一万元')
  await fund.getByLabel('费用增长率').fill('6')
  await fund.getByLabel('起付线').first().fill('10000')
  await fund.getByLabel('预计参保人数').fill('0')
  await fund.getByRole('button', { name: '开始测算' }).click()
  await expect(fund.getByText('预计参保人数必须大于零').first()).toBeVisible()
  await expect(fund.getByLabel('测算名称')).toHaveValue('起付线降到一万元')
  await fund.getByLabel('预计参保人数').fill('5150000')
  await fund.getByRole('button', { name: '开始测算' }).click()

  await expect(fund.getByRole('heading', { level: 1 })).toHaveText('起付线降到一万元')
  await expect(fund.getByRole('img', { name: /起付线与人均赔付/ })).toBeVisible()
  await expect(fund.getByRole('img', { name: /支付比例与人均赔付/ })).toBeVisible()
  await expect(fund.getByRole('link', { name: '据此编制招标文件' })).toHaveCount(0)
  await expectAccessible(fund)
  await expectNarrow(fund)
  const address = new URL(fund.url()).pathname
  const funding = await fund
    .locator('dt', { hasText: '人均筹资' })
    .locator('xpath=following-sibling::dd[1]')
    .innerText()

  const officer = await signIn(browser, 'tender')
  await officer.goto(address)
  await officer.getByRole('link', { name: '据此编制招标文件' }).click()
  await expect(officer.getByText('以下内容取自筹资测算“起付线降到一万元”')).toBeVisible()
  await expect(officer.getByLabel('起付线').first()).toHaveValue('10000.00')
  const ceiling = await officer.getByLabel('最高限价').first().inputValue()
  expect(funding.replaceAll(/[,\s元]/g, '')).toBe(ceiling)
  await officer.getByLabel('项目名称').fill('达州市2027—2029年城乡居民大病保险（据测算编制）')
  await officer.getByLabel('项目编号').fill('DZ-2027-1')
  await officer.getByLabel('覆盖区域').first().fill('达州市全部县（市、区）')
  await officer.getByRole('button', { name: '保存草稿' }).click()
  await expect(officer.getByRole('heading', { level: 1 })).toContainText('据测算编制')
  await officer.goto(address)
  await expect(
    officer.getByRole('link', { name: '达州市2027—2029年城乡居民大病保险（据测算编制）' }),
  ).toBeVisible()

  const rival = await signIn(browser, 'insurer2')
  expect((await rival.goto(address))?.status()).toBe(403)
  const elsewhere = await signIn(browser, 'sample')
  expect((await elsewhere.goto(address))?.status()).toBe(404)
})
