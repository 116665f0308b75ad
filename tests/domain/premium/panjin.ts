import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'

/** 盘锦市招标公告 2025-08-20: how the premium of 2025–2027 is paid. */
export const PANJIN_SCHEDULE: PaymentSchedule = {
  instalments: [
    { years: 'first', dueMonth: 9, share: 600_000n, atMost: false },
    { years: 'first', dueMonth: 12, share: null, atMost: false },
    { years: 'later', dueMonth: 4, share: 250_000n, atMost: true },
    { years: 'later', dueMonth: 6, share: 250_000n, atMost: true },
    { years: 'later', dueMonth: 9, share: 250_000n, atMost: true },
    { years: 'later', dueMonth: 12, share: null, atMost: false },
  ],
  paymentWorkingDays: 15,
  clearingMonth: 15, // the first quarter of the next year
}

export const YEAR_2025 = { number: 1, startsOn: '2025-01-01', endsOn: '2025-12-31' } as const
export const YEAR_2026 = { number: 2, startsOn: '2026-01-01', endsOn: '2026-12-31' } as const
