import { expect, test } from 'playwright/test'
import { expectAccessible, expectNarrow, failOnBrowserErrors, signIn } from './people.ts'

test('a tender officer is told which rules stand in the way of publication, and cannot open bids or settle', async ({
  browser,
}) => {
  const page = await signIn(browser, 'tender')
  await page.goto('/start')
  await expectAccessible(page)
  await page.goto('/tenders/new')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('请填写项目名称')).toBeVisible()

  await page.getByLabel('项目名称').fill('核对规则的项目')
  await page.getByLabel('项目编号').fill('RULES-1')
  const lot = page.getByRole('group', { name: '采购包 1' })
  await lot.getByLabel('覆盖区域').fill('全市')
  await lot.getByLabel('参保人数').fill('１０，０００')
  await lot.getByLabel('最高限价').fill('60')
  await lot.getByLabel('筹资标准').fill('60')
  await page.getByLabel('招标文件开始获取日').fill('2020-01-01')
  await page.getByLabel('投标保证金').fill('1000000')
  await page.getByRole('button', { name: '保存草稿' }).click()

  await expect(page.getByText(/发布前还有 \d+ 项需要处理/)).toBeVisible()
  await expect(page.getByText(/招标文件开始获取日不能早于发布当日/)).toBeVisible()
  await expect(page.getByText(/不得超过采购项目预算金额的2%/)).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '开标人员不足三名' })).toBeVisible()
  await expect(page.getByRole('button', { name: '发布招标公告' })).toHaveCount(0)
  await expectAccessible(page)

  expect((await page.goto('/openings'))?.status()).toBe(403)
  await expect(page.getByRole('heading', { name: '无权访问' })).toBeVisible()
  await expectAccessible(page)
  expect(
    (await page.goto('/contract-years/dazhou-2020-contract-1/settlement/propose'))?.status(),
  ).toBe(403)
  expect((await page.goto('/tenders/panjin-open'))?.status()).toBe(404)
})

test('an opening officer cannot open before the deadline', async ({ browser, baseURL }) => {
  const page = await signIn(browser, 'opening')
  await page.goto('/openings')
  await page
    .getByRole('row', { name: /盘锦市城乡/ })
    .getByRole('link', { name: '进入开标室' })
    .click()
  await expect(page.getByText('任何人都看不到有多少家投标')).toBeVisible()
  await expectAccessible(page)
  const headers = { Origin: baseURL ?? '' }
  const early = await page.request.post('/openings/panjin-open/start', { headers })
  expect(early.status()).toBe(409)
  expect(await early.text()).toContain('还没有到投标截止时间')
  const unstarted = await page.request.post('/openings/panjin-open/open', { headers })
  expect(unstarted.status()).toBe(409)
  expect((await page.goto('/tenders'))?.status()).toBe(403)
  expect((await page.goto('/lots/meishan-evaluation-1/reviews'))?.status()).toBe(403)
})

test('an insurer sees its own bid and nothing of a rival’s', async ({ browser, baseURL }) => {
  const rival = await signIn(browser, 'insurer3')
  await rival.goto('/bids')
  await expect(rival.getByRole('row', { name: /盘锦市城乡/ })).toContainText('未开始')
  await expectAccessible(rival)
  await rival.goto('/lots/panjin-open-1/bid')
  await expect(rival.getByText('还没有递交投标文件')).toBeVisible()
  await expectAccessible(rival)
  expect((await rival.goto('/contracts/dazhou-2020-contract'))?.status()).toBe(404)

  const owner = await signIn(browser, 'insurer2')
  await owner.goto('/lots/panjin-open-1/bid')
  await expect(owner.getByText('已递交（第 1 次）')).toBeVisible()
  await expectAccessible(owner)
  const receipt = await owner.getByRole('link', { name: '下载' }).first().getAttribute('href')
  const upload = '/lots/panjin-open-1/bid/uploads/panjin-open-1-insurer2-upload'
  expect((await owner.request.get(receipt ?? '')).status()).toBe(200)
  expect((await owner.request.get(upload)).status()).toBe(200)
  expect((await rival.request.get(receipt ?? '')).status()).toBe(404)
  expect((await rival.request.get(upload)).status()).toBe(404)
  for (const loginName of ['panjin', 'auditor', 'opening']) {
    const other = await signIn(browser, loginName)
    expect((await other.request.get(upload)).status()).toBe(403)
  }

  await owner.goto('/lots/panjin-open-1/bid/edit')
  await owner.getByLabel('报价', { exact: true }).fill('abc')
  await owner.getByRole('button', { name: '下一步：核对' }).click()
  await expect(owner.getByText('报价应为0至100之间的百分数')).toBeVisible()
  await expectAccessible(owner)

  const headers = { Origin: baseURL ?? '' }
  const uploads = '/lots/panjin-open-1/bid/uploads'
  const rubbish = await owner.request.post(uploads, { headers, data: 'rubbish' })
  expect(rubbish.status()).toBe(409)
  expect(await rubbish.text()).toContain('这不是密封件')
  const huge = await owner.request.post(uploads, { headers, data: Buffer.alloc(70_000) })
  expect(huge.status()).toBe(413)
  const flood = await owner.request.post('/account/sign-in', {
    headers,
    data: Buffer.alloc(26 * 1024 * 1024),
  })
  expect(flood.status()).toBe(413)
  const noForm = await owner.request.post('/lots/panjin-open-1/bid/submit', {
    headers,
    data: { rubbish: true },
  })
  expect(noForm.status()).toBe(400)
})

test('before the opening nobody else finds a trace of a bid', async ({ browser }) => {
  for (const loginName of ['panjin', 'opening', 'auditor', 'admin']) {
    const page = await signIn(browser, loginName)
    for (const path of [
      '/start',
      '/notices/panjin-open',
      '/audit/purchases/panjin-open',
      '/tenders/panjin-open',
      '/openings',
    ]) {
      const text = await (await page.request.get(path)).text()
      expect(text, `${loginName} ${path}`).not.toMatch(
        /bid\.submitted|递交投标文件<|panjin-open-1-insurer|示例健康保险甲/,
      )
    }
    expect((await page.request.get('/notices/panjin-open/opening')).status()).toBe(404)
  }
})

test('an expert reads bids only after declaring, alone, and nobody reads the scores before all have signed', async ({
  browser,
  baseURL,
}) => {
  const expert = await signIn(browser, 'expert6')
  await expert.goto('/evaluations')
  await expectAccessible(expert)
  await expert.goto('/lots/meishan-evaluation-1/score-sheet')
  await expect(expert.getByRole('button', { name: '保存评分' })).toBeVisible()
  await expectAccessible(expert)
  await expert.getByLabel('服务方案得分').first().fill('99')
  await expert.getByRole('button', { name: '保存评分' }).click()
  await expect(expert.getByText('有评分超出该项满分').first()).toBeVisible()
  const headers = { Origin: baseURL ?? '' }
  const award = await expert.request.post('/lots/meishan-evaluation-1/award', { headers })
  expect(award.status()).toBe(403)
  expect((await expert.goto('/lots/panjin-open-1/score-sheet'))?.status()).toBe(404)

  const officer = await signIn(browser, 'meishan')
  await officer.goto('/lots/meishan-evaluation-1/evaluation')
  await expect(officer.getByText('未签署').first()).toBeVisible()
  await expect(officer.getByText('方案完整，措施具体可考核')).toHaveCount(0)
  await officer.goto('/lots/meishan-evaluation-1/reviews')
  const file = await officer
    .getByRole('link', { name: /精算意见书/ })
    .first()
    .getAttribute('href')
  expect((await officer.request.get(file ?? '')).status()).toBe(200)
  expect((await expert.request.get(file ?? '')).status()).toBe(200)
  for (const loginName of ['insurer2', 'insurer3', 'tender', 'fund']) {
    expect((await (await signIn(browser, loginName)).request.get(file ?? '')).status()).toBe(404)
  }
  await expectAccessible(officer)
})

test('insurer finance cannot propose a year out of order, and the fund officer not sign off', async ({
  browser,
}) => {
  const finance = await signIn(browser, 'insurer1-finance')
  await finance.goto('/contract-years/dazhou-2024-contract-2/settlement/propose')
  await expectAccessible(finance)
  for (const label of ['赔付支出', '期末未决赔款准备金', '经营成本'])
    await finance.getByLabel(label, { exact: true }).fill('1000000')
  for (const label of ['赔付支出依据', '期初未决依据', '期末未决依据', '经营成本依据'])
    await finance.getByLabel(label).fill('汇总表')
  await finance.getByRole('button', { name: '提交申报' }).click()
  await expect(finance.getByText('以前年度尚未审定')).toBeVisible()
  await expect(finance.getByLabel('赔付支出依据')).toHaveValue('汇总表')
  expect((await finance.goto('/bids'))?.status()).toBe(403)

  const fund = await signIn(browser, 'fund')
  await fund.goto('/contract-years/dazhou-2024-contract-1/settlement')
  await expect(fund.getByRole('button', { name: '确认结算' })).toBeVisible()
  await expect(fund.getByRole('button', { name: '复算一致，签署审定' })).toHaveCount(0)
  await expectAccessible(fund)
  await fund.getByRole('button', { name: '退回', exact: true }).click()
  await expect(fund.getByText('请填写退回理由')).toBeVisible()
  await fund.goto('/contract-years/dazhou-2024-contract-3/headcount')
  await expectAccessible(fund)
  await fund.getByLabel('参保人数', { exact: true }).fill('0')
  await fund.getByLabel('参保时点').fill('2026-06-30')
  await fund.getByLabel('依据文件').fill('确认表')
  await fund.getByRole('button', { name: '登记' }).click()
  await expect(fund.getByText('参保人数必须大于零').first()).toBeVisible()
})

test('an auditor reads everything about money and changes nothing but by return or signature', async ({
  browser,
  baseURL,
}) => {
  const page = await signIn(browser, 'auditor')
  await page.goto('/audit')
  await expectAccessible(page)
  await page.goto('/contract-years/dazhou-2020-contract-3/settlement')
  await expect(page.getByText('与申报逐行一致')).toBeVisible()
  await expectAccessible(page)
  await page.goto('/contracts/dazhou-2020-contract')
  await expect(page.getByText('17 项条款全部一致')).toBeVisible()
  await expectAccessible(page)
  await page.goto('/audit/purchases/dazhou-2020')
  await expect(page.getByRole('cell', { name: '发布招标公告' })).toBeVisible()
  await expectAccessible(page)
  const headers = { Origin: baseURL ?? '' }
  const act = await page.request.post('/contract-years/dazhou-2020-contract-1/settlement/publish', {
    headers,
  })
  expect(act.status()).toBe(403)
})

test('an administrator opens accounts and sees no business content', async ({ browser }) => {
  const page = await signIn(browser, 'admin')
  await page.goto('/administration')
  await expectAccessible(page)
  await page.getByRole('link', { name: '开立账户' }).click()
  await expectAccessible(page)
  await page.getByLabel('姓名').fill('新人')
  await page.getByLabel('账号').fill('tender')
  await page.getByLabel('初始密码').fill('long enough 1')
  await page.getByLabel('机构').selectOption({ label: '达州市医疗保障局' })
  await page.getByLabel('岗位').selectOption({ label: '投标经办' })
  await page.getByRole('button', { name: '开立' }).click()
  await expect(page.getByText('该岗位不能属于这类机构').first()).toBeVisible()
  await page.getByLabel('岗位').selectOption({ label: '招标经办' })
  await page.getByLabel('初始密码').fill('long enough 1')
  await page.getByRole('button', { name: '开立' }).click()
  await expect(page.getByText('账号已被使用').first()).toBeVisible()
  for (const path of ['/tenders', '/contracts', '/audit', '/bids'])
    expect((await page.goto(path))?.status()).toBe(403)
})

test('a new password needs the old one and is typed twice', async ({ browser }) => {
  const page = await signIn(browser, 'expert7')
  await page.goto('/start')
  await page.getByRole('link', { name: '修改密码' }).click()
  await expectAccessible(page)
  await page.getByLabel('现在的密码').fill('wrong one')
  await page.getByLabel('新密码', { exact: true }).fill('gongji-demo')
  await page.getByLabel('再次填写新密码').fill('gongji-dem0')
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('两次填写的新密码不一致')).toBeVisible()
  await page.getByLabel('再次填写新密码').fill('gongji-demo')
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('现在的密码不正确').first()).toBeVisible()
})

test('a wrong password is refused, five lock the name, and a forged form is refused', async ({
  browser,
  request,
}) => {
  const page = await (await browser.newContext()).newPage()
  failOnBrowserErrors(page)
  await page.goto('/account/sign-in')
  await expectAccessible(page)
  for (let tries = 0; tries < 5; tries += 1) {
    await page.getByLabel('账号').fill('nobody-here')
    await page.getByLabel('密码').fill(`wrong ${tries}`)
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page.getByText('账号或密码不正确')).toBeVisible()
  }
  await page.getByLabel('密码').fill('once more')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByText('请15分钟后再试')).toBeVisible()
  await expectAccessible(page)

  const policy = (await request.get('/')).headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+';/)
  expect(policy).not.toContain('unsafe')
  const forged = await request.post('/account/sign-in', {
    form: { loginName: 'tender' },
    headers: { Origin: 'https://elsewhere.example' },
  })
  expect(forged.status()).toBe(403)
  expect((await request.post('/account/sign-out')).status()).toBe(403)
})

test('the public reads notices, results, contracts and accounts without JavaScript', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto('/notices?search=达州')
  await expect(page.getByRole('link', { name: /达州市2021—2023年/ })).toBeVisible()
  await page.getByLabel('状态').selectOption({ label: '已流标' })
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: /达州市2024—2026年/ }).click()
  await expect(page.getByText('投标人不足三家').first()).toBeVisible()
  await page
    .getByRole('link', { name: /重新招标/ })
    .first()
    .click()
  await expect(page.getByRole('link', { name: '查看评审结果' })).toBeVisible()

  await page.goto('/account/sign-in')
  await page.getByLabel('账号').fill('fund')
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByText('请填写密码').first()).toBeVisible()
  await expect(page.getByLabel('账号')).toHaveValue('fund')
})

test('every public page is accessible and fits a narrow screen', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  failOnBrowserErrors(page)
  const paths = [
    '/',
    '/notices',
    '/notices?search=没有这样的',
    '/notices/dazhou-2020',
    '/notices/dazhou-2020/opening',
    '/notices/dazhou-2020/sealed-log',
    '/notices/dazhou-2020/commitments',
    '/sealing',
    '/results',
    '/results/dazhou-2020-1',
    '/signed-contracts',
    '/signed-contracts/dazhou-2020-contract',
    '/accounts',
    '/accounts/dazhou-2020-contract-3',
  ]
  for (const path of paths) {
    await page.goto(path)
    await expectAccessible(page)
    await expectNarrow(page)
  }
  expect((await page.goto('/nowhere'))?.status()).toBe(404)
  await expectAccessible(page)
})
