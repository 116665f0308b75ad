import { expect } from 'vitest'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { decideComplaint } from '#app/commands/decide-complaint.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { orderSuspension } from '#app/commands/order-suspension.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { listSuspensions } from '#db/queries/suspensions.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  complain,
  complaintIdOf,
  noonOf,
  object,
  rejectObjection,
} from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  type Purchase,
  SIGNING,
  done,
  open,
  submissionOf,
  tryOpen,
} from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

async function suspensionsAt({ db, tenderId }: Purchase, at: Date) {
  const tender = await findTender(db, tenderId)
  return tender ? listSuspensions(db, tender, at) : []
}

async function objectToDocuments(purchase: Purchase, day: string) {
  await object(purchase, 'bidding-documents', noonOf(day))
  return tryOpen(purchase, AFTER_DEADLINE)
}

test('opening: an unanswered objection suspends it under the bidding law, and the answer frees it', async ({
  submittedByBiddingLaw: purchase,
}) => {
  expect(await objectToDocuments(purchase, '2026-03-13')).toEqual(refuse('suspended'))
  expect(await suspensionsAt(purchase, AFTER_DEADLINE)).toMatchObject([
    { cause: 'objection', until: '2026-03-16', rule: expect.stringContaining('第二十二条') },
  ])
  await rejectObjection(purchase, AFTER_DEADLINE)
  expect(await suspensionsAt(purchase, AFTER_DEADLINE)).toEqual([])
  await open(purchase)
})

test('opening: an unanswered objection does not suspend it under government procurement', async ({
  submitted: purchase,
}) => {
  expect(await objectToDocuments(purchase, '2026-03-17')).toMatchObject({ ok: true })
  expect(await suspensionsAt(purchase, AFTER_DEADLINE)).toMatchObject([{ acts: ['contract'] }])
})

async function objectWhileScoring(purchase: Purchase) {
  await object(purchase, 'procedure', AFTER_DEADLINE)
  return complete(purchase)
}

function complete({ as, lotId }: Purchase) {
  return completeEvaluation(as('officer', AFTER_DEADLINE), { lotId, drawOrder: [] })
}

test('evaluation report: an unanswered objection suspends it under the bidding law only', async ({
  scoredByBiddingLaw: purchase,
  scored,
}) => {
  expect(await objectWhileScoring(purchase)).toEqual(refuse('suspended'))
  await rejectObjection(purchase, AFTER_DEADLINE)
  done(await complete(purchase))
  done(await objectWhileScoring(scored))
})

test('candidates: an unanswered objection keeps their notice from beginning under the bidding law', async ({
  evaluatedByBiddingLaw: purchase,
}) => {
  await object(purchase, 'procedure', AFTER_DEADLINE)
  const { as, lotId } = purchase
  const publishNow = () => publishCandidates(as('officer', AFTER_DEADLINE), { lotId })
  expect(await publishNow()).toEqual(refuse('suspended'))
  await rejectObjection(purchase, AFTER_DEADLINE)
  done(await publishNow())
})

function tryAward(purchase: Purchase, at: Date) {
  const { as, lotId } = purchase
  const submissionId = submissionOf(purchase, 'bidder1')
  return awardLot(as('officer', at), { lotId, submissionId, reason: '' })
}

test('award: an objection in the candidates’ notice suspends it under the bidding law', async ({
  evaluatedByBiddingLaw: purchase,
}) => {
  const { lotId, as } = purchase
  done(await publishCandidates(as('officer', AFTER_DEADLINE), { lotId }))
  await object(purchase, 'result', noonOf('2026-03-26'))
  expect(await tryAward(purchase, noonOf('2026-03-27'))).toEqual(refuse('suspended'))
  await rejectObjection(purchase, noonOf('2026-03-27'))
  done(await tryAward(purchase, noonOf('2026-03-27')))
})

test('award: an objection to the procedure does not suspend it under government procurement', async ({
  evaluated: purchase,
}) => {
  await object(purchase, 'procedure', AFTER_DEADLINE)
  done(await tryAward(purchase, AFTER_DEADLINE))
})

test('contract: an unanswered objection holds draft and signature up under government procurement', async ({
  awarded: purchase,
}) => {
  const { contractId, lotId, as } = purchase
  await object(purchase, 'procedure', AFTER_DEADLINE)
  const draft = () => draftContract(as('officer', AFTER_DEADLINE), { contractId, lotId })
  expect(await draft()).toEqual(refuse('suspended'))
  await rejectObjection(purchase, AFTER_DEADLINE)
  done(await draft())
})

test('contract: a signature waits for the answer to an objection raised after the draft', async ({
  awarded: purchase,
}) => {
  const { contractId, lotId, as } = purchase
  done(await draftContract(as('officer', AFTER_DEADLINE), { contractId, lotId }))
  await object(purchase, 'result', SIGNING)
  const confirm = () => confirmContract(as('officer', SIGNING), { contractId })
  expect(await confirm()).toEqual(refuse('suspended'))
  await rejectObjection(purchase, SIGNING)
  done(await confirm())
})

test('contract: a complaint holds it up under the bidding law until it is decided', async ({
  evaluatedByBiddingLaw: purchase,
}) => {
  const { contractId, lotId, as } = purchase
  done(await publishCandidates(as('officer', AFTER_DEADLINE), { lotId }))
  await object(purchase, 'result', noonOf('2026-03-25'))
  await rejectObjection(purchase, noonOf('2026-03-26'))
  done(await tryAward(purchase, noonOf('2026-03-27')))
  await complain(purchase, noonOf('2026-03-27'))
  const draft = () => draftContract(as('officer', noonOf('2026-03-28')), { contractId, lotId })
  expect(await draft()).toEqual(refuse('suspended'))
  done(
    await decideComplaint(as('supervisor', noonOf('2026-03-28')), {
      complaintId: complaintIdOf(purchase),
      outcome: 'rejected',
      remedy: 'none',
      decision: '投诉事项缺乏事实依据',
      document: '投决〔2026〕1号',
    }),
  )
  done(await draft())
})

test('an order suspends the opening through its last day, whatever the regime', async ({
  submitted: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-10')) // answer due on the 19th
  await complain(purchase, noonOf('2026-03-20'))
  const { as } = purchase
  done(
    await orderSuspension(as('supervisor', noonOf('2026-03-20')), {
      complaintId: complaintIdOf(purchase),
      document: '暂停〔2026〕1号',
      until: '2026-03-24',
    }),
  )
  const opening = (day: string) => tryOpen(purchase, noonOf(day))
  expect(await opening('2026-03-24')).toEqual(refuse('suspended'))
  expect(await suspensionsAt(purchase, noonOf('2026-03-24'))).toMatchObject([
    { cause: 'order', until: '2026-03-24', document: '暂停〔2026〕1号' },
  ])
  done(await opening('2026-03-25'))
})
