import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen } from '#app/domain/money.ts'
import { type PaymentRefusal, decidePayment } from '#app/domain/premium/decide-payment.ts'
import { planYear } from '#app/domain/premium/plan-year.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { listHeadcounts } from '#db/queries/headcounts.server.ts'
import { insertPremiumPayment, listPremiumPayments } from '#db/queries/premium-payments.server.ts'

export type RecordPremiumPaymentRefusal =
  | 'not-found'
  | 'no-headcount'
  | 'already-recorded'
  | PaymentRefusal

/**
 * Records a payment of premium to the insurer (保费拨付): within the year's premium and, where
 * the contract has a payment schedule, within what it lets be paid by that day.
 */
export async function recordPremiumPayment(
  { db, actor, clock }: CommandContext,
  input: {
    paymentId: string
    contractYearId: string
    amount: Fen
    paidOn: PlainDate
    document: string
  },
): Promise<Decision<undefined, RecordPremiumPaymentRefusal>> {
  const { paymentId, contractYearId, amount, paidOn, document } = input
  return db.transaction(async (tx) => {
    const year = await lockContractYear(tx, contractYearId)
    if (!year || year.policyholderId !== actor.organisationId) return refuse('not-found')
    const { premium, plan } = planYear(year, await listHeadcounts(tx, contractYearId))
    if (premium === null) return refuse('no-headcount')
    const at = await clock(tx)
    const payments = await listPremiumPayments(tx, contractYearId)
    if (payments.some(({ id }) => id === paymentId)) return refuse('already-recorded')
    const payment = { amount, paidOn }
    const today = dateInChina(at)
    const allowed = decidePayment({ plan, premium, payments, payment, today })
    if (!allowed.ok) return allowed

    const saved = await insertPremiumPayment(tx, {
      id: paymentId,
      contractYearId,
      amount,
      paidOn,
      document,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('already-recorded')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.premium-paid',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { paymentId, amount, paidOn, document },
    })
    return accept(undefined)
  })
}
