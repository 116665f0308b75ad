import { type Browser, expect, test } from 'playwright/test'
import { dateInChina } from '#app/domain/calendar.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { openByQuorum } from './bidding.ts'
import { expectAccessible, pdf, setPortalClock, signIn } from './people.ts'
import { STAGED_BIDS, onStage, stageBids, stageTender } from './stage.ts'

const TITLE = '流标演练：示例县大病保险承办服务采购'

test('a tender fails, its re-tender fails, and the insurer chosen otherwise signs the same contract', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  await onStage(async (teller) => {
    const tender = await stageTender(teller, {
      tenderId: 'journey-unplaced',
      title: TITLE,
      issued: -25,
      closes: -1,
    })
    await stageBids(teller, tender, { bids: STAGED_BIDS.slice(0, 1) })
  })
  await openFailing(browser, 'journey-unplaced')

  const officer = await signIn(browser, 'sample')
  await officer.goto('/tenders/journey-unplaced')
  await expect(officer.getByText('投标人不足三家').first()).toBeVisible()
  await expectAccessible(officer)
  expect((await officer.goto('/lots/journey-unplaced-1/other-procedure'))?.status()).toBe(200)
  await expect(officer.getByText(/五\(一\)|次招标/).first()).toBeVisible()
  await officer.goto('/tenders/journey-unplaced')
  await officer.getByRole('button', { name: '发起重新招标' }).click()
  await expect(officer.getByRole('heading', { name: /（重新招标）/ })).toBeVisible()
  const retenderId = officer.url().split('/').at(-1) ?? ''
  const draft = await onStage(({ db }) => findTender(db, retenderId))
  await officer.getByRole('link', { name: '编辑' }).click()
  await officer.getByLabel('招标文件开始获取日').fill(dateInChina(new Date()))
  await officer.getByRole('button', { name: '保存草稿' }).click()
  await officer.getByRole('button', { name: '发布招标公告' }).click()
  await expect(officer.getByText('投标中').first()).toBeVisible()
  await expectAccessible(officer)

  const deadline = draft?.terms.timetable.bidDeadline ?? new Date()
  const lotId = `${retenderId}-1`
  await onStage((teller) =>
    stageBids(
      teller,
      { tenderId: retenderId, lotId, title: TITLE, deadline },
      { bids: STAGED_BIDS.slice(0, 2) },
    ),
  )
  await setPortalClock(new Date(deadline.getTime() + 60_000))
  await openFailing(browser, retenderId)

  const later = await signIn(browser, 'sample')
  await later.goto(`/lots/${lotId}/other-procedure`)
  await expectAccessible(later)
  await later.getByRole('button', { name: '登记' }).click()
  await expect(later.getByText('请填写决定文号').first()).toBeVisible()
  await later.getByLabel('方式').selectOption('negotiation')
  await later.getByLabel('决定文号').fill('示例府函〔2026〕9号')
  await later.getByLabel('决定日期').fill(dateInChina(deadline))
  await later.getByLabel('决定文件').setInputFiles(pdf('示例府函9号.pdf'))
  await later.getByLabel('理由').fill('两次公开招标均不足三家，经政府同意谈判确定。')
  await later.getByLabel('承办保险公司').selectOption('sample-health')
  await later.getByLabel('约定价格').fill('81')
  await later.getByLabel('盈利率').fill('3')
  await later.getByLabel('亏损率').fill('5')
  for (const [label, ratio] of [
    [/第1段支付比例/, '60'],
    [/第2段支付比例/, '65'],
    [/第3段支付比例/, '75'],
  ] as const)
    await later.getByLabel(label).fill(ratio)
  for (const [label, value] of [
    ['专职人员', '30'],
    ['其中具有医学背景', '12'],
    ['每县服务网点', '2'],
    ['年培训学时', '40'],
  ] as const)
    await later.getByLabel(label).fill(value)
  await later.getByRole('button', { name: '登记' }).click()
  await expect(later.getByText(/最高限价/).first()).toBeVisible()
  await expect(later.getByLabel('理由')).toHaveValue(/两次公开招标/)
  await later.getByLabel('约定价格').fill('78.60')
  await later.getByLabel('决定文件').setInputFiles(pdf('示例府函9号.pdf'))
  await later.getByRole('button', { name: '登记' }).click()
  await expect(later.getByText('示例府函〔2026〕9号').first()).toBeVisible()
  await expectAccessible(later)
  await later.goto(`/tenders/${retenderId}`)
  await later.getByRole('button', { name: '生成合同' }).click()
  await later.waitForURL('**/contracts/*')
  const contract = new URL(later.url()).pathname
  await later.getByRole('button', { name: '确认合同' }).click()
  await expect(later.getByRole('button', { name: '确认合同' })).toHaveCount(0)
  const insurer = await signIn(browser, 'insurer2')
  await insurer.goto(contract)
  await insurer.getByRole('button', { name: '确认合同' }).click()
  await expect(insurer.getByRole('heading', { name: '合同年度' })).toBeVisible()
  await expectAccessible(insurer)

  const anyone = await (await browser.newContext()).newPage()
  await anyone.goto(`/other-procedures/${lotId}`)
  await expect(anyone.getByText('示例府函〔2026〕9号').first()).toBeVisible()
  await expectAccessible(anyone)
  await anyone.goto(`/notices/${retenderId}`)
  await expect(
    anyone.getByRole('main').locator('a[href="/notices/journey-unplaced"]').first(),
  ).toBeVisible()
  await expectAccessible(anyone)
  await setPortalClock(new Date())
})

async function openFailing(browser: Browser, tenderId: string): Promise<void> {
  const record = await openByQuorum(browser, tenderId)
  await expect(record.getByText('投标人不足三家').first()).toBeVisible()
}
