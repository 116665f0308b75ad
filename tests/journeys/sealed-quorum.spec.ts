import fs from 'node:fs'
import { expect, test } from 'playwright/test'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { checkReceipt } from '#app/sealing/receipt.ts'
import { openByQuorum, sealAndSubmit, unlock, writeBid } from './bidding.ts'
import { expectAccessible, expectNarrow, setPortalClock, signIn } from './people.ts'
import { STAGED_BIDS, onStage, stageBids, stageTender } from './stage.ts'

const TITLE = '密封演练：份额开标'

test('an insurer seals, reopens and replaces its bid, and two of three officers open all bids together', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  const { tenderId, lotId, deadline } = await onStage(async (teller) => {
    const tender = await stageTender(teller, {
      tenderId: 'journey-quorum',
      title: TITLE,
      issued: -22,
      closes: 1,
    })
    const yesterday = addDays(dateInChina(teller.today), -1)
    await stageBids(teller, tender, { bids: STAGED_BIDS.slice(1), day: yesterday })
    return tender
  })

  const bidder = await signIn(browser, 'insurer1')
  await writeBid(bidder, lotId, '77')
  await expectAccessible(bidder)
  await expectNarrow(bidder)
  // A network that comes and goes: the page goes on by itself and sends each chunk once.
  let cut = 2
  await bidder.route('**/chunks/**', async (route) => {
    cut -= 1
    await (cut >= 0 ? route.abort() : route.continue())
  })
  await sealAndSubmit(bidder)
  await bidder.unroute('**/chunks/**')
  await expectAccessible(bidder)

  await bidder.goto(`/lots/${lotId}/bid/reopen`)
  await unlock(bidder, 'insurer1', '解锁并查看')
  await expect(bidder.getByText('77.00').first()).toBeVisible()
  await expectAccessible(bidder)
  await bidder.getByRole('button', { name: '作为新的草稿修改' }).click()
  await bidder.waitForURL('**/bid/edit')
  await bidder.getByLabel('报价', { exact: true }).fill('76.5')
  await bidder.getByRole('button', { name: '下一步：核对' }).click()
  await sealAndSubmit(bidder, 2)
  const saved = bidder.waitForEvent('download')
  await bidder.getByRole('link', { name: '下载回执' }).click()
  const receipt = checkReceipt(fs.readFileSync(await (await saved).path(), 'utf8'))
  if (!receipt.ok) throw new Error('the receipt of the replaced bid does not check')
  const { act, revision, envelopeSha256 } = receipt.value.statement
  expect({ act, revision }).toEqual({ act: 'submitted', revision: 2 })

  await setPortalClock(deadline)
  await bidder.goto(`/lots/${lotId}/bid`)
  await expect(bidder.getByText('投标已截止，不能再递交、替换或撤回。')).toBeVisible()

  const record = await openByQuorum(browser, tenderId)
  await expect(record.getByText('76.50 元')).toBeVisible()
  const read = record.getByRole('row', { name: /76\.50/ })
  await expect(read).toContainText('开标人员份额')
  await expect(read).toContainText(envelopeSha256 ?? '')
  await expect(read.locator('time').first()).toContainText(/\.\d{3}/)
  await expectNarrow(record)
  await record.goto(`/notices/${tenderId}/sealed-log`)
  await expect(record.getByText('重算相符')).toBeVisible()
  await expectAccessible(record)
  await setPortalClock(new Date())
})

test('a bid that comes late is refused with both times to the millisecond, and an interrupted upload goes on', async ({
  browser,
}) => {
  await setPortalClock(new Date())
  const { lotId, deadline } = await onStage((teller) =>
    stageTender(teller, {
      tenderId: 'journey-late',
      title: '密封演练：逾期',
      issued: -22,
      closes: 2,
    }),
  )
  const bidder = await signIn(browser, 'insurer3')
  await writeBid(bidder, lotId, '77')
  await bidder.route('**/chunks/2/0', (route) => route.abort())
  await bidder.getByRole('button', { name: '密封投标文件' }).click()
  await expect(bidder.getByText('网络中断，正在重试。')).toBeVisible()
  await bidder.unroute('**/chunks/2/0')
  const sent: string[] = []
  bidder.on('request', (request) => {
    if (request.url().includes('/chunks/')) sent.push(new URL(request.url()).pathname)
  })
  await bidder.reload()
  await bidder.getByRole('button', { name: /上传/ }).click()
  const submit = bidder.getByRole('button', { name: '递交投标文件' })
  await expect(submit).toBeVisible()
  expect(new Set(sent).size).toBe(sent.length)
  expect(sent.length).toBeLessThan(4)

  await setPortalClock(new Date(deadline.getTime() + 1_000))
  await submit.click()
  const refusal = bidder.getByText(/投标已经截止，没有接收/)
  await expect(refusal).toContainText(/截止时间 .*09:00:00\.000.*服务器时间 .*09:00:0\d\.\d{3}/)
  await expectAccessible(bidder)
  await setPortalClock(new Date())
})
