import { expect, test } from 'vitest'
import { type PlainDate } from '#app/domain/calendar.ts'
import { decidePayment, paymentCeiling } from '#app/domain/premium/decide-payment.ts'
import { type DatedPayment } from '#app/domain/premium/instalment-states.ts'
import { planInstalments } from '#app/domain/premium/plan-instalments.ts'
import { PANJIN_SCHEDULE } from '#seeds/story/terms.ts'
import { yuan } from '#tests/yuan.ts'
import { YEAR_2025, YEAR_2026 } from './panjin.ts'

const premium = yuan('16500000')

function decide({
  year = YEAR_2026 as typeof YEAR_2025 | typeof YEAR_2026,
  actual = premium as bigint | null,
  payments = [] as DatedPayment[],
  paidOn = '2026-04-30' as PlainDate,
  amount = '4125000',
  today = '2027-06-01' as PlainDate,
}) {
  const plan = planInstalments({ schedule: PANJIN_SCHEDULE, year, estimate: premium, actual })
  const decision = decidePayment({
    plan,
    premium: actual ?? premium,
    payments,
    payment: { paidOn, amount: yuan(amount) },
    today,
  })
  return decision.ok ? 'accepted' : decision.refusal
}

test('up to the day of a ceiling no more than it may be paid, the day after up to the next', () => {
  expect(decide({})).toBe('accepted')
  expect(decide({ amount: '4125000.01' })).toBe('above-ceiling')
  expect(decide({ amount: '4125000.01', paidOn: '2026-05-01' })).toBe('accepted')
  expect(decide({ amount: '8250000.01', paidOn: '2026-05-01' })).toBe('above-ceiling')
  expect(decide({ amount: '12375000', paidOn: '2026-09-30' })).toBe('accepted')
  expect(decide({ amount: '12375000.01', paidOn: '2026-09-30' })).toBe('above-ceiling')
  expect(decide({ amount: '16500000', paidOn: '2026-10-01' })).toBe('accepted')
})

test('a payment recorded late still counts on its day', () => {
  const later: DatedPayment = { paidOn: '2026-06-15', amount: yuan('8250000') }
  expect(decide({ payments: [later], amount: '0.01' })).toBe('above-ceiling')
  const after: DatedPayment = { paidOn: '2026-10-15', amount: yuan('12375000') }
  expect(decide({ payments: [after] })).toBe('accepted')
})

test('an instalment that is no ceiling may be paid early', () => {
  expect(decide({ year: YEAR_2025, paidOn: '2025-02-01', amount: '16500000' })).toBe('accepted')
})

test('the remainder waits for the actual premium', () => {
  const first = { year: YEAR_2025, actual: null, paidOn: '2025-09-01' } as const
  expect(decide({ ...first, amount: '9900000' })).toBe('accepted')
  expect(decide({ ...first, amount: '9900000.01' })).toBe('actual-not-agreed')
})

test('payments together stay within the premium, are positive and not of tomorrow', () => {
  const payments: DatedPayment[] = [{ paidOn: '2026-10-01', amount: yuan('16000000') }]
  const december = { payments, paidOn: '2026-12-20' } as const
  expect(decide({ ...december, amount: '500000' })).toBe('accepted')
  expect(decide({ ...december, amount: '500000.01' })).toBe('above-premium')
  expect(decide({ ...december, amount: '0' })).toBe('not-positive')
  expect(decide({ today: '2026-04-29' })).toBe('in-the-future')
  expect(decide({ today: '2026-04-30' })).toBe('accepted')
})

test('without a schedule only the premium limits', () => {
  expect(paymentCeiling([], premium, '2026-01-01')).toBe(premium)
})
