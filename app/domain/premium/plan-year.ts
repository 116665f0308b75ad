import { type Fen } from '#app/domain/money.ts'
import { type HeadcountKind } from './headcount-kind.ts'
import { type PaymentSchedule } from './payment-schedule.ts'
import { type PlannedInstalment, type ScheduledYear, planInstalments } from './plan-instalments.ts'

/** A year's premium as far as both sides agreed on it, and how it is paid. */
export type YearPlan = {
  estimate: Fen | null
  actual: Fen | null
  premium: Fen | null // the actual, else the estimated one
  plan: PlannedInstalment[] // empty without a schedule, cover or an agreed headcount
}

export function planYear(
  year: ScheduledYear & { terms: { paymentSchedule: PaymentSchedule | null } },
  headcounts: readonly { kind: HeadcountKind; premium: Fen; agreed: boolean | null }[],
): YearPlan {
  const agreed = (kind: HeadcountKind) =>
    headcounts.find((one) => one.kind === kind && one.agreed)?.premium ?? null
  const estimate = agreed('estimate')
  const actual = agreed('actual')
  const isCovered = year.startsOn <= year.endsOn // else the contract ended before the year
  const schedule = isCovered ? year.terms.paymentSchedule : null
  return {
    estimate,
    actual,
    premium: actual ?? estimate,
    plan: schedule ? planInstalments({ schedule, year, estimate, actual }) : [],
  }
}
