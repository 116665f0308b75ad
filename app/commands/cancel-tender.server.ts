import { type CommandContext } from '#app/commands/context.ts'
import { failLot, recordLotEnding } from '#app/commands/steps/fail-lot.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { cancellationRule, lotsToCancel } from '#app/domain/ending/cancellation.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { tenderCancelled } from '#app/domain/notification/tender-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type CancelTenderRefusal =
  | 'not-found'
  | 'not-published'
  | 'reason-missing'
  | 'already-ended'
  | 'already-awarded'

/**
 * Cancels a tender or some of its lots before the award (终止招标、采购任务取消). Bids
 * that were not opened stay closed. The rule follows from the regime.
 */
export async function cancelTender(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    lotIds,
    reason,
  }: { tenderId: string; lotIds: readonly string[] | 'all'; reason: string },
): Promise<Decision<{ lotIds: string[] }, CancelTenderRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (!tender.publishedAt) return refuse('not-published')
    if (reason.trim() === '') return refuse('reason-missing')
    const chosen = lotsToCancel(tender, lotIds)
    if (!chosen.ok) return chosen

    const at = await clock(tx)
    const source = cancellationRule(tender.terms.regime)
    const ending = { reason: 'cancelled', detail: reason, source } as const
    const lots = tender.terms.lots.filter(({ id }) => chosen.value.includes(id))
    const isWhole = lots.length === tender.terms.lots.length
    for (const lot of lots) {
      const act = { actor, at, tender, lot }
      await (isWhole ? recordLotEnding(tx, act, ending) : failLot(tx, act, ending))
    }
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.cancelled',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { lotIds: chosen.value, reason, rule: source },
    })
    if (isWhole) await notifyAll(tx, at, tenderCancelled({ ...tenderFacts(tender), reason }))
    return accept({ lotIds: chosen.value })
  })
}
