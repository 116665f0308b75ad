import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { clarificationState } from '#app/domain/evaluation/bid-clarification.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { bidClarificationAnswered } from '#app/domain/notification/evaluation-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { findBidClarification, insertBidClarificationAnswer } from '#db/queries/reviews.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type AnswerBidClarificationRefusal =
  | 'not-found'
  | 'answer-missing'
  | 'lot-failed'
  | 'overdue'
  | 'already-answered'

/**
 * Answers what the committee asked of one's own bid, before it is due. The answer stands
 * beside the bid and changes nothing of it.
 */
export async function answerBidClarification(
  { db, actor, clock }: CommandContext,
  { requestId, answer }: { requestId: string; answer: string },
): Promise<Decision<{ lotId: string }, AnswerBidClarificationRefusal>> {
  return db.transaction(async (tx) => {
    const asked = await findBidClarification(tx, requestId)
    if (!asked || asked.bidderId !== actor.organisationId || actor.role !== 'bid-submitter')
      return refuse('not-found')
    const found = await lockLot(tx, asked.lotId)
    if (!found) return refuse('not-found')
    const { tender, lot, facts } = found
    if (facts.failed) return refuse('lot-failed')
    if (answer.trim() === '') return refuse('answer-missing')

    const answeredAt = await clock(tx)
    const state = clarificationState(asked, answeredAt)
    if (state === 'answered') return refuse('already-answered')
    if (state === 'overdue') return refuse('overdue')
    const saved = await insertBidClarificationAnswer(tx, {
      requestId,
      answer,
      answeredAt,
      answeredBy: actor.userId,
    })
    if (!saved) return refuse('already-answered')
    await appendAuditEvent(tx, {
      actor,
      at: answeredAt,
      action: 'bid.clarification-answered',
      subjectId: asked.submissionId,
      purchaseId: tender.id,
      payload: { requestId, answer },
    })
    await notify(tx, {
      at: answeredAt,
      ...bidClarificationAnswered({ ...lotFacts(tender, lot), requestId }),
    })
    return accept({ lotId: lot.id })
  })
}
