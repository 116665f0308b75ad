import { expect } from 'vitest'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { tenderPhase } from '#app/domain/tender/tender-phase.ts'
import { listPublishedTenders } from '#db/queries/tender-lists.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  DURING_BIDDING,
  type Purchase,
  appoint,
  done,
  open,
  passReviews,
  publish,
  scoreAndSign,
  startPurchase,
  submissionOf,
  submit,
  submitThree,
} from '#tests/factories/purchase.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { test } from '#tests/starting-points.ts'

const everything = { search: '', region: '', regime: '', bidBasis: '', phase: '' } as const

/** The list's SQL and the domain's function say the same, and the filter finds it. */
async function expectPhase(
  { db, tenderId }: Purchase,
  now: Date,
  phase: ReturnType<typeof tenderPhase>,
): Promise<void> {
  const tender = await findTender(db, tenderId)
  if (!tender) throw new Error('the tender is there')
  expect(tenderPhase(tender.facts, now)).toBe(phase)
  const { items } = await listPublishedTenders(
    db,
    { ...everything, search: tenderId, phase },
    { now, order: 'published', limit: 5, offset: 0 },
  )
  expect(items.map((item) => item.phase)).toEqual([phase])
}

test('the list’s phase agrees with the domain at every station', async ({ db }) => {
  const purchase = await startPurchase(db)
  const { lotId, contractId, as } = purchase
  const officer = as('officer', AFTER_DEADLINE)
  await publish(purchase, { regime: 'bidding-law' })
  await expectPhase(purchase, new Date(DEADLINE.getTime() - 1), 'open-for-bids')
  await expectPhase(purchase, DEADLINE, 'awaiting-opening')
  await submitThree(purchase)
  await open(purchase)
  await expectPhase(purchase, AFTER_DEADLINE, 'evaluation')
  await appoint(purchase)
  await passReviews(purchase)
  await scoreAndSign(purchase)
  done(await completeEvaluation(officer, { lotId, drawOrder: [] }))
  await expectPhase(purchase, AFTER_DEADLINE, 'evaluation')
  done(await publishCandidates(officer, { lotId }))
  await expectPhase(purchase, AFTER_DEADLINE, 'candidates')
  const later = new Date('2026-03-27T10:00:00+08:00')
  done(
    await awardLot(as('officer', later), {
      lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      reason: '',
    }),
  )
  await expectPhase(purchase, later, 'awarded')
  done(await draftContract(as('officer', later), { contractId, lotId }))
  done(await confirmContract(as('officer', later), { contractId }))
  await expectPhase(purchase, later, 'awarded')
  done(await confirmContract(as('bidder1', later), { contractId }))
  await expectPhase(purchase, later, 'contracted')
})

test('the list’s phase agrees on a failed tender', async ({ published: purchase }) => {
  await submit(purchase, 'bidder1')
  await expectPhase(purchase, DURING_BIDDING, 'open-for-bids')
  await open(purchase)
  await expectPhase(purchase, AFTER_DEADLINE, 'failed')
})
