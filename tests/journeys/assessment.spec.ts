import { type Page, expect, test } from 'playwright/test'
import { expectAccessible, expectNarrow, setPortalClock, signIn } from './people.ts'

const YEAR = '/contract-years/dazhou-2024-contract-2'
const PAGE = `${YEAR}/assessment`

const rowOf = (page: Page, indicator: string) =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name: indicator, exact: true }) })

test('an indicator is measured, objected to, decided in part, and the settlement takes it over', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  const fund = await signIn(browser, 'fund')
  await fund.goto(YEAR)
  await fund.getByRole('link', { name: '查看考核' }).click()
  await expect(fund.getByRole('heading', { level: 1 })).toHaveText('考核')
  await expect(fund.getByRole('img', { name: /考核结果与目标/ })).toBeVisible()
  await expectAccessible(fund)
  await expectNarrow(fund)

  await rowOf(fund, '手工赔付平均用时').getByRole('link', { name: '登记' }).click()
  await expectAccessible(fund)
  await expectNarrow(fund)
  await fund.getByLabel('实测值').fill('十八')
  await fund.getByRole('button', { name: '登记' }).click()
  await expect(fund.getByText('实测值应为整数')).toBeVisible()
  await expect(fund.getByText('请填写依据文件')).toBeVisible()
  await expect(fund.getByLabel('实测值')).toHaveValue('十八')
  await fund.getByLabel('实测值').fill('18')
  await fund.getByLabel('依据文件').fill('2025年度手工赔付时效抽查记录')
  await fund.getByLabel('测量方法与依据').fill('抽查300件手工赔付案件，自资料齐全之日起计')
  await fund.getByRole('button', { name: '登记' }).click()
  // 3 started steps at 0.02% of 5,174,900 × 75.50 yuan
  await expect(rowOf(fund, '手工赔付平均用时')).toContainText('234,422.97')
  await expect(rowOf(fund, '手工赔付平均用时')).toContainText('待承办保险公司答复')
  await expect(rowOf(fund, '手工赔付平均用时').getByRole('link', { name: '确定扣款' })).toHaveCount(
    0,
  )

  const finance = await signIn(browser, 'insurer1-finance')
  await finance.goto('/start')
  await expect(finance.getByText('答复考核结果').first()).toBeVisible()
  await finance.goto(PAGE)
  await rowOf(finance, '手工赔付平均用时').getByRole('link', { name: '答复' }).click()
  await finance.waitForURL(/\/reply$/)
  const reply = finance.url()
  await expectAccessible(finance)
  await expectNarrow(finance)
  await finance.getByLabel('提出异议').check()
  await finance.getByRole('button', { name: '提交答复' }).click()
  await expect(finance.getByRole('link', { name: '提出异议应说明理由' })).toBeVisible()
  await finance.getByLabel('说明').fill('其中40件因资料退补重复计时，应自最后一次补齐起算')
  await finance.getByRole('button', { name: '提交答复' }).click()
  await expect(rowOf(finance, '手工赔付平均用时')).toContainText('待投保人确定扣款')

  await fund.goto('/start')
  await expect(fund.getByText('确定考核扣款').first()).toBeVisible()
  await fund.goto(PAGE)
  await rowOf(fund, '手工赔付平均用时').getByRole('link', { name: '确定扣款' }).click()
  await fund.waitForURL(/\/decide$/)
  const decide = fund.url()
  await expect(fund.getByText('应自最后一次补齐起算')).toBeVisible()
  await expectAccessible(fund)
  await expectNarrow(fund)
  await fund.getByLabel('确定扣款').fill('234422.98')
  await fund.getByRole('button', { name: '确定并入账' }).click()
  await expect(fund.getByRole('link', { name: '扣款不能超过按合同计算的数额' })).toBeVisible()
  await fund.getByLabel('确定扣款').fill('200000')
  await fund.getByRole('button', { name: '确定并入账' }).click()
  await expect(fund.getByRole('link', { name: '与计算数额不同的，应说明理由' })).toBeVisible()
  await fund.getByLabel('理由').fill('采纳部分异议')
  await fund.getByRole('button', { name: '确定并入账' }).click()
  await expect(rowOf(fund, '手工赔付平均用时')).toContainText('已确定')
  await expect(fund.getByText('590,704.95').first()).toBeVisible()
  const sheet = fund.waitForEvent('download')
  await fund.getByRole('link', { name: '下载考核表（XLSX）' }).click()
  expect((await sheet).suggestedFilename()).toContain('考核')

  await finance.goto(`${YEAR}/settlement/propose`)
  await expect(finance.getByLabel('考核扣款', { exact: true })).toHaveValue('590704.95')

  expect((await finance.goto(decide))?.status()).toBe(403)
  expect((await fund.goto(reply))?.status()).toBe(403)
  const rival = await signIn(browser, 'insurer2-finance')
  expect((await rival.goto(PAGE))?.status()).toBe(404)
  expect((await rival.goto(reply))?.status()).toBe(404)
  const auditor = await signIn(browser, 'auditor')
  await auditor.goto(PAGE)
  await expect(auditor.getByText('采纳部分异议').first()).toBeVisible()
  await expect(auditor.getByRole('link', { name: '重新登记' })).toHaveCount(0)
})
