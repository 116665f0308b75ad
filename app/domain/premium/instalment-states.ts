import { type PlainDate, daysBetween } from '#app/domain/calendar.ts'
import { type Fen, max, min, sum } from '#app/domain/money.ts'
import { type PlannedInstalment } from './plan-instalments.ts'

export type DatedPayment = { amount: Fen; paidOn: PlainDate }

/** How an instalment stands on a day. `moved`: paid less than it could be, the rest is due later. */
export type InstalmentState = PlannedInstalment & {
  paid: Fen
  movedOn: Fen // of an at-most instalment past its day: due with the next one that is not
  due: Fen // amount less what moved on, with what earlier ones moved to here
  outstanding: Fen
  state: 'paid' | 'ahead' | 'overdue' | 'moved'
  settledOn: PlainDate | null
  daysLate: number // until it was paid, or until today
}

/**
 * Allocates the payments to the instalments in their order. An instalment is overdue from the
 * day after its last day; one that is a ceiling only (不超过) never is.
 */
export function instalmentStates(
  plan: readonly PlannedInstalment[],
  payments: readonly DatedPayment[],
  today: PlainDate,
): InstalmentState[] {
  const total = sum(payments.map(({ amount }) => amount))
  let before = 0n
  let moving = 0n
  return plan.map((instalment) => {
    const { amount, atMost, dueOn } = instalment
    const paid = max(0n, min(amount, total - before))
    before += amount
    const isPast = today > dueOn
    const movedOn = atMost && isPast ? amount - paid : 0n
    const due = amount - movedOn + (atMost ? 0n : moving)
    moving = atMost ? moving + movedOn : 0n
    const outstanding = due - paid
    const settledOn = amount === 0n ? null : dayReached(payments, before)
    const late = outstanding > 0n && isPast ? today : outstanding === 0n ? settledOn : null
    return {
      ...instalment,
      paid,
      movedOn,
      due,
      outstanding,
      state: stateOf({ outstanding, movedOn, isPast }),
      settledOn,
      daysLate: atMost || late === null ? 0 : Math.max(0, daysBetween(dueOn, late)),
    }
  })
}

function stateOf({
  outstanding,
  movedOn,
  isPast,
}: {
  outstanding: Fen
  movedOn: Fen
  isPast: boolean
}): InstalmentState['state'] {
  if (movedOn > 0n) return 'moved'
  if (outstanding === 0n) return 'paid'
  return isPast ? 'overdue' : 'ahead'
}

/** The day on which the payments together came to an amount. */
function dayReached(payments: readonly DatedPayment[], amount: Fen): PlainDate | null {
  let total = 0n
  for (const payment of payments.toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : 1))) {
    total += payment.amount
    if (total >= amount) return payment.paidOn
  }
  return null
}
