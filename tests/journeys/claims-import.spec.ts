import { type Browser, type Page, expect, test } from 'playwright/test'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { DEMO_PASSWORD } from '#seeds/accounts.ts'
import { expectAccessible, expectNarrow, signIn } from './people.ts'
import { ownPortal } from './portal.ts'

const YEAR = '/contract-years/dazhou-2024-contract-3'
const CLAIMS = `${YEAR}/claims`
const IDENTITY = '11010519491231002X' // the made-up one of GB 11643

type Row = { id: string; person?: string; day?: string; paid?: string }

/** A claims file of November: 1,000 yuan each, of which 300 were paid. */
function claimsFile(...rows: Row[]) {
  const lines = rows.map(({ id, person = `P-${id}`, day = '2026-11-05', paid = '300.00' }) =>
    [id, person, day, '', '', '1000.00', '2000.00', '200.00', '800.00', '', '', paid].join(','),
  )
  const buffer = Buffer.from(`${[CLAIM_COLUMNS.join(','), ...lines].join('\r\n')}\r\n`)
  return { name: '十一月=明细;1.csv', mimeType: 'text/csv', buffer }
}

const BAD = claimsFile(
  { id: 'N1', person: IDENTITY.replace('X', '1') },
  { id: 'N2', day: '2027-01-01' },
  { id: 'N3', paid: '300.001' },
)
const GOOD = claimsFile({ id: 'N1', person: IDENTITY }, { id: 'N2' }, { id: 'N3' })

async function send(
  page: Page,
  file: ReturnType<typeof claimsFile>,
  stated: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.goto(`${CLAIMS}/new`)
  await page.getByLabel('批次号').fill('2026-11 第一批')
  for (const [label, value] of Object.entries(stated)) await page.getByLabel(label).fill(value)
  await page.getByLabel('赔付明细文件').setInputFiles(file)
  await page.getByRole('button', { name: '上传并检查' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('赔付明细导入')
}

test('claims are refused with a report, corrected, taken once, reversed as a whole and sent again', async ({
  browser,
}) => {
  const page = await signIn(browser, 'insurer1-finance')
  await page.goto(YEAR)
  await page.getByRole('link', { name: '文件与明细' }).click()
  await expect(page.getByRole('link', { name: '第1号', exact: true })).toBeVisible()
  await lookOver(page)

  await page.getByRole('link', { name: '导入赔付明细' }).click()
  await page.getByRole('button', { name: '上传并检查' }).click()
  await expect(page.getByText('请填写批次号')).toBeVisible()
  await lookOver(page)

  await send(page, BAD, { 行数: '3', 大病赔付合计: '900.00' })
  await expect(page.getByText(/整份文件没有入账/)).toBeVisible()
  await expect(page.getByRole('row', { name: /2 人员标识（person_id）/ })).toContainText(
    '校验码不对',
  )
  await expect(page.getByRole('row', { name: /4 大病赔付（paid）/ })).toContainText('最多两位小数')
  await lookOver(page)
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载全部错误（CSV）' }).click(),
  ])
  expect(report.suggestedFilename()).toBe('赔付明细错误清单.csv')

  await send(page, GOOD, { 行数: '4', 大病赔付合计: '900.00' })
  await expect(page.getByText('控制总数不符')).toBeVisible()
  await expect(page.getByRole('row', { name: /^行数/ })).toContainText('不一致')
  await send(page, GOOD, { 行数: '3', 人数: '3', 合规费用合计: '3,000', 大病赔付合计: '900.00' })
  await expect(page.getByText(/整份文件已经入账/)).toBeVisible()
  await expect(page.getByText('不一致')).toHaveCount(0)
  await expect(page.getByText('一致', { exact: true })).toHaveCount(4)
  const taken = new URL(page.url()).pathname

  await send(page, GOOD)
  await expect(page.getByText(/同一份文件已经入账/)).toBeVisible()
  await page.goto(taken)
  await page.getByRole('link', { name: '逐笔查看' }).click()
  await expect(page.getByRole('row', { name: /^N1/ })).toContainText('300.00')
  await expect(page.getByText(IDENTITY)).toHaveCount(0)
  await lookOver(page)

  await page.goto(taken)
  await page.getByRole('link', { name: '冲回' }).click()
  await page.getByRole('button', { name: '确认冲回' }).click()
  await expect(page.getByText('请填写冲回理由').first()).toBeVisible()
  await lookOver(page)
  await page.getByLabel('冲回理由').fill('把十月的重复报送')
  await page.getByLabel('依据文件').fill('更正函 2026-11')
  await page.getByRole('button', { name: '确认冲回' }).click()
  await expect(page.getByText(/已整份冲回/)).toBeVisible()
  await send(page, GOOD, { 行数: '3' })
  await expect(page.getByText(/整份文件已经入账/)).toBeVisible()
  await refuseOthers(browser, taken)
})

async function refuseOthers(browser: Browser, taken: string): Promise<void> {
  const rival = await signIn(browser, 'insurer2-finance')
  for (const address of [CLAIMS, taken, `${CLAIMS}/rows`, `${CLAIMS}/new`]) {
    await rival.goto(address)
    await expect(rival.getByRole('heading', { name: '没有找到' })).toBeVisible()
  }
  const fund = await signIn(browser, 'fund')
  await fund.goto(CLAIMS)
  await expect(fund.getByText('已冲回')).toBeVisible()
  await expect(fund.getByRole('link', { name: '导入赔付明细' })).toHaveCount(0)
  await fund.goto(`${CLAIMS}/new`)
  await expect(fund.getByRole('heading', { name: '无权访问' })).toBeVisible()
}

test('without scripts a file goes in all the same', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`/account/sign-in?returnTo=${encodeURIComponent(`${CLAIMS}/new`)}`)
  await page.getByLabel('账号').fill('insurer1-finance')
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByLabel('行数').fill('一')
  await page.getByLabel('批次号').fill('2026-11 第二批')
  await page.getByRole('button', { name: '上传并检查' }).click()
  await expect(page.getByText('行数应为整数')).toBeVisible()
  await expect(page.getByText('请选择赔付明细文件')).toBeVisible()
  await expect(page.getByLabel('批次号')).toHaveValue('2026-11 第二批')
  await page.getByLabel('行数').fill('1')
  await page.getByLabel('赔付明细文件').setInputFiles(claimsFile({ id: 'N9' }))
  await page.getByRole('button', { name: '上传并检查' }).click()
  await expect(page.getByText(/整份文件已经入账/)).toBeVisible()
  await context.close()
})

test('the insurer’s own system sends claims with a token, until it is revoked', async ({
  browser,
}) => {
  const page = await signIn(browser, 'insurer1-finance')
  await page.goto('/account/api-tokens')
  await page.getByLabel('用途').fill('核心业务系统')
  await page.getByLabel('最后一天').fill('2030-01-01')
  await page.getByRole('button', { name: '建立令牌' }).click()
  await expect(page.getByText('令牌最长使用一年').first()).toBeVisible()
  const soon = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  await page.getByLabel('最后一天').fill(soon)
  await page.getByRole('button', { name: '建立令牌' }).click()
  const token = (await page.getByText(/^gongji_/).textContent()) ?? ''
  await lookOver(page)
  const post = () =>
    fetch(`${ownPortal().url}/api${CLAIMS}?reference=2026-11-api&rows=1`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv' },
      body: claimsFile({ id: 'N10' }).buffer,
    })
  expect((await post()).status).toBe(201)
  expect((await post()).status).toBe(200)
  await page.getByRole('link', { name: '接口说明' }).click()
  await expect(page.getByRole('heading', { name: '赔付明细接口' })).toBeVisible()
  await lookOver(page)
  await page.goto('/account/api-tokens')
  await page.getByRole('button', { name: '撤销 核心业务系统' }).click()
  await expect(page.getByText('已撤销')).toBeVisible()
  expect((await post()).status).toBe(401)
})

async function lookOver(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectNarrow(page)
}
