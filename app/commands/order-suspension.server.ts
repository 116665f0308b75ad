import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { procedureSuspended } from '#app/domain/notification/objection-messages.ts'
import { maySuspend } from '#app/domain/objection/objection-clock.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { insertSuspensionOrder } from '#db/queries/objection-acts.server.ts'
import { lockObjectionOfComplaint } from '#db/queries/objections.server.ts'

export type OrderSuspensionRefusal =
  | 'not-found'
  | 'already-decided'
  | 'already-suspended'
  | 'until-is-past'
  | 'suspension-too-long'

/** Suspends the procedure while a complaint is examined (责令暂停), once and through a last day. */
export async function orderSuspension(
  { db, actor, clock }: CommandContext,
  { complaintId, document, until }: { complaintId: string; document: string; until: PlainDate },
): Promise<Decision<undefined, OrderSuspensionRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockObjectionOfComplaint(tx, complaintId)
    if (!found?.objection.complaint) return refuse('not-found')
    const { tender, objection } = found
    const { decision: decided, order: ordered } = found.objection.complaint
    if (decided) return refuse('already-decided')
    if (ordered) return refuse('already-suspended')
    const orderedAt = await clock(tx)
    const allowed = maySuspend(tender.terms.regime, dateInChina(orderedAt), until)
    if (!allowed.ok) return allowed

    const order = { complaintId, document, until, orderedAt, orderedBy: actor.userId }
    if (!(await insertSuspensionOrder(tx, order))) return refuse('already-suspended')
    await appendAuditEvent(tx, {
      actor,
      at: orderedAt,
      action: 'tender.suspended',
      subjectId: objection.id,
      purchaseId: tender.id,
      payload: { complaintId, document, until },
    })
    const openedLotIds = tender.facts.openedAt ? tender.terms.lots.map(({ id }) => id) : []
    await notifyAll(
      tx,
      orderedAt,
      procedureSuspended({ ...tenderFacts(tender), complaintId, until, openedLotIds }),
    )
    return accept(undefined)
  })
}
