import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type StatedHeadcount } from './decide-headcount.ts'
import { type DatedPayment, type InstalmentState } from './instalment-states.ts'

const RECEIPT_DAYS = 3 // a bank transfer takes no longer
const AHEAD_DAYS = 30 // an instalment is prepared a month before its day

/** What waits for whom in a year's premium, on a day. */
export type PremiumTask =
  | { kind: 'state-headcount'; party: 'fund' }
  | { kind: 'answer-headcount'; party: 'insurer' }
  | { kind: 'pay-instalment'; party: 'fund'; due: PlainDate; outstanding: Fen; isOverdue: boolean }
  | { kind: 'confirm-receipt'; party: 'insurer'; due: PlainDate; paidOn: PlainDate; amount: Fen }

export function premiumTasks({
  year,
  headcounts,
  payments,
  instalments,
  today,
}: {
  year: { startsOn: PlainDate }
  headcounts: readonly StatedHeadcount[]
  payments: readonly (DatedPayment & { receivedOn: PlainDate | null })[]
  instalments: readonly InstalmentState[]
  today: PlainDate
}): PremiumTask[] {
  const tasks: PremiumTask[] = []
  if (headcounts.some(({ agreed }) => agreed === null))
    tasks.push({ kind: 'answer-headcount', party: 'insurer' })
  else if (awaitsHeadcount(headcounts, year.startsOn, today))
    tasks.push({ kind: 'state-headcount', party: 'fund' })
  for (const { state, dueOn, outstanding } of instalments) {
    const isOverdue = state === 'overdue'
    if (isOverdue || (state === 'ahead' && dueOn <= addDays(today, AHEAD_DAYS)))
      tasks.push({ kind: 'pay-instalment', party: 'fund', due: dueOn, outstanding, isOverdue })
  }
  for (const { receivedOn, paidOn, amount } of payments) {
    const due = addDays(paidOn, RECEIPT_DAYS)
    if (receivedOn === null && today > due)
      tasks.push({ kind: 'confirm-receipt', party: 'insurer', due, paidOn, amount })
  }
  return tasks
}

/** Nothing waits for an answer: an estimate from the year's start, the actual headcount from the enrolment date. */
function awaitsHeadcount(
  headcounts: readonly StatedHeadcount[],
  startsOn: PlainDate,
  today: PlainDate,
): boolean {
  const agreed = headcounts.filter((one) => one.agreed)
  if (agreed.some(({ kind }) => kind === 'actual')) return false
  const estimate = agreed.find(({ kind }) => kind === 'estimate')
  return today >= (estimate?.enrolmentDate ?? startsOn)
}
