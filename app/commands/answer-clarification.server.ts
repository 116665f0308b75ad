import { type CommandContext } from '#app/commands/context.ts'
import { clarificationWindow } from '#app/domain/clarification/clarification-window.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { clarificationAnswered } from '#app/domain/notification/tender-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  insertClarificationAnswer,
  lockTenderOfQuestion,
} from '#db/queries/clarifications.server.ts'
import { notify } from '#db/queries/notifications.server.ts'

export type AnswerClarificationRefusal =
  | 'not-found'
  | 'deadline-passed'
  | 'tender-ended'
  | 'needs-amendment'
  | 'already-answered'

/**
 * Answers a question (澄清答复), to all at once. An answer explains the documents; one that
 * changes what they say is for an amendment (更正), which counts its days to the deadline.
 */
export async function answerClarification(
  { db, actor, clock }: CommandContext,
  {
    questionId,
    answer,
    changesTerms,
  }: { questionId: string; answer: string; changesTerms: boolean },
): Promise<Decision<{ tenderId: string }, AnswerClarificationRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTenderOfQuestion(tx, questionId)
    if (tender?.procuringEntityId !== actor.organisationId) return refuse('not-found')
    const answeredAt = await clock(tx)
    const window = clarificationWindow(tender.facts, answeredAt)
    if (!window.ok) return window
    if (changesTerms) return refuse('needs-amendment')

    const saved = await insertClarificationAnswer(tx, {
      questionId,
      answer,
      answeredAt,
      answeredBy: actor.userId,
    })
    if (!saved) return refuse('already-answered')
    await appendAuditEvent(tx, {
      actor,
      at: answeredAt,
      action: 'clarification.answered',
      subjectId: questionId,
      purchaseId: tender.id,
    })
    await notify(tx, {
      at: answeredAt,
      ...clarificationAnswered({ ...tenderFacts(tender), questionId }),
    })
    return accept({ tenderId: tender.id })
  })
}
