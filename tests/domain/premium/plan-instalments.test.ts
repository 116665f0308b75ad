import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sum } from '#app/domain/money.ts'
import { lastDayOf, planInstalments } from '#app/domain/premium/plan-instalments.ts'
import { PANJIN_SCHEDULE } from '#seeds/story/terms.ts'
import { yuan } from '#tests/yuan.ts'
import { YEAR_2025, YEAR_2026 } from './panjin.ts'

const schedule = PANJIN_SCHEDULE
const estimate = yuan('16500000') // 200,000 people at 82.50

function daysAndAmounts(plan: ReturnType<typeof planInstalments>) {
  return plan.map(({ dueOn, amount }) => [dueOn, amount])
}

test('盘锦, first year: 60% of the estimate by the end of September, the rest of the actual by the end of December', () => {
  const actual = yuan('16416435')
  expect(planInstalments({ schedule, year: YEAR_2025, estimate, actual })).toEqual([
    {
      number: 1,
      dueOn: '2025-09-30',
      amount: yuan('9900000'),
      share: 600_000n,
      atMost: false,
      isEstimated: false,
    },
    {
      number: 2,
      dueOn: '2025-12-31',
      amount: yuan('6516435'),
      share: null,
      atMost: false,
      isEstimated: false,
    },
  ])
})

test('盘锦, later years: up to 25% at the end of April, June and September, the rest in December', () => {
  const plan = planInstalments({
    schedule,
    year: YEAR_2026,
    estimate,
    actual: yuan('16600000.01'),
  })
  expect(daysAndAmounts(plan)).toEqual([
    ['2026-04-30', yuan('4125000')],
    ['2026-06-30', yuan('4125000')],
    ['2026-09-30', yuan('4125000')],
    ['2026-12-31', yuan('4225000.01')],
  ])
  expect(plan.map(({ atMost }) => atMost)).toEqual([true, true, true, false])
})

test('while no actual premium is agreed the remainder is an estimate', () => {
  const plan = planInstalments({ schedule, year: YEAR_2025, estimate, actual: null })
  expect(plan.map(({ amount, isEstimated }) => [amount, isEstimated])).toEqual([
    [yuan('9900000'), false],
    [yuan('6600000'), true],
  ])
})

test('without an estimate the shares are of the actual premium, and without either there is no plan', () => {
  const year = YEAR_2025
  expect(
    daysAndAmounts(planInstalments({ schedule, year, estimate: null, actual: estimate })),
  ).toEqual([
    ['2025-09-30', yuan('9900000')],
    ['2025-12-31', yuan('6600000')],
  ])
  expect(planInstalments({ schedule, year, estimate: null, actual: null })).toEqual([])
})

test('an actual premium below the shares shortens the last of them and leaves nothing negative', () => {
  const plan = planInstalments({ schedule, year: YEAR_2026, estimate, actual: yuan('9000000') })
  expect(plan.map(({ amount }) => amount)).toEqual([
    yuan('4125000'),
    yuan('4125000'),
    yuan('750000'),
    0n,
  ])
})

test('a year that is no calendar year counts its own months, also from the middle of one', () => {
  const year = { number: 1, startsOn: '2026-07-01', endsOn: '2027-06-30' } as const
  expect(
    planInstalments({ schedule, year, estimate, actual: null }).map((one) => one.dueOn),
  ).toEqual(['2027-03-31', '2027-06-30'])
  expect(lastDayOf(schedule.clearingMonth, year)).toBe('2027-09-30')
  const fromTheMiddle = { number: 1, startsOn: '2026-07-15', endsOn: '2027-07-14' } as const
  expect(lastDayOf(12, fromTheMiddle)).toBe('2027-07-14')
  expect(lastDayOf(8, { number: 1, startsOn: '2027-07-01', endsOn: '2028-06-30' })).toBe(
    '2028-02-29',
  )
})

test('a last year cut short pays within itself and is cleared counted from its end', () => {
  const year = { number: 3, startsOn: '2027-01-01', endsOn: '2027-06-30' } as const
  expect(
    planInstalments({ schedule, year, estimate, actual: null }).map((one) => one.dueOn),
  ).toEqual(['2027-04-30', '2027-06-30', '2027-06-30', '2027-06-30'])
  expect(lastDayOf(schedule.clearingMonth, year)).toBe('2027-09-30')
})

test('the instalments of every year add up to its premium to the fen, none negative', () => {
  const amount = fc.option(fc.bigInt({ min: 1n, max: 10n ** 15n }))
  const shares = fc.array(fc.bigInt({ min: 1n, max: 250_000n }), { maxLength: 4 })
  fc.assert(
    fc.property(
      amount,
      amount,
      shares,
      fc.constantFrom(1, 2, 7),
      (estimated, actual, cut, number) => {
        const plan = planInstalments({
          schedule: {
            ...schedule,
            instalments: [
              ...cut.map((share, index) => ({
                years: 'every' as const,
                dueMonth: index + 1,
                share,
                atMost: false,
              })),
              { years: 'every', dueMonth: 12, share: null, atMost: false },
            ],
          },
          year: { ...YEAR_2025, number },
          estimate: estimated,
          actual,
        })
        expect(sum(plan.map((one) => one.amount))).toBe(actual ?? estimated ?? 0n)
        expect(plan.every((one) => one.amount >= 0n)).toBe(true)
      },
    ),
  )
})
