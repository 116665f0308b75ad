import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkAnswerDue } from '#app/domain/evaluation/bid-clarification.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { bidClarificationAsked } from '#app/domain/notification/evaluation-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { insertBidClarificationRequest } from '#db/queries/reviews.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type RequestBidClarificationRefusal =
  | 'not-found'
  | 'not-yours'
  | 'question-missing'
  | 'due-too-soon'
  | 'lot-failed'
  | 'already-reviewed'
  | 'already-asked'

/**
 * Asks one bidder to clear up its bid (澄清、说明或补正): the committee's chair, before
 * the verdict on compliance. Only that bidder is told.
 */
export async function requestBidClarification(
  { db, actor, clock }: CommandContext,
  input: {
    requestId: string
    lotId: string
    submissionId: string
    question: string
    answerDue: Date
  },
): Promise<Decision<undefined, RequestBidClarificationRefusal>> {
  const { requestId, lotId, submissionId, question, answerDue } = input
  return db.transaction(async (tx) => {
    const found = await lockLot(tx, lotId)
    const { round, bids, progress } = await findLotUnderEvaluation(tx, lotId)
    const bid = bids.find((entry) => entry.submissionId === submissionId)
    if (!found || !bid) return refuse('not-found')
    const { tender, lot, facts } = found
    const committee = await listCommittee(tx, tender.id)
    const isChair = committee.some(
      ({ expertId, chair, conflict }) => expertId === actor.userId && chair && conflict === false,
    )
    if (!isChair) return refuse('not-yours')
    if (facts.failed) return refuse('lot-failed')
    const awaitsVerdict = progress.waiting.some(
      ({ bidId, stage }) => bidId === submissionId && stage === 'compliance',
    )
    if (!awaitsVerdict) return refuse('already-reviewed')
    if (question.trim() === '') return refuse('question-missing')

    const askedAt = await clock(tx)
    const due = checkAnswerDue(askedAt, answerDue)
    if (!due.ok) return due
    const saved = await insertBidClarificationRequest(tx, {
      id: requestId,
      submissionId,
      round,
      question,
      askedAt,
      askedBy: actor.userId,
      answerDue,
    })
    if (!saved) return refuse('already-asked')
    await appendAuditEvent(tx, {
      actor,
      at: askedAt,
      action: 'bid.clarification-asked',
      subjectId: submissionId,
      purchaseId: tender.id,
      payload: { requestId, round, question, answerDue },
    })
    const { bidderId } = bid
    const asked = { ...lotFacts(tender, lot), requestId, bidderId, answerDue }
    await notify(tx, { at: askedAt, ...bidClarificationAsked(asked) })
    return accept(undefined)
  })
}
