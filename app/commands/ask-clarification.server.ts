import { type CommandContext } from '#app/commands/context.ts'
import { clarificationWindow } from '#app/domain/clarification/clarification-window.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { insertClarificationQuestion } from '#db/queries/clarifications.server.ts'
import { shareTender } from '#db/queries/tenders.server.ts'

export type AskClarificationRefusal =
  | 'not-found'
  | 'deadline-passed'
  | 'tender-ended'
  | 'already-asked'

/** Asks about the bidding documents (提出澄清问题). Nobody learns who asked, the trail not before the opening. */
export async function askClarification(
  { db, actor, clock }: CommandContext,
  { questionId, tenderId, question }: { questionId: string; tenderId: string; question: string },
): Promise<Decision<{ askedAt: Date }, AskClarificationRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await shareTender(tx, tenderId)
    if (!tender?.publishedAt) return refuse('not-found')
    const askedAt = await clock(tx)
    const window = clarificationWindow(tender.facts, askedAt)
    if (!window.ok) return window

    const saved = await insertClarificationQuestion(tx, {
      id: questionId,
      tenderId,
      question,
      askerId: actor.organisationId,
      askedBy: actor.userId,
      askedAt,
    })
    if (!saved) return refuse('already-asked')
    await appendSealedEvent(tx, {
      actor,
      at: askedAt,
      action: 'clarification.asked',
      subjectId: questionId,
      purchaseId: tenderId,
    })
    return accept({ askedAt })
  })
}
