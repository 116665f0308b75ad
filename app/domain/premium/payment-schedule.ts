import { type Ppm } from '#app/domain/money.ts'

/** One instalment of a year's premium (拨付节点). Due on the last day of its month. */
export type InstalmentRule = {
  years: 'first' | 'later' | 'every' // which contract years it belongs to
  dueMonth: number // counted from the contract year's first month: 12 is its last, 13 the month after
  share: Ppm | null // of the estimated premium; null: what remains of the actual premium
  atMost: boolean // 不超过: the fund may pay less and makes it up with the remainder
}

/** How a year's premium is paid (保费拨付约定). */
export type PaymentSchedule = {
  instalments: readonly InstalmentRule[]
  paymentWorkingDays: number // from the review of the insurer's application to the payment
  clearingMonth: number // 清算: by the last day of this month, counted like `dueMonth`
}
