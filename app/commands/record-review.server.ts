import { type CommandContext } from '#app/commands/context.ts'
import { failLot } from '#app/commands/steps/fail-lot.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { lotFailure } from '#app/domain/ending/lot-failure.ts'
import {
  type ReviewFinding,
  checkFindings,
  reasonOf,
  verdictOf,
} from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage, reviewProgress } from '#app/domain/evaluation/review-progress.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import {
  countOpenClarifications,
  findCurrentRound,
  insertReview,
  listReviews,
} from '#db/queries/reviews.server.ts'
import { findTenderIdOfLot, lockTender } from '#db/queries/tenders.server.ts'

export type RecordReviewRefusal =
  | 'not-found'
  | 'not-yours'
  | 'lot-failed'
  | 'finding-missing'
  | 'reason-missing'
  | 'clarification-open'
  | 'limits-broken'
  | 'already-complete'
  | 'already-reviewed'

/**
 * Records what a review found on one bid, line by line; the verdict follows from it.
 * Qualification is the procuring entity's officer's, compliance the committee's chair's.
 */
export async function recordReview(
  { db, actor, clock }: CommandContext,
  input: {
    lotId: string
    submissionId: string
    stage: ReviewStage
    findings: readonly ReviewFinding[]
  },
): Promise<Decision<{ lotFailed: boolean }, RecordReviewRefusal>> {
  const { lotId, submissionId, stage, findings } = input
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await lockTender(tx, tenderId)
    const bids = await listOpenedBids(tx, [lotId])
    if (!tender || !bids.some((bid) => bid.submissionId === submissionId))
      return refuse('not-found')

    const committee = await listCommittee(tx, tender.id)
    const isChair = committee.some(
      ({ expertId, chair, conflict }) => expertId === actor.userId && chair && conflict === false,
    )
    const isOfficer =
      actor.role === 'tender-officer' && tender.procuringEntityId === actor.organisationId
    if (stage === 'qualification' ? !isOfficer : !isChair) return refuse('not-yours')
    const lotIndex = tender.terms.lots.findIndex(({ id }) => id === lotId)
    if (tender.facts.lots[lotIndex]?.failed) return refuse('lot-failed')
    if (tender.facts.lots[lotIndex]?.evaluated) return refuse('already-complete')
    const { reviewItems } = tender.terms
    const [problem] = checkFindings(reviewItems, stage, findings)
    if (problem) return refuse(problem.problem === 'missing' ? 'finding-missing' : 'reason-missing')

    const at = await clock(tx)
    const round = await findCurrentRound(tx, lotId)
    if ((await countOpenClarifications(tx, { submissionId, round, now: at })) > 0)
      return refuse('clarification-open')
    const verdict = verdictOf(reviewItems, stage, findings)
    const { passed } = verdict
    // Nobody could hold a sealed bid to the tender's limits before; the chair cannot wave it through.
    const bid = bids.find((one) => one.submissionId === submissionId)
    if (stage === 'compliance' && passed && bid && bid.problems.length > 0)
      return refuse('limits-broken')
    const reason = reasonOf(verdict, findings)
    const saved = await insertReview(tx, {
      submissionId,
      stage,
      round,
      findings,
      passed,
      reason,
      reviewedBy: actor.userId,
      reviewedAt: at,
    })
    if (!saved) return refuse('already-reviewed')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: passed ? 'bid.review-passed' : 'bid.rejected',
      subjectId: submissionId,
      purchaseId: tender.id,
      payload: { stage, round, findings, reason },
    })

    const lot = tender.terms.lots[lotIndex]
    const lotFailed = lot
      ? await failIfTooFewAreValid(tx, { actor, at, tender, lot }, round)
      : false
    return accept({ lotFailed })
  })
}

/** The last verdict may leave too few valid bids: then the lot fails by it (废标、流标). */
async function failIfTooFewAreValid(
  tx: Db,
  act: Parameters<typeof failLot>[1],
  round: number,
): Promise<boolean> {
  const { at, tender, lot } = act
  const bidIds = (await listOpenedBids(tx, [lot.id])).map(({ submissionId }) => submissionId)
  const { waiting, valid } = reviewProgress(bidIds, await listReviews(tx, lot.id, round))
  if (waiting.length > 0) return false
  const on = { regime: tender.terms.regime, today: dateInChina(at) }
  const failure = lotFailure(on, 'review', valid.length)
  if (failure) await failLot(tx, act, failure)
  return failure !== undefined
}
