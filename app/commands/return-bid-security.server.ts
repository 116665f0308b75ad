import { type CommandContext } from '#app/commands/context.ts'
import {
  type SecurityEnd,
  bidSecurityDue,
  forfeitRule,
  mayEndSecurity,
} from '#app/domain/bid/bid-security.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findBidSecurity, insertBidSecurityReturn } from '#db/queries/bid-securities.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type ReturnBidSecurityRefusal =
  | 'not-found'
  | 'impossible-day'
  | 'too-early'
  | 'reason-missing'
  | 'already-returned'

/** Records that a security was returned (退还), or is kept for a reason and by a rule (不予退还). */
export async function returnBidSecurity(
  { db, actor, clock }: CommandContext,
  {
    securityId,
    on,
    document,
    end,
  }: { securityId: string; on: PlainDate; document: string; end: SecurityEnd },
): Promise<Decision<undefined, ReturnBidSecurityRefusal>> {
  return db.transaction(async (tx) => {
    const known = await findBidSecurity(tx, securityId)
    const tender = known && (await lockTender(tx, known.tenderId))
    const bid = tender && (await findBidSecurity(tx, securityId))
    if (!bid?.security || bid.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (bid.security.end) return refuse('already-returned')
    const recordedAt = await clock(tx)
    const { receivedOn } = bid.security
    const due = bidSecurityDue(bid.facts)
    const days = { on, today: dateInChina(recordedAt), receivedOn, due }
    const allowed = mayEndSecurity(end, days)
    if (!allowed.ok) return allowed

    const { outcome } = end
    const reason =
      outcome === 'returned'
        ? ''
        : `${end.reason.trim()}。依据：${forfeitRule(bid.facts.regime, end.ground)}`
    const saved = await insertBidSecurityReturn(tx, {
      securityId,
      outcome,
      on,
      document,
      reason,
      recordedAt,
      recordedBy: actor.userId,
    })
    if (!saved) return refuse('already-returned')
    await appendAuditEvent(tx, {
      actor,
      at: recordedAt,
      action: outcome === 'returned' ? 'bid-security.returned' : 'bid-security.forfeited',
      subjectId: securityId,
      purchaseId: bid.tenderId,
      payload: { on, document, reason, dueOn: due?.lastDay ?? null },
    })
    return accept(undefined)
  })
}
