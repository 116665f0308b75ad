import { type Browser, type Page, expect, test } from 'playwright/test'
import { type PlainDate } from '#app/domain/calendar.ts'
import { tellPanjinPurchase } from '#seeds/story/real-tenders.ts'
import { expectAccessible, expectNarrow, setPortalClock, signIn } from './people.ts'
import { onStage } from './stage.ts'

const CONTRACT = 'journey-instalments-contract'
const FIRST = `/contract-years/${CONTRACT}-1`
const LATER = `/contract-years/${CONTRACT}-2`

// All of it in the past of the demo story, so that no open tender's clock runs out meanwhile.
test('盘锦’s premium is estimated, paid by its schedule, disputed, corrected and overdue for a day, over a first and a later year', async ({
  browser,
}) => {
  await onStage((teller) =>
    tellPanjinPurchase(teller, {
      tenderId: 'journey-instalments',
      projectNumber: 'JOURNEY-INSTALMENTS',
      contractId: CONTRACT,
    }),
  )
  try {
    await payFirstYear(browser)
    await payLaterYear(browser)
  } finally {
    await setPortalClock(new Date())
  }
})

async function payFirstYear(browser: Browser): Promise<void> {
  await moveTo('2025-09-29')
  const fund = await signIn(browser, 'panjin-fund')
  await fund.goto(FIRST)
  await expect(fund.getByText('双方尚未确认')).toBeVisible()
  await fund.getByRole('link', { name: '登记参保人数' }).click()
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByText('请填写参保人数').first()).toBeVisible()
  await lookOver(fund)
  await fund.getByLabel('人数性质').selectOption('actual')
  await fund.getByLabel('参保人数', { exact: true }).fill('200000')
  await fund.getByLabel('参保时点').fill('2025-11-30')
  await fund.getByLabel('依据文件').fill('盘锦市2025年预计参保人数确认表')
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByText('参保时点还没有到，只能登记预计人数').first()).toBeVisible()
  await expect(fund.getByLabel('参保人数', { exact: true })).toHaveValue('200000')
  await fund.getByLabel('人数性质').selectOption('estimate')
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByText('待答复')).toBeVisible()

  const finance = await signIn(browser, 'insurer2-finance')
  await agree(finance, FIRST)
  await fund.goto(`${FIRST}/payments`)
  await expect(fund.getByRole('row', { name: /第1期 2025年9月30日/ })).toContainText('未到期')
  await expect(fund.getByLabel('拨付金额')).toHaveValue('9900000.00')
  await fund.getByLabel('拨付金额').fill('9900000.01')
  await fund.getByLabel('拨付日期').fill('2025-09-29')
  await fund.getByLabel('拨付凭证').fill('盘财拨1号')
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByText(/余款按实际保费拨付/).first()).toBeVisible()
  await fund.getByLabel('拨付金额').fill('9900000')
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByRole('cell', { name: '盘财拨1号' })).toBeVisible()
  await expect(fund.getByText('待保险公司确认')).toBeVisible()
  await lookOver(fund)
  await confirmReceipt(finance, FIRST, '2025-09-29')

  await moveTo('2025-12-02')
  await stateActual(fund, FIRST, '199862')
  await finance.goto(`${FIRST}/headcount/answer`)
  await finance.getByLabel('有异议').check()
  await finance.getByRole('button', { name: '答复', exact: true }).click()
  await expect(finance.getByText('请说明异议理由').first()).toBeVisible()
  await lookOver(finance)
  await finance.getByLabel('异议理由').fill('874人已经转为职工参保')
  await finance.getByRole('button', { name: '答复', exact: true }).click()
  await expect(finance.getByText('874人已经转为职工参保')).toBeVisible()
  await stateActual(fund, FIRST, '198988')
  await agree(finance, FIRST)

  await moveTo('2025-12-31')
  await fund.goto(FIRST)
  const remainder = fund.getByRole('row', { name: /第2期 2025年12月31日/ })
  await expect(remainder).toContainText('6,516,510.00')
  await expect(remainder).toContainText('未到期')
  await moveTo('2026-01-01')
  await fund.reload()
  await expect(remainder).toContainText('逾期 1 日')
  await lookOver(fund)
  await fund.goto('/start')
  await expect(fund.locator(`a[href="${FIRST}/payments"]`)).toBeVisible()
  await expect(fund.getByText('保费逾期未拨付').first()).toBeVisible()
  await finance.goto('/start')
  await expect(finance.getByText('保费逾期未到').first()).toBeVisible()

  await fund.goto(`${FIRST}/payments`)
  await pay(fund, '6516510', '2026-01-01', '盘财拨2号')
  await expect(fund.getByRole('row', { name: /第2期 2025年12月31日/ })).toContainText('迟付 1 日')
  await confirmReceipt(finance, FIRST, '2026-01-01')
}

async function payLaterYear(browser: Browser): Promise<void> {
  await moveTo('2026-04-20')
  const fund = await signIn(browser, 'panjin-fund')
  const finance = await signIn(browser, 'insurer2-finance')
  await fund.goto(`${LATER}/headcount`)
  await fund.getByLabel('参保人数', { exact: true }).fill('199000')
  await fund.getByLabel('参保时点').fill('2026-06-30')
  await fund.getByLabel('依据文件').fill('盘锦市2026年预计参保人数确认表')
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByText('待答复')).toBeVisible()
  await agree(finance, LATER)
  await fund.goto(`${LATER}/payments`)
  await fund.getByLabel('拨付金额').fill('4104375.01')
  await fund.getByLabel('拨付日期').fill('2026-04-20')
  await fund.getByLabel('拨付凭证').fill('盘财拨3号')
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByText('累计拨付超过合同约定的截至本期上限').first()).toBeVisible()
  await fund.getByLabel('拨付金额').fill('4000000')
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByRole('cell', { name: '盘财拨3号' })).toBeVisible()
  await moveTo('2026-05-01')
  await fund.reload()
  await expect(fund.getByRole('row', { name: /第1期 2026年4月30日/ })).toContainText('并入后期')

  await moveTo('2026-10-20')
  await stateActual(fund, LATER, '199120')
  await agree(finance, LATER)
  await fund.goto(`${LATER}/payments`)
  await pay(fund, '12427400', '2026-10-20', '盘财拨4号')
  for (const period of ['第1期', '第2期', '第3期', '第4期'])
    await expect(fund.getByRole('row', { name: period })).toContainText('已付清')
  await expect(fund.getByRole('button', { name: '登记', exact: true })).toHaveCount(0)

  const rival = await signIn(browser, 'insurer1-finance')
  for (const path of ['', '/headcount', '/headcount/answer', '/payments'])
    expect((await rival.goto(`${LATER}${path}`))?.status()).toBe(404)
  const tenderer = await signIn(browser, 'panjin')
  expect((await tenderer.goto(`${LATER}/headcount/answer`))?.status()).toBe(403)
}

function moveTo(day: PlainDate): Promise<void> {
  return setPortalClock(new Date(`${day}T10:00:00+08:00`))
}

async function lookOver(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectNarrow(page)
}

async function agree(finance: Page, year: string): Promise<void> {
  await finance.goto(`${year}/headcount/answer`)
  await finance.getByLabel('确认这一人数').check()
  await finance.getByRole('button', { name: '答复', exact: true }).click()
  await expect(finance.getByText('已确认', { exact: true }).first()).toBeVisible()
  await expect(finance.getByText('待答复')).toHaveCount(0)
}

/** The date and the source stay those of the estimate. */
async function stateActual(fund: Page, year: string, headcount: string): Promise<void> {
  await fund.goto(`${year}/headcount`)
  await expect(fund.getByLabel('人数性质')).toHaveValue('actual')
  await fund.getByLabel('参保人数', { exact: true }).fill(headcount)
  await fund.getByLabel('依据文件').fill(`实际参保人数确认表（${headcount}人）`)
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByText('待答复')).toBeVisible()
}

async function pay(fund: Page, amount: string, day: PlainDate, document: string): Promise<void> {
  await expect(fund.getByLabel('拨付金额')).toBeVisible()
  await fund.getByLabel('拨付金额').fill(amount)
  await fund.getByLabel('拨付日期').fill(day)
  await fund.getByLabel('拨付凭证').fill(document)
  await fund.getByRole('button', { name: '登记', exact: true }).click()
  await expect(fund.getByRole('cell', { name: document })).toBeVisible()
}

/** A day before the payment is refused at its field; then it is confirmed. */
async function confirmReceipt(finance: Page, year: string, day: PlainDate): Promise<void> {
  await finance.goto(`${year}/payments`)
  await finance.getByRole('link', { name: '确认到账' }).click()
  await finance.getByLabel('到账日期').fill('2025-09-01')
  await finance.getByLabel('银行回单').fill(`回单 ${day}`)
  await finance.getByRole('button', { name: '确认到账' }).click()
  await expect(finance.getByText('到账日期不能早于拨付日期').first()).toBeVisible()
  await lookOver(finance)
  await finance.getByLabel('到账日期').fill(day)
  await finance.getByRole('button', { name: '确认到账' }).click()
  await expect(finance.getByText(`回单 ${day}`)).toBeVisible()
}
