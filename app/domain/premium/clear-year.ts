import { type CalendarOverrides, type PlainDate, addWorkingDays } from '#app/domain/calendar.ts'
import { type Fen, max } from '#app/domain/money.ts'
import { type PaymentSchedule } from './payment-schedule.ts'
import { type ScheduledYear, lastDayOf } from './plan-instalments.ts'

/** What both sides owe each other after a year's settlement, and what is paid of it (清算轧差). */
export type Clearing = {
  unpaidPremium: Fen
  overpaidPremium: Fen
  payableByFund: Fen
  payableByInsurer: Fen
  owedByFund: Fen // unpaid premium + share of the loss
  owedByInsurer: Fen // overpaid premium + returned surplus + deduction
  payer: 'fund' | 'insurer' | null // null: nothing is left to pay
  net: Fen
}

/** Sets off what the fund owes the insurer against what the insurer owes the fund. */
export function clearYear({
  premium,
  paid,
  payableByInsurer,
  payableByFund,
}: {
  premium: Fen
  paid: Fen
  payableByInsurer: Fen
  payableByFund: Fen
}): Clearing {
  const unpaidPremium = max(0n, premium - paid)
  const overpaidPremium = max(0n, paid - premium)
  const owedByFund = unpaidPremium + payableByFund
  const owedByInsurer = overpaidPremium + payableByInsurer
  return {
    unpaidPremium,
    overpaidPremium,
    payableByFund,
    payableByInsurer,
    owedByFund,
    owedByInsurer,
    payer: owedByFund > owedByInsurer ? 'fund' : owedByInsurer > owedByFund ? 'insurer' : null,
    net: max(owedByFund - owedByInsurer, owedByInsurer - owedByFund),
  }
}

/** By when a year is cleared, and the last day of payment once its settlement is final. */
export function clearingDays(
  schedule: PaymentSchedule,
  year: ScheduledYear,
  finalOn: PlainDate | null,
  overrides: CalendarOverrides = {},
): { clearBy: PlainDate; payBy: PlainDate | null } {
  return {
    clearBy: lastDayOf(schedule.clearingMonth, year),
    payBy: finalOn && addWorkingDays(finalOn, schedule.paymentWorkingDays, overrides),
  }
}
