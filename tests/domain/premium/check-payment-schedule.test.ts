import { expect, test } from 'vitest'
import { checkPaymentSchedule } from '#app/domain/premium/check-payment-schedule.ts'
import { type InstalmentRule } from '#app/domain/premium/payment-schedule.ts'
import { TYPICAL_SCHEDULE } from '#app/routes/tenders/typical-contract-terms.ts'
import { PAYMENT_SCHEDULE } from '#tests/factories/tender-terms.ts'
import { rate } from '#tests/yuan.ts'

const part = (years: InstalmentRule['years'], dueMonth: number, share: string): InstalmentRule => ({
  years,
  dueMonth,
  share: rate(share),
  atMost: false,
})
const remainder = (years: InstalmentRule['years'], dueMonth: number): InstalmentRule => ({
  ...part(years, dueMonth, '0'),
  share: null,
})

function problems(instalments: InstalmentRule[], termMonths = 36, overrides = {}): string[] {
  const schedule = { ...PAYMENT_SCHEDULE, instalments, ...overrides }
  return checkPaymentSchedule(schedule, termMonths).map(({ path, problem }) => `${path} ${problem}`)
}

/** 盘锦 2025, as published. */
const PANJIN: InstalmentRule[] = [
  part('first', 9, '0.6'),
  remainder('first', 12),
  { ...part('later', 4, '0.25'), atMost: true },
  { ...part('later', 6, '0.25'), atMost: true },
  { ...part('later', 9, '0.25'), atMost: true },
  remainder('later', 12),
]

test('what a tender starts from and what 盘锦 published can be used', () => {
  expect(checkPaymentSchedule(TYPICAL_SCHEDULE, 36)).toEqual([])
  expect(problems(PANJIN)).toEqual([])
})

test('each kind of year has one remainder, and it comes last', () => {
  expect(problems([part('every', 3, '0.5')])).toEqual(['instalments no-remainder'])
  expect(problems(PANJIN.slice(0, 5))).toEqual(['instalments no-remainder'])
  expect(problems(PANJIN.slice(0, 2), 12)).toEqual([]) // a contract of one year has no later one
  expect(problems([remainder('every', 3), remainder('later', 12)])).toEqual([
    'instalments.1.share remainder-twice',
  ])
  expect(problems([remainder('every', 3), part('every', 12, '0.5')])).toEqual([
    'instalments.0.share remainder-not-last',
  ])
  expect(problems([part('every', 3, '0.5'), { ...remainder('every', 12), atMost: true }])).toEqual([
    'instalments.1.atMost remainder-not-at-most',
  ])
})

test('the shares of a year stay within its premium, to the last millionth', () => {
  const year = (share: string) => [
    part('every', 3, '0.5'),
    part('later', 6, share),
    remainder('every', 12),
  ]
  expect(problems(year('0.5'))).toEqual([])
  expect(problems(year('0.500001'))).toEqual(['instalments instalments-above-premium'])
  expect(problems([part('every', 3, '0'), remainder('every', 12)])).toEqual([
    'instalments.0.share rate-outside-0-to-1',
  ])
})

test('the months of a year rise and lie before its clearing', () => {
  expect(problems([part('every', 6, '0.5'), remainder('every', 6)])).toEqual([
    'instalments.1.dueMonth months-not-rising',
  ])
  expect(problems([part('every', 0, '0.5'), remainder('every', 25)])).toEqual([
    'instalments.0.dueMonth month-out-of-range',
    'instalments.1.dueMonth month-out-of-range',
  ])
  expect(problems([remainder('every', 15)])).toEqual([])
  expect(problems([remainder('every', 16)])).toEqual(['instalments.0.dueMonth due-after-clearing'])
  expect(problems([remainder('every', 11)], 36, { clearingMonth: 11 })).toEqual([
    'clearingMonth clearing-before-year-end',
  ])
  expect(problems([remainder('every', 12)], 36, { paymentWorkingDays: 0 })).toEqual([
    'paymentWorkingDays must-be-positive',
  ])
})
