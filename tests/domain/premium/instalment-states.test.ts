import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { min, sum } from '#app/domain/money.ts'
import { type DatedPayment, instalmentStates } from '#app/domain/premium/instalment-states.ts'
import { planInstalments } from '#app/domain/premium/plan-instalments.ts'
import { PANJIN_SCHEDULE } from '#seeds/story/terms.ts'
import { yuan } from '#tests/yuan.ts'
import { YEAR_2025, YEAR_2026 } from './panjin.ts'

const estimate = yuan('16500000')
const FIRST = planInstalments({
  schedule: PANJIN_SCHEDULE,
  year: YEAR_2025,
  estimate,
  actual: yuan('16416435'),
})
const LATER = planInstalments({
  schedule: PANJIN_SCHEDULE,
  year: YEAR_2026,
  estimate,
  actual: estimate,
})

function paid(...payments: [PlainDate, string][]): DatedPayment[] {
  return payments.map(([paidOn, amount]) => ({ paidOn, amount: yuan(amount) }))
}

function statesOf(plan: typeof FIRST, payments: DatedPayment[], today: PlainDate) {
  return instalmentStates(plan, payments, today).map(({ state }) => state)
}

test('an instalment is not overdue on its last day and is on the day after', () => {
  expect(statesOf(FIRST, [], '2025-09-30')).toEqual(['ahead', 'ahead'])
  const [first] = instalmentStates(FIRST, [], '2025-10-01')
  expect(first).toMatchObject({ state: 'overdue', daysLate: 1, outstanding: yuan('9900000') })
  const part = paid(['2025-09-30', '9899999.99'])
  expect(instalmentStates(FIRST, part, '2025-10-01')[0]).toMatchObject({
    state: 'overdue',
    outstanding: 1n,
  })
})

test('what is paid on the last day is in time, the day after a day late', () => {
  const onTheDay = paid(['2025-09-30', '9900000'])
  expect(instalmentStates(FIRST, onTheDay, '2025-12-31')[0]).toMatchObject({
    state: 'paid',
    settledOn: '2025-09-30',
    daysLate: 0,
  })
  const late = paid(['2025-09-01', '9000000'], ['2025-10-01', '900000'])
  expect(instalmentStates(FIRST, late, '2025-12-31')[0]).toMatchObject({
    state: 'paid',
    settledOn: '2025-10-01',
    daysLate: 1,
  })
})

test('payments fill the instalments in their order, over their borders', () => {
  const states = instalmentStates(FIRST, paid(['2025-09-20', '12000000']), '2026-01-03')
  expect(
    states.map(({ paid: amount, outstanding, state }) => [amount, outstanding, state]),
  ).toEqual([
    [yuan('9900000'), 0n, 'paid'],
    [yuan('2100000'), yuan('4416435'), 'overdue'],
  ])
  expect(states[1]?.daysLate).toBe(3)
})

test('a ceiling that was not used is never overdue and is made up with the remainder', () => {
  const payments = paid(['2026-04-20', '4000000'], ['2026-06-20', '4000000'])
  const states = instalmentStates(LATER, payments, '2026-10-01')
  expect(states.map(({ state }) => state)).toEqual(['paid', 'moved', 'moved', 'ahead'])
  expect(states.map(({ movedOn }) => movedOn)).toEqual([0n, yuan('250000'), yuan('4125000'), 0n])
  expect(states.at(-1)).toMatchObject({ due: yuan('8500000'), outstanding: yuan('8500000') })
  expect(states.every(({ daysLate }) => daysLate === 0)).toBe(true)
  expect(instalmentStates(LATER, payments, '2026-12-31').at(-1)?.state).toBe('ahead')
  expect(instalmentStates(LATER, payments, '2027-01-01').at(-1)).toMatchObject({
    state: 'overdue',
    daysLate: 1,
    outstanding: yuan('8500000'),
  })
})

test('until its day a ceiling is ahead, not moved', () => {
  expect(statesOf(LATER, [], '2026-04-30')[0]).toBe('ahead')
  expect(statesOf(LATER, [], '2026-05-01')[0]).toBe('moved')
})

test('what was paid beyond a lowered premium belongs to no instalment', () => {
  const plan = planInstalments({
    schedule: PANJIN_SCHEDULE,
    year: YEAR_2025,
    estimate,
    actual: yuan('9000000'),
  })
  const states = instalmentStates(plan, paid(['2025-09-20', '9900000']), '2026-02-01')
  expect(states.map(({ amount, outstanding, state }) => [amount, outstanding, state])).toEqual([
    [yuan('9000000'), 0n, 'paid'],
    [0n, 0n, 'paid'],
  ])
})

test('no fen is lost between paid and outstanding, and the order of payments changes no amount', () => {
  const payment = fc.record({
    amount: fc.bigInt({ min: 1n, max: yuan('6000000') }),
    paidOn: fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days)),
  })
  fc.assert(
    fc.property(
      fc.array(payment, { maxLength: 6 }),
      fc.integer({ min: 0, max: 500 }),
      fc.constantFrom(FIRST, LATER),
      (payments, days, plan) => {
        const today = addDays('2026-01-01', days)
        const states = instalmentStates(plan, payments, today)
        const premium = sum(plan.map(({ amount }) => amount))
        const total = min(premium, sum(payments.map(({ amount }) => amount)))
        expect(sum(states.map((one) => one.paid))).toBe(total)
        expect(sum(states.map((one) => one.outstanding))).toBe(premium - total)
        expect(instalmentStates(plan, payments.toReversed(), today)).toEqual(states)
      },
    ),
  )
})
