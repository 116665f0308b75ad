import { type CommandContext } from '#app/commands/context.ts'
import { type BidSecurityForm, checkBidSecurity } from '#app/domain/bid/bid-security.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findBidWithSecurity, insertBidSecurity } from '#db/queries/bid-securities.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type RecordBidSecurityRefusal =
  | 'not-found'
  | 'not-opened'
  | 'too-low'
  | 'received-late'
  | 'already-recorded'

/**
 * Records the security of an opened bid (登记投标保证金). Before the opening nothing is
 * recorded for anybody: a payment in the books would tell who bids.
 */
export async function recordBidSecurity(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    ...security
  }: {
    securityId: string
    tenderId: string
    submissionId: string
    amount: bigint
    form: BidSecurityForm
    receivedOn: PlainDate
    document: string
  },
): Promise<Decision<undefined, RecordBidSecurityRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (!tender.facts.openedAt) return refuse('not-opened')
    const { securityId, submissionId, amount, form, receivedOn, document } = security
    const bid = await findBidWithSecurity(tx, submissionId)
    if (bid?.tenderId !== tenderId) return refuse('not-found')
    if (bid.security) return refuse('already-recorded')
    const good = checkBidSecurity(security, bid)
    if (!good.ok) return good

    const recordedAt = await clock(tx)
    const saved = await insertBidSecurity(tx, {
      id: securityId,
      submissionId,
      amount,
      form,
      receivedOn,
      document,
      recordedAt,
      recordedBy: actor.userId,
    })
    if (!saved) return refuse('already-recorded')
    await appendAuditEvent(tx, {
      actor,
      at: recordedAt,
      action: 'bid-security.recorded',
      subjectId: securityId,
      purchaseId: tenderId,
      payload: { submissionId, amount, form, receivedOn, document },
    })
    return accept(undefined)
  })
}
