import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen, sum } from '#app/domain/money.ts'
import { type DatedPayment } from './instalment-states.ts'
import { type PlannedInstalment } from './plan-instalments.ts'

export type PaymentRefusal =
  | 'not-positive'
  | 'in-the-future'
  | 'above-premium'
  | 'actual-not-agreed'
  | 'above-ceiling'

/**
 * Whether another payment of a year's premium may be recorded. All payments together stay within
 * the agreed premium; a remainder waits for the actual premium; before an at-most instalment
 * (不超过) is due no more than it and those before it may be paid, on whatever day that is recorded.
 */
export function decidePayment({
  plan,
  premium,
  payments,
  payment,
  today,
}: {
  plan: readonly PlannedInstalment[]
  premium: Fen
  payments: readonly DatedPayment[]
  payment: DatedPayment
  today: PlainDate
}): Decision<undefined, PaymentRefusal> {
  if (payment.amount <= 0n) return refuse('not-positive')
  if (payment.paidOn > today) return refuse('in-the-future')
  const all = [...payments, payment]
  const total = sum(all.map(({ amount }) => amount))
  if (total > premium) return refuse('above-premium')
  if (total > premium - estimatedPart(plan)) return refuse('actual-not-agreed')
  const isAbove = all.some(
    ({ paidOn }) =>
      paidOn >= payment.paidOn && paidUntil(all, paidOn) > paymentCeiling(plan, premium, paidOn),
  )
  return isAbove ? refuse('above-ceiling') : accept(undefined)
}

/** The most that may have been paid by the end of a day (拨付上限). */
export function paymentCeiling(
  plan: readonly PlannedInstalment[],
  premium: Fen,
  day: PlainDate,
): Fen {
  const next = plan.findIndex(({ dueOn }) => dueOn >= day)
  if (!plan[next]?.atMost) return premium
  return sum(plan.slice(0, next + 1).map(({ amount }) => amount))
}

function estimatedPart(plan: readonly PlannedInstalment[]): Fen {
  return sum(plan.filter(({ isEstimated }) => isEstimated).map(({ amount }) => amount))
}

function paidUntil(payments: readonly DatedPayment[], day: PlainDate): Fen {
  return sum(payments.filter(({ paidOn }) => paidOn <= day).map(({ amount }) => amount))
}
