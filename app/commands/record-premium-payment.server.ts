import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen, sum } from '#app/domain/money.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import { insertPremiumPayment, listPremiumPayments } from '#db/queries/premium-payments.server.ts'

export type RecordPremiumPaymentRefusal =
  | 'not-found'
  | 'no-headcount'
  | 'not-positive'
  | 'in-the-future'
  | 'above-premium'
  | 'already-recorded'

/** Records a payment of premium to the insurer (保费拨付). Together they never exceed the year's premium. */
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
    const agreed =
      (await findAgreedHeadcount(tx, contractYearId)) ??
      (await findAgreedHeadcount(tx, contractYearId, 'estimate'))
    if (!agreed) return refuse('no-headcount')
    if (amount <= 0n) return refuse('not-positive')
    const at = await clock(tx)
    if (paidOn > dateInChina(at)) return refuse('in-the-future')
    const payments = await listPremiumPayments(tx, contractYearId)
    if (payments.some(({ id }) => id === paymentId)) return refuse('already-recorded')
    if (sum(payments.map((payment) => payment.amount)) + amount > agreed.premium)
      return refuse('above-premium')

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
      payload: { amount, paidOn, document },
    })
    return accept(undefined)
  })
}
