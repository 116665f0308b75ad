import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { lotFailure } from '#app/domain/evaluation/lot-failure.ts'
import { type ReviewStage, reviewProgress } from '#app/domain/evaluation/review-progress.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { insertReview, listCommittee, listReviews } from '#db/queries/evaluations.server.ts'
import { findTenderIdOfLot, insertLotFailure, lockTender } from '#db/queries/tenders.server.ts'

export type RecordReviewRefusal =
  | 'not-found'
  | 'not-yours'
  | 'lot-failed'
  | 'reason-missing'
  | 'already-reviewed'

/**
 * Records one verdict on one bid: qualification by the procuring entity's officer,
 * compliance by the committee's chair. When the last verdict leaves too few valid
 * bids, the lot fails in the same transaction.
 */
export async function recordReview(
  { db, actor, clock }: CommandContext,
  input: {
    lotId: string
    submissionId: string
    stage: ReviewStage
    passed: boolean
    reason: string
  },
): Promise<Decision<{ lotFailed: boolean }, RecordReviewRefusal>> {
  const { lotId, submissionId, stage, passed, reason } = input
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
    if (!passed && reason.trim() === '') return refuse('reason-missing')

    const at = await clock(tx)
    const saved = await insertReview(tx, {
      submissionId,
      stage,
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
      payload: { stage, reason },
    })

    const progress = reviewProgress(
      bids.map((bid) => bid.submissionId),
      await listReviews(tx, lotId),
    )
    if (progress.waiting.length > 0) return accept({ lotFailed: false })
    const failure = lotFailure(
      { regime: tender.terms.regime, today: dateInChina(at) },
      'review',
      progress.valid.length,
    )
    if (!failure) return accept({ lotFailed: false })
    await insertLotFailure(tx, { lotId, failure, at })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'lot.failed',
      subjectId: lotId,
      purchaseId: tender.id,
      payload: failure,
    })
    return accept({ lotFailed: true })
  })
}
