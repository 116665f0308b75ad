import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  findCommentToOwnTender,
  insertConsultationReply,
} from '#db/queries/consultation-comments.server.ts'

export type ReplyToCommentRefusal = 'not-found' | 'already-replied'

/** Replies to a comment (意见答复) whether it is adopted and why, for all to read; late ones too. */
export async function replyToComment(
  { db, actor, clock }: CommandContext,
  { commentId, adopted, reply }: { commentId: string; adopted: boolean; reply: string },
): Promise<Decision<{ consultationId: string }, ReplyToCommentRefusal>> {
  return db.transaction(async (tx) => {
    const key = { id: commentId, procuringEntityId: actor.organisationId }
    const comment = await findCommentToOwnTender(tx, key)
    if (!comment) return refuse('not-found')
    const repliedAt = await clock(tx)

    const saved = await insertConsultationReply(tx, {
      commentId,
      adopted,
      reply,
      repliedAt,
      repliedBy: actor.userId,
    })
    if (!saved) return refuse('already-replied')
    await appendAuditEvent(tx, {
      actor,
      at: repliedAt,
      action: 'consultation.replied',
      subjectId: commentId,
      purchaseId: comment.tenderId,
      payload: { adopted },
    })
    return accept({ consultationId: comment.consultationId })
  })
}
