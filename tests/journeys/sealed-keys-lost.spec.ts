import { type Browser, type Page, expect, test } from 'playwright/test'
import { type StagedTender, STAGED_BIDS, onStage, stageBids, stageTender } from './stage.ts'
import { openWithSecond, releaseShares, startOpening, unlock } from './bidding.ts'
import { expectAccessible, expectNarrow, setPortalClock, signIn } from './people.ts'

/** Bids of every insurer, and the deadline just over. */
async function bidsAreIn(tenderId: string, title: string): Promise<StagedTender> {
  await setPortalClock(new Date())
  return onStage(async (teller) => {
    const tender = await stageTender(teller, { tenderId, title, issued: -22, closes: -1 })
    await stageBids(teller, tender, { bids: STAGED_BIDS })
    return tender
  })
}

async function reportLost(page: Page, tenderId: string, holder: string, reason: string) {
  await page.goto(`/openings/${tenderId}/lost-key`)
  const keys = page.getByLabel('密钥', { exact: true })
  const option = await keys.getByRole('option', { name: new RegExp(holder) }).getAttribute('value')
  await keys.selectOption(option)
  await page.getByLabel('原因').fill(reason)
  await page.getByRole('button', { name: '报告无法使用' }).click()
  await expect(page.getByRole('heading', { name: '开标室' })).toBeVisible()
}

async function openOwn(browser: Browser, lotId: string, loginName: string): Promise<void> {
  const bidder = await signIn(browser, loginName)
  await bidder.goto(`/lots/${lotId}/bid/release-key`)
  await unlock(bidder, loginName, '解锁并解密本投标文件')
  await expect(bidder.getByText('本投标文件已由贵公司解密')).toBeVisible()
  await expectAccessible(bidder)
}

test('one officer’s key is lost, and the other two open', async ({ browser }) => {
  const { tenderId } = await bidsAreIn('journey-one-lost', '密封演练：一把密钥遗失')
  const room = await startOpening(browser, tenderId)
  await expectAccessible(room)
  await expectNarrow(room)
  await reportLost(room, tenderId, '苏正', '密钥文件损坏')
  await releaseShares(room, 'opening')
  await expectAccessible(room)
  const record = await openWithSecond(browser, tenderId)
  await expect(record.getByText('密钥文件损坏').first()).toBeVisible()
  await expect(record.getByText('77.50 元')).toBeVisible()
})

test('two keys are lost: every bidder opens its own bid, until its window is over', async ({
  browser,
}) => {
  const { tenderId, lotId } = await bidsAreIn('journey-own-key', '密封演练：投标人解密')
  const room = await startOpening(browser, tenderId)
  await releaseShares(room, 'opening')
  for (const holder of ['梁衡', '苏正'])
    await reportLost(room, tenderId, holder, '口令遗忘，无法解锁')
  for (const bidder of ['insurer1', 'insurer2']) await openOwn(browser, lotId, bidder)
  const open = room.getByRole('button', { name: '开启全部投标文件' })
  await open.click()
  await expect(room.getByText(/还不能开启：份额不足.*前自行解密；服务器时间/)).toBeVisible()
  await room.goto(`/openings/${tenderId}`)

  const tardy = await signIn(browser, 'insurer3')
  await tardy.goto(`/lots/${lotId}/bid/release-key`)
  await setPortalClock(new Date(Date.now() + 61 * 60_000))
  await unlock(tardy, 'insurer3', '解锁并解密本投标文件')
  await expect(
    tardy.getByText(/解密时限已过，没有采用：服务器时间.*\.\d{3}.*时限至.*\.\d{3}/),
  ).toBeVisible()
  await expectAccessible(tardy)

  // One that nobody can open counts as withdrawn; two are then too few, and the lot fails.
  await room.goto(`/openings/${tenderId}`)
  await open.click()
  await expect(room.getByRole('heading', { name: '开标记录' })).toBeVisible()
  await expect(room.getByText('视为撤回').first()).toBeVisible()
  await expect(room.getByText('口令遗忘，无法解锁').first()).toBeVisible()
  await expect(room.getByText('投标人不足三家').first()).toBeVisible()
  await expectAccessible(room)
  await setPortalClock(new Date())
})
