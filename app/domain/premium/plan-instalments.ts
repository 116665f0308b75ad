import { type PlainDate, addDays, addMonths } from '#app/domain/calendar.ts'
import { type Fen, min, shareOf, sum } from '#app/domain/money.ts'
import { type InstalmentRule, type PaymentSchedule } from './payment-schedule.ts'

/** One instalment of a year (一期保费) with its day and amount. */
export type PlannedInstalment = {
  number: number // 期次, counted within the year
  dueOn: PlainDate
  amount: Fen
  share: InstalmentRule['share']
  atMost: boolean
  isEstimated: boolean // a remainder while the actual premium is not agreed
}

export type ScheduledYear = { number: number; startsOn: PlainDate; endsOn: PlainDate }

/**
 * A year's instalments: each share is cut from the estimated premium, half-up; the remainder is
 * what the actual premium leaves; a published schedule has one a year, its last. Together they are the premium, so an actual premium below the
 * shares shortens the last of them instead of making a negative instalment.
 * @returns nothing while neither premium is agreed
 */
export function planInstalments({
  schedule,
  year,
  estimate,
  actual,
}: {
  schedule: PaymentSchedule
  year: ScheduledYear
  estimate: Fen | null
  actual: Fen | null
}): PlannedInstalment[] {
  const base = estimate ?? actual
  if (base === null) return []
  const rules = schedule.instalments.filter(({ years }) => appliesTo(years, year.number))
  const shares = cutShares(rules, base, actual ?? base)
  const remainder = (actual ?? base) - sum(shares)
  return rules.map(({ dueMonth, share, atMost }, index) => ({
    number: index + 1,
    dueOn: lastDayOf(dueMonth, year),
    amount: share === null ? remainder : (shares[index] ?? 0n),
    share,
    atMost,
    isEstimated: share === null && actual === null,
  }))
}

/**
 * The last day of a month that is counted from the year's first. A month within the year ends
 * with a year that is cut short, and months after it count from its end.
 */
export function lastDayOf(month: number, { startsOn, endsOn }: ScheduledYear): PlainDate {
  if (month > 12) return addDays(addMonths(addDays(endsOn, 1), month - 12), -1)
  const day = addDays(addMonths(startsOn, month), -1)
  return day < endsOn ? day : endsOn
}

function appliesTo(years: InstalmentRule['years'], number: number): boolean {
  return years === 'every' || (years === 'first') === (number === 1)
}

/** Each share of the base, until the premium is used up; zero for a remainder. */
function cutShares(rules: readonly InstalmentRule[], base: Fen, premium: Fen): Fen[] {
  let left = premium
  return rules.map(({ share }) => {
    const amount = share === null ? 0n : min(shareOf(base, share), left)
    left -= amount
    return amount
  })
}
