import { type Browser, type Page, expect, test } from 'playwright/test'
import { openByQuorum, sealAndSubmit, writeBid } from './bidding.ts'
import { expectAccessible, setPortalClock, signIn } from './people.ts'

const TITLE = '演练市2027—2029年城乡居民大病保险承办服务采购'
const INSURERS = [
  { loginName: 'insurer1', name: '中国人寿达州分公司', price: '58.80', quality: '92' },
  { loginName: 'insurer2', name: '示例健康保险甲分公司', price: '59.50', quality: '85' },
  { loginName: 'insurer3', name: '示例人寿保险乙分公司', price: '59.00', quality: '80' },
]
const EXPERTS = ['expert1', 'expert2', 'expert3', 'expert4', 'expert5']

// Runs last of all journeys (by its name), because it moves the portal's clock years ahead.
test('seven roles take one purchase from creation to a published settlement', async ({
  browser,
}) => {
  test.setTimeout(400_000)
  const officer = await signIn(browser, 'tender')
  const tenderId = await createAndPublish(officer)
  const lotId = `${tenderId}-1`
  for (const insurer of INSURERS) await bid(browser, lotId, insurer)

  const notice = await readText(officer, `/notices/${tenderId}`)
  for (const { name } of INSURERS) expect(notice).not.toContain(name)
  const deadline = await deadlineOf(officer, tenderId)
  await setPortalClock(deadline)
  const late = await signIn(browser, 'insurer1')
  await late.goto(`/lots/${lotId}/bid`)
  await expect(late.getByText('投标已截止')).toBeVisible()

  await openBids(browser, tenderId)
  await evaluate(browser, officer, { tenderId, lotId })
  const contractId = await awardAndSign(browser, officer, {
    lotId,
    signing: new Date(deadline.getTime() + 14 * 24 * 60 * 60 * 1000),
  })

  await setPortalClock(new Date('2027-07-15T10:00:00+08:00'))
  const fund = await signIn(browser, 'fund')
  await recordPremium(browser, fund, contractId)
  await setPortalClock(new Date('2028-02-20T10:00:00+08:00'))
  await settle(browser, fund, contractId)

  const anyone = await (await browser.newContext()).newPage()
  await anyone.goto('/accounts')
  await anyone
    .getByRole('row', { name: /2027年1月1日/ })
    .getByRole('link')
    .first()
    .click()
  await expect(anyone.getByRole('heading', { name: /大病保险年度收支/ })).toBeVisible()
  await expect(anyone.getByRole('row', { name: '返还基金 62,500.00' })).toBeVisible()
  await expectAccessible(anyone)

  const auditor = await signIn(browser, 'auditor')
  await auditor.goto(`/audit/purchases/${tenderId}?page=2`)
  await auditor.goto(`/audit/purchases/${tenderId}`)
  await expect(auditor.getByRole('cell', { name: '递交投标文件' }).first()).toBeVisible()
})

async function createAndPublish(page: Page): Promise<string> {
  await page.goto('/tenders/new')
  await page.getByLabel('项目名称').fill(TITLE)
  await page.getByLabel('项目编号').fill('YL-2026-001')
  await page.getByLabel('采购预算').fill('9,000,000')
  await page.getByLabel('投标保证金').fill('100000')
  await page.getByLabel('联系人与电话').fill('周明 0818-0000000')
  for (const officer of [/陈序/, /梁衡/, /苏正/]) await page.getByLabel(officer).check()
  const lot = page.getByRole('group', { name: '采购包 1' })
  await lot.getByLabel('覆盖区域').fill('演练市全部区县')
  await lot.getByLabel('参保人数').fill('50000')
  await lot.getByLabel('最高限价').fill('60')
  await lot.getByLabel('筹资标准').fill('60')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible()
  const tenderId = page.url().split('/').at(-1) ?? ''

  await page.getByRole('link', { name: '编辑' }).click()
  await expect(page.getByLabel('采购预算')).toHaveValue('9000000.00')
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByRole('button', { name: '发布招标公告' }).click()
  await expect(page.getByText('投标中')).toBeVisible()
  await expectAccessible(page)
  return tenderId
}

async function bid(
  browser: Browser,
  lotId: string,
  { loginName, price }: { loginName: string; price: string },
): Promise<void> {
  const page = await signIn(browser, loginName)
  await writeBid(page, lotId, price)
  await expectAccessible(page)
  await sealAndSubmit(page)
  await expectAccessible(page)
  if (loginName !== 'insurer3') return
  await page.goto(`/lots/${lotId}/bid`)
  await page.getByRole('button', { name: '撤回投标' }).click()
  await expect(page.getByText('已撤回').first()).toBeVisible()
  await writeBid(page, lotId, price)
  await sealAndSubmit(page, 2)
}

async function deadlineOf(page: Page, tenderId: string): Promise<Date> {
  await page.goto(`/notices/${tenderId}`)
  const shown = await page
    .getByLabel('项目进度')
    .getByRole('listitem')
    .filter({ hasText: '投标截止' })
    .locator('time')
    .getAttribute('datetime')
  return new Date(shown ?? '')
}

async function openBids(browser: Browser, tenderId: string): Promise<void> {
  const record = await openByQuorum(browser, tenderId)
  for (const { name } of INSURERS) await expect(record.getByText(name).first()).toBeVisible()
  await expect(record.getByText('58.80 元')).toBeVisible()
  await record.goto('/openings')
  await expect(record.getByRole('row', { name: new RegExp(TITLE) })).toContainText('开标记录')
}

async function evaluate(
  browser: Browser,
  officer: Page,
  { tenderId, lotId }: { tenderId: string; lotId: string },
): Promise<void> {
  await officer.goto(`/tenders/${tenderId}/committee`)
  for (const [index, name] of ['甲', '乙', '丙', '丁'].entries()) {
    await officer.getByLabel(`评审专家${name}`).check()
    if (index === 0) await officer.getByLabel('组长').selectOption('expert1')
  }
  await officer.getByRole('button', { name: '确定委员会组成' }).click()
  await expect(officer.getByText('人数应为单数').first()).toBeVisible()
  await officer.getByLabel('评审专家戊').check()
  await officer.getByRole('button', { name: '确定委员会组成' }).click()
  await expect(officer.getByText('待申明').first()).toBeVisible()
  await expectAccessible(officer)

  const experts: Page[] = []
  for (const loginName of EXPERTS) {
    const page = await signIn(browser, loginName)
    await page.goto(`/tenders/${tenderId}/interest`)
    await page.getByLabel(/没有利害关系/).check()
    await page.getByRole('button', { name: '提交申明' }).click()
    await expect(page.getByRole('row', { name: new RegExp(TITLE) })).toContainText('无利害关系')
    experts.push(page)
  }
  const [chair] = experts
  if (!chair) throw new Error('the committee has a chair')
  await review(officer, lotId, '资格审查')
  await review(chair, lotId, '符合性审查')
  for (const page of experts) await score(page, lotId)

  await officer.goto(`/lots/${lotId}/evaluation`)
  await officer.getByRole('button', { name: '汇总评分并完成评标报告' }).click()
  await expect(officer.getByRole('heading', { name: '得分与排名' })).toBeVisible()
  await expect(officer.getByText('30.00 × 58.80 ÷ 59.50')).toBeVisible()
  await expectAccessible(officer)
}

async function review(page: Page, lotId: string, stage: string): Promise<void> {
  await page.goto(`/lots/${lotId}/reviews`)
  for (const { name } of INSURERS) {
    await expect(page.getByRole('heading', { name: new RegExp(`${stage}.*${name}`) })).toBeVisible()
    const lines = page.getByRole('radio', { name: '满足', exact: true })
    for (let line = 0; line < (await lines.count()); line += 1) await lines.nth(line).check()
    await page.getByRole('button', { name: '提交审查结论' }).click()
    await expect(page.getByRole('heading', { name: new RegExp(`${stage}.*${name}`) })).toHaveCount(
      0,
    )
  }
  await expectAccessible(page)
}

async function score(page: Page, lotId: string): Promise<void> {
  await page.goto(`/lots/${lotId}/score-sheet`)
  for (const { name, quality } of INSURERS) {
    const section = page.locator('section', {
      has: page.getByRole('heading', { name, exact: true }),
    })
    await section.getByLabel('服务方案得分').fill(`${Number(quality) / 4}`)
    await section.getByLabel('服务方案评分理由').fill('网点与结算安排完整')
    await section.getByLabel('风险管控方案得分').fill('12.5')
    await section.getByLabel('风险管控方案评分理由').fill('审核与反欺诈措施具体')
  }
  await page.getByRole('button', { name: '保存评分' }).click()
  await page.getByRole('button', { name: '签署评分表' }).click()
  await expect(page.getByText('内容已锁定')).toBeVisible()
}

async function awardAndSign(
  browser: Browser,
  officer: Page,
  { lotId, signing }: { lotId: string; signing: Date },
): Promise<string> {
  await officer.getByRole('button', { name: '定标并发出中标通知' }).click()
  await expect(officer.getByText('中标人：中国人寿达州分公司')).toBeVisible()
  await officer.getByRole('button', { name: '生成合同' }).click()
  await expect(officer.getByText('17 项条款全部一致')).toBeVisible()
  const contractId = officer.url().split('/').at(-1) ?? ''
  await officer.getByRole('button', { name: '确认合同' }).click()
  await expect(officer.getByText('中标结果公告期尚未届满')).toBeVisible()
  const awarded = await officer.goto(`/contracts/${contractId}`)
  expect(awarded?.status()).toBe(200)
  await setPortalClock(signing)
  await officer.getByRole('button', { name: '确认合同' }).click()
  await expect(officer.getByRole('button', { name: '确认合同' })).toHaveCount(0)

  const insurer = await signIn(browser, 'insurer1')
  await insurer.goto(`/contracts/${contractId}`)
  await insurer.getByRole('button', { name: '确认合同' }).click()
  await expect(insurer.getByRole('heading', { name: '合同年度' })).toBeVisible()
  await expectAccessible(insurer)

  const anyone = await (await browser.newContext()).newPage()
  await anyone.goto(`/results/${lotId}`)
  await expect(anyone.getByText('8,820,000.00')).toBeVisible()
  await expect(anyone.getByText('评审专家甲')).toHaveCount(0)
  return contractId
}

async function recordPremium(browser: Browser, page: Page, contractId: string): Promise<void> {
  const year = `/contract-years/${contractId}-1`
  await page.goto(`${year}/headcount`)
  await page.getByLabel('人数性质').selectOption('actual')
  await page.getByLabel('参保人数', { exact: true }).fill('50000')
  await page.getByLabel('参保时点').fill('2027-06-30')
  await page.getByLabel('依据文件').fill('演练市2027年参保人数确认表')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByText('待答复')).toBeVisible()
  const finance = await signIn(browser, 'insurer1-finance')
  await finance.goto(`${year}/headcount/answer`)
  await finance.getByLabel('确认这一人数').check()
  await finance.getByRole('button', { name: '答复', exact: true }).click()
  await expect(finance.getByText('已确认', { exact: true }).first()).toBeVisible()
  await expect(finance.getByText('2,940,000.00').first()).toBeVisible()

  await page.goto(year)
  await page.getByRole('link', { name: '登记保费拨付' }).click()
  await page.getByLabel('拨付金额').fill('2940000.01')
  await page.getByLabel('拨付日期').fill('2027-07-15')
  await page.getByLabel('拨付凭证').fill('拨付凭证1号')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByText('累计拨付不能超过年度保费').first()).toBeVisible()
  await page.getByLabel('拨付金额').fill('2940000')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('cell', { name: '拨付凭证1号' })).toBeVisible()
}

async function settle(browser: Browser, fund: Page, contractId: string): Promise<void> {
  const base = `/contract-years/${contractId}-1/settlement`
  const finance = await signIn(browser, 'insurer1-finance')
  await propose(finance, base, '2700000')
  await fund.goto(base)
  await fund.getByLabel('退回理由').fill('赔付支出与明细汇总不符，请核对')
  await fund.getByRole('button', { name: '退回', exact: true }).click()
  await expect(fund.getByText('已退回：赔付支出与明细汇总不符，请核对')).toBeVisible()

  await propose(finance, base, '2689300')
  await expectAccessible(finance)
  await fund.goto(base)
  await fund.getByRole('button', { name: '确认结算' }).click()
  await expect(fund.getByText('等待审计签署')).toBeVisible()

  const auditor = await signIn(browser, 'auditor')
  await auditor.goto(base)
  await expect(auditor.getByText('与申报逐行一致')).toBeVisible()
  await expect(auditor.getByRole('cell', { name: '2027年赔付明细汇总表' })).toBeVisible()
  await expectAccessible(auditor)
  await auditor.getByRole('button', { name: '复算一致，签署审定' }).click()
  await expect(auditor.getByText('已审定：严审')).toBeVisible()

  await fund.goto(base)
  await fund.getByRole('button', { name: '公开年度结算' }).click()
  await expect(fund.getByRole('link', { name: '公开页面' })).toBeVisible()
}

/** Premium 2,940,000; cost 100,000; profit 3% = 88,200: claims of 2,689,300 leave 62,500 to return. */
async function propose(page: Page, base: string, claimsPaid: string): Promise<void> {
  await page.goto(`${base}/propose`)
  await page.getByLabel('赔付支出', { exact: true }).fill(claimsPaid)
  await page.getByLabel('赔付支出依据').fill('2027年赔付明细汇总表')
  await page.getByLabel('期初未决依据').fill('新合同，期初为零')
  await page.getByLabel('期末未决赔款准备金').fill('0')
  await page.getByLabel('期末未决依据').fill('准备金评估报告')
  await page.getByLabel('经营成本', { exact: true }).fill('100000')
  await page.getByLabel('经营成本依据').fill('成本分摊表')
  await page.getByRole('button', { name: '提交申报' }).click()
  await expect(page.getByText('等待基金经办审核')).toBeVisible()
}

async function readText(page: Page, path: string): Promise<string> {
  return (await page.request.get(path)).text()
}
