import { type Page, expect, test } from 'playwright/test'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { expectAccessible, expectNarrow, setPortalClock, signIn } from './people.ts'

const ID = 'dazhou-2024-contract'
const CONTRACT = `/contracts/${ID}`
// Within the contract, and never ahead of the portal's own clock, which has timed work to do.
const NOW = new Date(Math.min(Date.now(), Date.parse('2026-11-25T10:00:00+08:00')))
const TODAY = dateInChina(NOW)
const RAISED_ON = '2026-12-15' // late enough to leave other journeys' claims alone
const LAST_DAY = '2026-12-30'

async function look(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectNarrow(page)
}

test('benefits are raised mid-year by an amendment, then the contract ends by agreement and is handed over', async ({
  browser,
}) => {
  await setPortalClock(NOW)
  const fund = await signIn(browser, 'fund')
  await fund.goto(CONTRACT)
  await expect(fund.getByText('项条款全部一致')).toBeVisible()
  await look(fund)
  await fund.getByRole('link', { name: '补充协议', exact: true }).click()
  await look(fund)
  await fund.getByLabel('变更哪一类条款').selectOption('benefit-terms')
  await fund.getByLabel('生效日期').fill(RAISED_ON)
  await fund.getByRole('button', { name: '填写变更内容' }).click()
  await look(fund)
  await fund.getByRole('button', { name: '拟定补充协议' }).click()
  await expect(fund.getByText('请填写变更原因').first()).toBeVisible()
  await fund.getByLabel('变更原因').fill('统一全省待遇')
  await fund.getByLabel('依据文件').fill('省医保〔2026〕21号')
  await fund.getByLabel('支付比例', { exact: true }).first().fill('63')
  await fund.getByLabel('生效日期').fill('2030-01-01')
  await fund.getByRole('button', { name: '拟定补充协议' }).click()
  await expect(fund.getByText('生效日期不在合同期限内').first()).toBeVisible()
  await expect(fund.getByLabel('变更原因')).toHaveValue('统一全省待遇')
  await fund.getByLabel('生效日期').fill(RAISED_ON)
  await fund.getByRole('button', { name: '拟定补充协议' }).click()
  await expect(fund.getByRole('heading', { level: 1 })).toHaveText('第 2 号补充协议')
  await look(fund)
  await fund.getByRole('button', { name: '代表投保人签署' }).click()
  await expect(fund.getByRole('button', { name: '代表投保人签署' })).toHaveCount(0)

  const insurer = await signIn(browser, 'insurer1')
  await insurer.goto('/start')
  await insurer.getByText('签署补充协议').first().waitFor()
  await insurer.goto(`${CONTRACT}/amendments/2/withdraw`)
  await look(insurer)
  await insurer.goto(`${CONTRACT}/amendments/2`)
  await insurer.getByRole('button', { name: '代表承办保险公司签署' }).click()
  await expect(insurer.getByText('已签订').first()).toBeVisible()

  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto(`/signed-contracts/${ID}`)
  await expect(visitor.getByText('第 2 号补充协议').first()).toBeVisible()
  await expect(visitor.getByText('项条款全部一致')).toBeVisible()
  await look(visitor)
  await visitor.goto(`/signed-contracts/${ID}/amendments/2`)
  await expect(visitor.getByRole('cell', { name: '63.00%' })).toBeVisible()
  await look(visitor)
  const paper = await visitor.request.get(
    `/signed-contracts/${ID}/amendments/2/documents/amendment.pdf`,
  )
  expect(paper.headers()['content-type']).toContain('pdf')

  const rival = await signIn(browser, 'insurer2')
  for (const page of ['amendments', 'amendments/2', 'termination', 'handover'])
    expect((await rival.goto(`${CONTRACT}/${page}`))?.status()).toBe(404)
  const finance = await signIn(browser, 'insurer1-finance')
  expect(
    (await finance.goto(`${CONTRACT}/amendments/new?kind=funding&from=2026-01-01`))?.status(),
  ).toBe(403)

  await endByAgreement(fund, insurer)
  await handOver(finance, fund)
})

async function endByAgreement(fund: Page, insurer: Page): Promise<void> {
  await fund.goto(`${CONTRACT}/termination`)
  await look(fund)
  await fund.getByLabel('最后承保日').fill(addDays(TODAY, -1))
  await fund.getByLabel('事由').fill('统筹层次提高到省级')
  await fund.getByLabel('依据文件').fill('终止协议')
  await fund.getByLabel('责任方').selectOption('none')
  await fund.getByRole('button', { name: '提出提前终止' }).click()
  await expect(fund.getByText('最后承保日不能早于今天').first()).toBeVisible()
  await fund.getByLabel('最后承保日').fill(LAST_DAY)
  await fund.getByRole('button', { name: '提出提前终止' }).click()
  await expect(fund.getByText('待对方答复')).toBeVisible()

  await insurer.goto('/start')
  await expect(insurer.getByText('答复提前终止').first()).toBeVisible()
  await insurer.goto(`${CONTRACT}/termination`)
  await insurer.getByLabel('不同意').check()
  await insurer.getByRole('button', { name: '答复' }).click()
  await expect(insurer.getByText('请说明不同意的理由').first()).toBeVisible()
  await look(insurer)
  await insurer.getByLabel('同意', { exact: true }).check()
  await insurer.getByRole('button', { name: '答复' }).click()
  await expect(insurer.getByText('提前终止', { exact: true }).last()).toBeVisible()
}

async function handOver(finance: Page, fund: Page): Promise<void> {
  await finance.goto(`${CONTRACT}/handover`)
  await look(finance)
  for (const item of ['data', 'open-claims', 'staff', 'funds']) {
    await finance.goto(`${CONTRACT}/handover/${item}`)
    if (item === 'data') {
      await look(finance)
      await finance.getByRole('button', { name: '登记移交' }).click()
      await expect(finance.getByText('请填写接收方').first()).toBeVisible()
    }
    await finance.getByLabel('接收方').fill('省级经办机构')
    await finance.getByLabel('移交文件').fill('移交清单')
    await finance.getByRole('button', { name: '登记移交' }).click()
    await expect(finance.getByText('待验收', { exact: true }).first()).toBeVisible()
  }
  for (let left = 4; left > 0; left -= 1) {
    await fund.goto(`${CONTRACT}/handover`)
    await fund.getByRole('link', { name: '验收' }).first().click()
    if (left === 4) await look(fund)
    await fund.getByLabel('验收通过').check()
    await fund.getByRole('button', { name: '提交验收结果' }).click()
    await expect(fund.getByText('已验收', { exact: true }).first()).toBeVisible()
  }
  await expect(fund.getByRole('link', { name: '验收' })).toHaveCount(0)
  await setPortalClock(new Date())
}
