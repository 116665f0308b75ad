import { type CommandContext } from '#app/commands/context.ts'
import { isConsultationOpen } from '#app/domain/consultation/consultation-period.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { insertConsultationComment } from '#db/queries/consultation-comments.server.ts'
import { findConsultation } from '#db/queries/consultations.server.ts'

export type CommentOnConsultationRefusal = 'not-found' | 'too-late' | 'already-commented'

/** Comments on a draft (提出意见). Who did tells of an interest in bidding, so the trail keeps it sealed. */
export async function commentOnConsultation(
  { db, actor, clock }: CommandContext,
  {
    commentId,
    consultationId,
    comment,
  }: { commentId: string; consultationId: string; comment: string },
): Promise<Decision<{ commentedAt: Date }, CommentOnConsultationRefusal>> {
  return db.transaction(async (tx) => {
    const consultation = await findConsultation(tx, consultationId) // never changes: nothing to lock
    if (!consultation) return refuse('not-found')
    const commentedAt = await clock(tx)
    if (!isConsultationOpen(consultation, commentedAt)) return refuse('too-late')

    const saved = await insertConsultationComment(tx, {
      id: commentId,
      consultationId,
      comment,
      organisationId: actor.organisationId,
      commentedBy: actor.userId,
      commentedAt,
    })
    if (!saved) return refuse('already-commented')
    await appendSealedEvent(tx, {
      actor,
      at: commentedAt,
      action: 'consultation.commented',
      subjectId: commentId,
      purchaseId: consultation.tenderId,
    })
    return accept({ commentedAt })
  })
}
