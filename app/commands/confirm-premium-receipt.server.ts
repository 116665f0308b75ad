import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { dayWithin } from '#app/domain/ledger/booking-day.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import { findPremiumPayment, insertPremiumReceipt } from '#db/queries/premium-payments.server.ts'

export type ConfirmPremiumReceiptRefusal =
  | 'not-found'
  | 'before-payment'
  | 'in-the-future'
  | 'already-confirmed'

/** The insurer confirms that a payment reached its separate income account (到账确认). */
export async function confirmPremiumReceipt(
  { db, actor, clock }: CommandContext,
  {
    paymentId,
    receivedOn,
    document,
  }: { paymentId: string; receivedOn: PlainDate; document: string },
): Promise<Decision<undefined, ConfirmPremiumReceiptRefusal>> {
  return db.transaction(async (tx) => {
    const payment = await findPremiumPayment(tx, paymentId)
    const year = payment && (await lockContractYear(tx, payment.contractYearId))
    if (!year || year.insurerId !== actor.organisationId) return refuse('not-found')
    const at = await clock(tx)
    if (receivedOn < payment.paidOn) return refuse('before-payment')
    if (receivedOn > dateInChina(at)) return refuse('in-the-future')

    const saved = await insertPremiumReceipt(tx, {
      paymentId,
      receivedOn,
      document,
      confirmedBy: actor.userId,
      confirmedAt: at,
    })
    if (!saved) return refuse('already-confirmed')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.premium-received',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { paymentId, receivedOn, document },
    })
    await postEntry(tx, {
      contractId: year.contractId,
      contractYearId: year.id,
      postedBy: actor.userId,
      postedAt: at,
      entry: {
        kind: 'premium-received',
        bookedOn: dayWithin(year, receivedOn),
        sourceId: paymentId,
        memo: '保费到账',
        document,
        lines: move('income-account', 'premium-receivable', payment.amount),
      },
    })
    return accept(undefined)
  })
}
