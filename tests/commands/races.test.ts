import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { answerHeadcount } from '#app/commands/answer-headcount.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { openBids } from '#app/commands/open-bids.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { publishSettlement } from '#app/commands/publish-settlement.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { startOpening } from '#app/commands/start-opening.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type Decision } from '#app/domain/decision.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import { listContractYears } from '#db/queries/contract-years.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { test } from '#tests/db-test.ts'
import {
  AFTER_DEADLINE,
  SIGNING,
  DEADLINE,
  PUBLICATION,
  appoint,
  createDraft,
  done,
  uploadBid,
  passReviews,
  releaseAs,
  scoreAndSign,
  startPurchase,
  submissionOf,
  submit,
} from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'

/** Late enough to race with the opening, early enough for the commit to be in time. */
const JUST_BEFORE = new Date(DEADLINE.getTime() - 10_000)

/** Eight tries at once on real connections: one succeeds, the others are refused with one word. */
async function eightTries(
  attempt: () => Promise<Decision<unknown, string>>,
  refusal: string,
): Promise<void> {
  const decisions = await Promise.all(Array.from({ length: 8 }, attempt))
  expect(decisions.filter(({ ok }) => ok)).toHaveLength(1)
  for (const decision of decisions) if (!decision.ok) expect(decision.refusal).toBe(refusal)
}

test('eight parallel tries of each once-only act give exactly one success, through a whole purchase', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  const { tenderId, lotId, contractId, as } = purchase
  await createDraft(purchase)
  await eightTries(
    () => publishTender(as('officer', PUBLICATION), { tenderId }),
    'already-published',
  )

  const draft = await uploadBid(purchase, 'bidder1', 6_660n)
  const lastMoment = as('bidder1', JUST_BEFORE)
  await eightTries(() => submitBid(lastMoment, draft), 'already-submitted')
  await submit(purchase, 'bidder2', 6_670n)
  await submit(purchase, 'bidder3', 6_680n)
  await eightTries(
    () => startOpening(as('opening', AFTER_DEADLINE), { tenderId, nonce: 'ab'.repeat(32) }),
    'already-started',
  )
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer)
  await eightTries(() => openBids(as('opening2', AFTER_DEADLINE), { tenderId }), 'already-opened')

  await appoint(purchase)
  await passReviews(purchase)
  await scoreAndSign(purchase)
  await eightTries(
    () => completeEvaluation(as('officer', AFTER_DEADLINE), { lotId, drawOrder: [] }),
    'already-complete',
  )
  const submissionId = submissionOf(purchase, 'bidder1')
  await eightTries(
    () => awardLot(as('officer', AFTER_DEADLINE), { lotId, submissionId, reason: '' }),
    'already-awarded',
  )
  await eightTries(
    () => draftContract(as('officer', AFTER_DEADLINE), { contractId, lotId }),
    'already-drafted',
  )
  await eightTries(
    () => confirmContract(as('officer', SIGNING), { contractId }),
    'already-confirmed',
  )
  await eightTries(
    () => confirmContract(as('bidder1', SIGNING), { contractId }),
    'already-confirmed',
  )
  expect(await listContractYears(pool, contractId)).toHaveLength(3)

  const contractYearId = `${contractId}-1`
  const headcount = {
    contractYearId,
    kind: 'actual' as const,
    source: '参保登记',
    headcount: 1n,
    enrolmentDate: '2026-06-30' as const,
    document: '确认表',
  }
  const enrolled = new Date('2026-07-15T10:00:00+08:00')
  await eightTries(() => recordHeadcount(as('fund', enrolled), headcount), 'answer-pending')
  const answer = { headcountId: `${contractYearId}-actual-1`, agreed: true, reason: '' }
  await eightTries(() => answerHeadcount(as('finance1', enrolled), answer), 'already-answered')
  const later = new Date('2027-08-01T10:00:00+08:00')
  const proposalId = randomUUID()
  const reported = {
    claimsPaid: yuan('60'),
    outstandingOpening: 0n,
    outstandingClosing: 0n,
    operatingCost: 0n,
    policyLosses: [],
    assessmentDeduction: 0n,
  }
  await eightTries(
    () =>
      proposeSettlement(as('finance1', later), {
        proposalId,
        contractYearId,
        reported,
        evidence: {},
      }),
    'proposal-open',
  )
  await eightTries(() => confirmSettlement(as('fund', later), { proposalId }), 'already-confirmed')
  await eightTries(() => signOffSettlement(as('auditor', later), { proposalId }), 'already-final')
  await eightTries(
    () => publishSettlement(as('fund', later), { contractYearId }),
    'already-published',
  )

  const { events } = await listPurchaseEvents(
    pool,
    { purchaseId: tenderId, subjectId: contractYearId },
    { limit: 50, offset: 0 },
  )
  expect(events.map(({ action }) => action)).toEqual([
    'year.headcount-recorded',
    'year.headcount-agreed',
    'settlement.proposed',
    'settlement.confirmed',
    'settlement.signed-off',
    'settlement.published',
  ])
})

test('a bid that races with the opening is either counted by it or refused, never lost', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await createDraft(purchase)
  const { tenderId, as } = purchase
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
  const drafts = await Promise.all(
    ['bidder1', 'bidder2', 'bidder3'].map(async (bidder) => ({
      bidder,
      input: await uploadBid(purchase, bidder),
    })),
  )
  const [started, ...submitted] = await Promise.all([
    startOpening(as('opening', AFTER_DEADLINE), { tenderId, nonce: 'ab'.repeat(32) }),
    ...drafts.map(({ bidder, input }) => submitBid(as(bidder, JUST_BEFORE), input)),
  ])
  expect(started.ok).toBe(true)
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer)
  const opened = await openBids(as('opening', AFTER_DEADLINE), { tenderId })
  const accepted = submitted.filter(({ ok }) => ok).length
  const failures = await listLotFailures(pool, tenderId)
  const opening = opened.ok ? opened.value.bids : 0
  expect(opening === 3 ? 3 : Number(failures[0]?.detail)).toBe(accepted)
})
