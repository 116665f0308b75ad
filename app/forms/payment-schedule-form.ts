import { z } from 'zod'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import { choice, optional, percent, percentText, ticked, wholeNumber } from './fields.ts'
import { spareRows } from './spare-row.ts'
import { rowDefaults } from './row-defaults.ts'

const instalmentRow = z.object({
  years: choice('适用年度', ['every', 'first', 'later']),
  dueMonth: wholeNumber('应付月份', { most: 24 }),
  share: optional(percent('拨付比例')),
  atMost: ticked(),
})

/** How a year's premium is paid; tenders and contract amendments ask it. No row: nothing is agreed. */
export const paymentScheduleShape = {
  instalments: spareRows('dueMonth', instalmentRow),
  paymentWorkingDays: optional(wholeNumber('支付期限', { most: 365 })),
  clearingMonth: optional(wholeNumber('清算月份', { most: 24 })),
}

type PaymentScheduleForm = z.output<z.ZodObject<typeof paymentScheduleShape>>

/** What is left empty is zero, which no check lets through. */
export function paymentScheduleFromForm({
  instalments,
  paymentWorkingDays,
  clearingMonth,
}: PaymentScheduleForm): PaymentSchedule | null {
  if (instalments.length === 0) return null
  return {
    instalments,
    paymentWorkingDays: paymentWorkingDays ?? 0,
    clearingMonth: clearingMonth ?? 0,
  }
}

/** What those fields show at first. */
export function paymentScheduleDefaults(schedule: PaymentSchedule | null): Record<string, string> {
  if (!schedule) return {}
  return {
    paymentWorkingDays: String(schedule.paymentWorkingDays),
    clearingMonth: String(schedule.clearingMonth),
    ...rowDefaults(
      'instalments',
      schedule.instalments,
      ({ years, dueMonth, share, atMost }): Record<string, string> => ({
        years,
        dueMonth: String(dueMonth),
        share: share === null ? '' : percentText(share),
        atMost: atMost ? 'yes' : '',
      }),
    ),
  }
}
