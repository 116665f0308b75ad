import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { returnSettlement } from '#app/commands/return-settlement.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { findLotResult } from '#db/queries/awards.server.ts'
import { insertProposal, listProposals } from '#db/queries/settlements.server.ts'
import {
  AFTER_DEADLINE,
  PUBLICATION,
  SIGNING,
  type Purchase,
  agreeHeadcount,
  appoint,
  done,
  seal,
  upload,
  open,
  passReviews,
  scoreAndSign,
  submissionOf,
  submit,
} from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const AFTER_YEAR = new Date('2027-07-01T00:00:00+08:00')

test('a clock that stands before the notice takes no part of a bid', async ({
  published: purchase,
}) => {
  const { lotId, as } = purchase
  const early = as('bidder1', new Date(PUBLICATION.getTime() - 1))
  const envelope = await seal(purchase, 'bidder1')
  const bid = await upload(purchase, 'bidder1', envelope)
  done(await submitBid(as('bidder1'), bid))
  const { header, chunks } = envelope
  const refused = refuse('not-open-yet')
  expect(await startBidUpload(early, { uploadId: randomUUID(), lotId, header })).toEqual(refused)
  const [chunk] = chunks
  if (!chunk) throw new Error('an envelope has chunks')
  const { file, position, bytes: content } = chunk
  const { uploadId, submissionId } = bid
  expect(await storeBidChunk(early, { uploadId, file, position, content })).toEqual(refused)
  expect(
    await submitBid(early, { ...bid, submissionId: `${submissionId}-2`, revision: 2 }),
  ).toEqual(refused)
  expect(await withdrawBid(early, { lotId, submissionId })).toEqual(refused)
})

test('bids equal in everything published wait for a recorded draw', async ({
  published: purchase,
}) => {
  for (const bidder of ['bidder1', 'bidder2', 'bidder3']) await submit(purchase, bidder, 6_660n)
  await open(purchase)
  await appoint(purchase)
  await passReviews(purchase)
  await scoreAndSign(purchase)
  const { db, lotId, as } = purchase
  const complete = (drawOrder: string[]) =>
    completeEvaluation(as('officer', AFTER_DEADLINE), { lotId, drawOrder })
  expect(await complete([])).toEqual(refuse('draw-needed'))
  const drawn = ['bidder2', 'bidder3', 'bidder1'].map((bidder) => submissionOf(purchase, bidder))
  done(await complete(drawn))
  const result = await findLotResult(db, lotId)
  expect(result?.ranking.ranked.map(({ bidId }) => bidId)).toEqual(drawn)
})

test('nobody confirms a contract while the result is on public notice', async ({
  awarded: purchase,
}) => {
  const { contractId, lotId, as } = purchase
  done(await draftContract(as('officer', AFTER_DEADLINE), { contractId, lotId }))
  const lastDay = new Date('2026-03-24T23:59:59+08:00')
  expect(await confirmContract(as('officer', lastDay), { contractId })).toEqual(
    refuse('notice-period-running'),
  )
  done(await confirmContract(as('officer', SIGNING), { contractId }))
})

test('a proposal keeps its id: the form of a returned one sent again proposes nothing', async ({
  signed: purchase,
}) => {
  const contractYearId = await agreeHeadcount(purchase)
  const form = buildProposal(contractYearId)
  const insurer = purchase.as('finance1', AFTER_YEAR)
  done(await proposeSettlement(insurer, form))
  const back = { proposalId: form.proposalId, reason: '请核对' }
  done(await returnSettlement(purchase.as('fund', AFTER_YEAR), back))
  expect(await proposeSettlement(insurer, form)).toEqual(refuse('already-proposed'))
})

test('a proposal whose result does not follow from its figures is never signed off', async ({
  signed: purchase,
}) => {
  const contractYearId = await agreeHeadcount(purchase)
  const form = buildProposal(contractYearId)
  done(await proposeSettlement(purchase.as('finance1', AFTER_YEAR), form))
  const fund = purchase.as('fund', AFTER_YEAR)
  done(await returnSettlement(fund, { proposalId: form.proposalId, reason: '请核对' }))
  const proposalId = await forgeProposal(purchase, contractYearId)
  done(await confirmSettlement(fund, { proposalId }))
  expect(await signOffSettlement(purchase.as('auditor', AFTER_YEAR), { proposalId })).toEqual(
    refuse('recomputation-differs'),
  )
})

/** The same figures with another premium in the result, written past the commands. */
async function forgeProposal({ db, userId }: Purchase, contractYearId: string): Promise<string> {
  const [honest] = await listProposals(db, contractYearId)
  if (!honest) throw new Error('no proposal')
  const id = randomUUID()
  await insertProposal(db, {
    id,
    contractYearId,
    version: 2,
    figures: { ...honest.figures, premium: honest.figures.premium - 1n },
    evidence: honest.evidence,
    settlement: honest.settlement,
    proposedBy: userId('finance1'),
    proposedAt: AFTER_YEAR,
  })
  return id
}

function buildProposal(contractYearId: string): Parameters<typeof proposeSettlement>[1] {
  return {
    proposalId: randomUUID(),
    contractYearId,
    reported: {
      claimsPaid: yuan('330000000'),
      outstandingOpening: 0n,
      outstandingClosing: yuan('1000000'),
      operatingCost: yuan('10000000'),
      policyLosses: [],
      assessmentDeduction: 0n,
    },
    evidence: { claimsPaid: '赔付汇总表' },
  }
}
