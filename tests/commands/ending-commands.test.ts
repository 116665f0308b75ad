import { expect } from 'vitest'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { endLot } from '#app/commands/end-lot.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { tryCancel, tryCancelAward } from '#tests/factories/endings.ts'
import { actionsOf, noonOf, titlesOf, tryAnswer, object } from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  DURING_BIDDING,
  SIGNING,
  done,
  uploadBid,
  publish,
  seal,
  startPurchase,
  submissionOf,
  submitThree,
  tryOpen,
} from '#tests/factories/purchase.ts'
import { buildLot } from '#tests/factories/tender-terms.ts'
import { test } from '#tests/starting-points.ts'

const at = AFTER_DEADLINE

test('a cancelled tender ends every lot by the rule of its regime, and is told once', async ({
  published: purchase,
}) => {
  const { db } = purchase
  expect(await tryCancel(purchase, DURING_BIDDING, { reason: ' ' })).toEqual(
    refuse('reason-missing'),
  )
  expect(await tryCancel(purchase, DURING_BIDDING, { lotIds: ['no-such-lot'] })).toEqual(
    refuse('not-found'),
  )
  done(await tryCancel(purchase, DURING_BIDDING))
  expect(await listLotFailures(db, purchase.tenderId)).toMatchObject([
    {
      reason: 'cancelled',
      detail: '省级统筹政策调整，采购任务取消',
      source: expect.stringContaining('财政部令第87号 第二十九条'),
    },
  ])
  expect(await tryCancel(purchase, DURING_BIDDING)).toEqual(refuse('already-ended'))
  expect(await titlesOf(db, purchase.userId('bidder1'))).toEqual([
    '终止招标：测试采购',
    '招标公告：测试采购',
  ])
  expect(await actionsOf(purchase)).toEqual(
    expect.arrayContaining(['lot.failed', 'tender.cancelled']),
  )
})

test('a draft and a stranger’s tender are not cancelled', async ({ drafted: purchase }) => {
  const { tenderId, as } = purchase
  expect(await tryCancel(purchase, DURING_BIDDING)).toEqual(refuse('not-published'))
  const input = { tenderId, lotIds: 'all', reason: '取消' } as const
  expect(await cancelTender(as('stranger'), input)).toEqual(refuse('not-found'))
})

test('a lot cancelled while bids come in takes no bid and opens none; the others go on', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const { tenderId, lotId, as } = purchase
  const second = `${tenderId}-2`
  const half = { headcount: 2_000_000n }
  await publish(purchase, {
    lots: [buildLot({ id: lotId, ...half }), buildLot({ id: second, number: 2, ...half })],
  })
  await submitThree(purchase)
  const late = await uploadBid({ ...purchase, lotId: second }, 'bidder1')
  done(await tryCancel(purchase, DURING_BIDDING, { lotIds: [second] }))
  expect(
    await submitBid(as('bidder1'), { ...late, submissionId: `${late.submissionId}-2` }),
  ).toEqual(refuse('lot-cancelled'))
  const { header } = await seal({ ...purchase, lotId: second }, 'bidder2')
  expect(
    await startBidUpload(as('bidder2'), { uploadId: `${tenderId}-late`, lotId: second, header }),
  ).toEqual(refuse('lot-cancelled'))
  expect(await tryCancel(purchase, DURING_BIDDING, { lotIds: [lotId, second] })).toEqual(
    refuse('already-ended'),
  )
  expect(done(await tryOpen(purchase, at)).bids).toBe(3)
  expect((await findTender(db, tenderId))?.facts.lots).toMatchObject([
    { failed: false },
    { failed: true, cancelled: true },
  ])
})

test('nothing is left to open of a cancelled tender, and an awarded lot is not cancelled', async ({
  submitted: purchase,
  awarded: other,
}) => {
  done(await tryCancel(purchase, DURING_BIDDING))
  expect(await tryOpen(purchase, at)).toEqual(refuse('nothing-to-open'))
  expect(await tryCancel(other, at)).toEqual(refuse('already-awarded'))
})

test('a winner who gives up loses the award, and the next candidate gets it and signs', async ({
  awarded: purchase,
}) => {
  const { lotId, contractId, as } = purchase
  const submissionId = submissionOf(purchase, 'bidder2')
  done(await draftContract(as('officer', at), { contractId, lotId }))
  expect(await tryCancelAward(purchase, at, { reason: '' })).toEqual(refuse('reason-missing'))
  done(await tryCancelAward(purchase, at))
  expect(await tryCancelAward(purchase, at)).toEqual(refuse('not-awarded'))
  expect(await confirmContract(as('bidder1', SIGNING), { contractId })).toEqual(
    refuse('award-cancelled'),
  )
  const first = { lotId, submissionId: submissionOf(purchase, 'bidder1'), reason: '' }
  expect(await awardLot(as('officer', at), first)).toEqual(refuse('award-was-cancelled'))
  done(await awardLot(as('officer', at), { lotId, submissionId, reason: '' }))

  const next = `${contractId}-next`
  done(await draftContract(as('officer', at), { contractId: next, lotId }))
  done(await confirmContract(as('officer', SIGNING), { contractId: next }))
  expect(done(await confirmContract(as('bidder2', SIGNING), { contractId: next }))).toEqual({
    signed: true,
  })
  expect(await tryCancelAward(purchase, SIGNING)).toEqual(refuse('contract-signed'))
})

test('when the last candidate is gone the lot fails by the rule of the cancelled award', async ({
  awarded: purchase,
}) => {
  const { db, lotId, as } = purchase
  for (const bidder of ['bidder2', 'bidder3']) {
    done(await tryCancelAward(purchase, at))
    const submissionId = submissionOf(purchase, bidder)
    done(await awardLot(as('officer', at), { lotId, submissionId, reason: '' }))
  }
  expect(await tryCancelAward(purchase, at)).toEqual(refuse('no-candidate-left'))
  done(await tryCancelAward(purchase, at, { ground: 'unlawful-award', next: 're-tender' }))
  expect(await listLotFailures(db, purchase.tenderId)).toMatchObject([
    {
      reason: 'award-cancelled',
      detail: '中标人书面放弃中标',
      source: expect.stringContaining('第七十一条'),
    },
  ])
  expect(await tryCancelAward(purchase, at)).toEqual(refuse('not-awarded'))
  const again = { tenderId: `${purchase.tenderId}-again`, failedTenderId: purchase.tenderId }
  expect(await startRetender(as('officer', at), again)).toMatchObject({ ok: true })
})

test('only the buyer cancels an award', async ({ awarded: purchase }) => {
  const strangers = { ...purchase, as: () => purchase.as('stranger', at) }
  expect(await tryCancelAward(strangers, at)).toEqual(refuse('not-found'))
})

test('a lot whose award a remedy cancelled is ended once, when no candidate shall have it', async ({
  awarded: purchase,
}) => {
  const { db, lotId, as } = purchase
  const end = (who = 'officer', reason = '候选人均放弃') =>
    endLot(as(who, noonOf('2026-03-27')), { lotId, reason })
  expect(await end('stranger')).toEqual(refuse('not-found'))
  expect(await end()).toEqual(refuse('already-awarded'))
  await object(purchase, 'result', noonOf('2026-03-25'))
  done(await tryAnswer(purchase, noonOf('2026-03-26'), { remedy: 'cancel-award' }))
  expect(await end('officer', ' ')).toEqual(refuse('reason-missing'))
  done(await end())
  expect(await end()).toEqual(refuse('already-ended'))
  expect(await listLotFailures(db, purchase.tenderId)).toMatchObject([
    { reason: 'award-cancelled', detail: '候选人均放弃' },
  ])
})

test('a lot is not ended for want of an award that it never had, nor after a re-evaluation', async ({
  opened: purchase,
  awarded: other,
}) => {
  const { lotId, as } = purchase
  const ending = { lotId, reason: '放弃' }
  expect(await endLot(as('officer', at), ending)).toEqual(refuse('no-cancelled-award'))
  await object(other, 'result', noonOf('2026-03-25'))
  done(await tryAnswer(other, noonOf('2026-03-26'), { remedy: 're-evaluate' }))
  expect(
    await endLot(other.as('officer', noonOf('2026-03-27')), { ...ending, lotId: other.lotId }),
  ).toEqual(refuse('no-cancelled-award'))
})

test('a contract signed with the winner cannot lose its award', async ({ signed: purchase }) => {
  expect(await tryCancelAward(purchase, SIGNING)).toEqual(refuse('contract-signed'))
})
