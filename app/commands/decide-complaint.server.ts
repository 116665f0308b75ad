import { type CommandContext } from '#app/commands/context.ts'
import { applyRemedy } from '#app/commands/steps/apply-remedy.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { complaintDecided } from '#app/domain/notification/objection-messages.ts'
import { type ObjectionOutcome, type Remedy } from '#app/domain/objection/objection.ts'
import { checkRemedy, remedyReason, remedyRule } from '#app/domain/objection/remedy.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { insertComplaintDecision } from '#db/queries/objection-acts.server.ts'
import { lockObjectionOfComplaint } from '#db/queries/objections.server.ts'

export type DecideComplaintRefusal =
  | 'not-found'
  | 'already-decided'
  | 'reason-missing'
  | 'remedy-not-possible'

/** Decides a complaint (投诉处理决定): it ends every suspension for it, and its remedy takes effect at once. */
export async function decideComplaint(
  { db, actor, clock }: CommandContext,
  {
    complaintId,
    outcome,
    remedy,
    decision,
    document,
  }: {
    complaintId: string
    outcome: ObjectionOutcome
    remedy: Remedy
    decision: string
    document: string
  },
): Promise<Decision<{ decidedAt: Date }, DecideComplaintRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockObjectionOfComplaint(tx, complaintId)
    if (!found?.objection.complaint) return refuse('not-found')
    const { tender, objection } = found
    if (found.objection.complaint.decision) return refuse('already-decided')
    if (decision.trim() === '' || document.trim() === '') return refuse('reason-missing')
    const decidedAt = await clock(tx)
    const lotIds = checkRemedy({ outcome, remedy }, objection, tender, decidedAt)
    if (!lotIds.ok) return lotIds

    const saved = await insertComplaintDecision(tx, {
      complaintId,
      outcome,
      remedy,
      decision,
      document,
      decidedAt,
      decidedBy: actor.userId,
    })
    if (!saved) return refuse('already-decided')
    const objectionId = objection.id
    await appendAuditEvent(tx, {
      actor,
      at: decidedAt,
      action: 'complaint.decided',
      subjectId: objectionId,
      purchaseId: tender.id,
      payload: { complaintId, outcome, remedy, document, lotIds: lotIds.value },
    })
    const effect = {
      remedy,
      lotIds: lotIds.value,
      reason: remedyReason('complaint', document),
      rule: remedyRule(tender.terms.regime, 'complaint', remedy),
    }
    await applyRemedy(tx, { actor, at: decidedAt, tender }, effect)
    const { objectorId } = objection
    await notifyAll(
      tx,
      decidedAt,
      complaintDecided({ ...tenderFacts(tender), objectionId, complaintId, objectorId, outcome }),
    )
    return accept({ decidedAt })
  })
}
