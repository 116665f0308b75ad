import { answerHeadcount } from '#app/commands/answer-headcount.server.ts'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { createTender } from '#app/commands/create-tender.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { type OpenBidsRefusal, openBids } from '#app/commands/open-bids.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { type StartOpeningRefusal, startOpening } from '#app/commands/start-opening.server.ts'
import { type Decision } from '#app/domain/decision.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { openShare } from '#app/sealing/open-envelope.ts'
import { listEnvelopes } from '#db/queries/bids.server.ts'
import { giveKey, submissionOf, submitThree } from './purchase-bids.ts'
import {
  type Purchase,
  AFTER_DEADLINE,
  EXPERTS,
  OPENING_OFFICERS,
  PUBLICATION,
  SIGNING,
  done,
} from './purchase-people.ts'
import { buildFindings, buildLot, buildTenderTerms } from './tender-terms.ts'

export * from './purchase-bids.ts'
export * from './purchase-people.ts'

export async function createDraft(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
  openingOfficers: readonly string[] = OPENING_OFFICERS,
): Promise<void> {
  for (const officer of openingOfficers) await giveKey(purchase, officer)
  const { tenderId, lotId, as, userId } = purchase
  const terms = buildTenderTerms({
    lots: [buildLot({ id: lotId })],
    projectNumber: tenderId,
    ...overrides,
  })
  done(
    await createTender(as('officer', PUBLICATION), {
      tenderId,
      terms,
      openingOfficers: openingOfficers.map(userId),
    }),
  )
}

export async function publish(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
): Promise<void> {
  await createDraft(purchase, overrides)
  done(await publishTender(purchase.as('officer', PUBLICATION), { tenderId: purchase.tenderId }))
}

export async function startTheOpening(
  { tenderId, as }: Purchase,
  at = AFTER_DEADLINE,
  officer = 'opening',
): Promise<void> {
  done(await startOpening(as(officer, at), { tenderId, nonce: 'ab'.repeat(32) }))
}

/** An officer's shares as its browser decrypts them. */
export async function sharesOf({ db, tenderId, keys }: Purchase, officer: string) {
  const key = keys.get(officer)
  const offered = await Promise.all(
    (await listEnvelopes(db, tenderId)).map(async ({ uploadId, header }) => {
      const read = readHeader(header)
      const position = read.ok
        ? read.value.shares.findIndex(({ recipient }) => recipient === key?.recipient)
        : -1
      const share = read.ok && key ? await openShare(read.value, position, key.identity) : undefined
      return { uploadId, share: share?.ok ? share.value : null }
    }),
  )
  return offered
}

export async function releaseAs(
  purchase: Purchase,
  officer: string,
  at = AFTER_DEADLINE,
): Promise<void> {
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, officer)
  if (offered.length > 0) done(await releaseShares(as(officer, at), { tenderId, offered }))
}

/** Two of the three officers open all bids, or what keeps them from it. */
export async function tryOpen(
  purchase: Purchase,
  at = AFTER_DEADLINE,
): Promise<Decision<{ openedAt: Date; bids: number }, StartOpeningRefusal | OpenBidsRefusal>> {
  const { tenderId, as } = purchase
  const started = await startOpening(as('opening', at), { tenderId, nonce: 'ab'.repeat(32) })
  if (!started.ok) return started
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer, at)
  return openBids(as('opening', at), { tenderId })
}

export async function open(purchase: Purchase, at = AFTER_DEADLINE): Promise<void> {
  done(await tryOpen(purchase, at))
}

export async function appoint(purchase: Purchase): Promise<void> {
  const { tenderId, as, userId } = purchase
  const members = EXPERTS.map((expert) => ({
    expertId: userId(expert),
    kind: 'expert' as const,
    chair: expert === 'expert1',
  }))
  done(await appointCommittee(as('officer', AFTER_DEADLINE), { tenderId, members }))
  for (const expert of EXPERTS)
    done(
      await declareInterest(as(expert, AFTER_DEADLINE), { tenderId, conflict: false, reason: '' }),
    )
}

export async function passReviews(purchase: Purchase): Promise<void> {
  const { lotId, as } = purchase
  for (const bidder of ['bidder1', 'bidder2', 'bidder3']) {
    const submissionId = submissionOf(purchase, bidder)
    for (const [person, stage] of [
      ['officer', 'qualification'],
      ['expert1', 'compliance'],
    ] as const) {
      done(
        await recordReview(as(person, AFTER_DEADLINE), {
          lotId,
          submissionId,
          stage,
          findings: buildFindings(stage),
        }),
      )
    }
  }
}

export async function scoreAndSign(
  purchase: Purchase,
  experts: readonly string[] = EXPERTS,
): Promise<void> {
  const { lotId, as } = purchase
  const scores = ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
    bidId: submissionOf(purchase, bidder),
    criterionId: 'plan',
    points: 3_000n,
    reason: '完整',
  }))
  for (const expert of experts) {
    done(await saveScoreSheet(as(expert, AFTER_DEADLINE), { lotId, scores }))
    done(await signScoreSheet(as(expert, AFTER_DEADLINE), { lotId }))
  }
}

/** The evaluation report: bidder1 is first. */
export async function report({ lotId, as }: Purchase): Promise<void> {
  done(await completeEvaluation(as('officer', AFTER_DEADLINE), { lotId, drawOrder: [] }))
}

/** Up to the evaluation report. */
export async function evaluate(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
): Promise<void> {
  await publish(purchase, overrides)
  await submitThree(purchase)
  await open(purchase)
  await appoint(purchase)
  await passReviews(purchase)
  await scoreAndSign(purchase)
  await report(purchase)
}

export async function awardFirst(purchase: Purchase): Promise<void> {
  const { lotId, as } = purchase
  const submissionId = submissionOf(purchase, 'bidder1')
  done(await awardLot(as('officer', AFTER_DEADLINE), { lotId, submissionId, reason: '' }))
}

export async function award(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
): Promise<void> {
  await evaluate(purchase, overrides)
  await awardFirst(purchase)
}

/** Of an awarded lot: drafted, and confirmed by both parties. */
export async function draftAndConfirm({ contractId, lotId, as }: Purchase): Promise<void> {
  done(await draftContract(as('officer', AFTER_DEADLINE), { contractId, lotId }))
  done(await confirmContract(as('officer', SIGNING), { contractId }))
  done(await confirmContract(as('bidder1', SIGNING), { contractId }))
}

export async function signContract(
  purchase: Purchase,
  overrides: Partial<TenderTerms> = {},
): Promise<void> {
  await award(purchase, overrides)
  await draftAndConfirm(purchase)
}

/** The first year's headcount is agreed: premium 5,290,000 × 66.60. */
export async function agreeHeadcount(purchase: Purchase, year = 1): Promise<string> {
  const contractYearId = `${purchase.contractId}-${year}`
  const context = purchase.as('fund', new Date('2026-07-15T10:00:00+08:00'))
  const { headcountId } = done(
    await recordHeadcount(context, {
      contractYearId,
      kind: 'actual',
      headcount: 5_290_000n,
      enrolmentDate: '2026-06-30',
      source: '参保登记',
      document: '确认表',
    }),
  )
  const finance = purchase.as('finance1', new Date('2026-07-15T11:00:00+08:00'))
  done(await answerHeadcount(finance, { headcountId, agreed: true, reason: '' }))
  return contractYearId
}
