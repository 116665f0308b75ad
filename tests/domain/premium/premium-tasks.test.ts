import { expect, test } from 'vitest'
import { type PlainDate } from '#app/domain/calendar.ts'
import { compareHeadcounts } from '#app/domain/premium/compare-headcounts.ts'
import { instalmentStates } from '#app/domain/premium/instalment-states.ts'
import { planInstalments } from '#app/domain/premium/plan-instalments.ts'
import { premiumTasks } from '#app/domain/premium/premium-tasks.ts'
import { PANJIN_SCHEDULE } from '#seeds/story/terms.ts'
import { yuan } from '#tests/yuan.ts'
import { YEAR_2025 } from './panjin.ts'

type Facts = Parameters<typeof premiumTasks>[0]

const AGREED: Facts['headcounts'] = [
  { kind: 'estimate', enrolmentDate: '2025-06-30', agreed: true },
  { kind: 'actual', enrolmentDate: '2025-06-30', agreed: true },
]

function tasksOn(
  today: PlainDate,
  {
    headcounts = AGREED,
    payments = [],
  }: { headcounts?: Facts['headcounts']; payments?: Facts['payments'] } = {},
) {
  const estimate = yuan('16500000')
  const plan = planInstalments({
    schedule: PANJIN_SCHEDULE,
    year: YEAR_2025,
    estimate,
    actual: estimate,
  })
  const instalments = instalmentStates(plan, payments, today)
  return premiumTasks({ year: YEAR_2025, headcounts, payments, instalments, today })
}

test('the fund owes an estimate from the first day of the year and the actual headcount from the enrolment date', () => {
  const kinds = (today: PlainDate, headcounts: Facts['headcounts']) =>
    tasksOn(today, { headcounts }).map(({ kind }) => kind)
  expect(kinds('2024-12-31', [])).toEqual([])
  expect(kinds('2025-01-01', [])).toEqual(['state-headcount'])
  const estimate = AGREED.slice(0, 1)
  expect(kinds('2025-06-29', estimate)).toEqual([])
  expect(kinds('2025-06-30', estimate)).toEqual(['state-headcount'])
  expect(
    kinds('2025-06-30', [
      ...estimate,
      { kind: 'actual', enrolmentDate: '2025-06-30', agreed: null },
    ]),
  ).toEqual(['answer-headcount'])
  expect(kinds('2025-06-30', AGREED)).toEqual([])
})

test('an instalment is prepared from thirty days before its day and overdue from the day after it', () => {
  const outstanding = yuan('9900000')
  const first = { kind: 'pay-instalment', party: 'fund', due: '2025-09-30', outstanding }
  expect(tasksOn('2025-08-30')).toEqual([])
  expect(tasksOn('2025-08-31')).toEqual([{ ...first, isOverdue: false }])
  expect(tasksOn('2025-09-30')).toEqual([{ ...first, isOverdue: false }])
  expect(tasksOn('2025-10-01')).toEqual([{ ...first, isOverdue: true }])
})

test('a receipt is asked for from the fourth day after the payment', () => {
  const payment = { amount: yuan('9900000'), paidOn: '2025-09-20', receivedOn: null } as const
  expect(tasksOn('2025-09-23', { payments: [payment] })).toEqual([])
  expect(tasksOn('2025-09-24', { payments: [payment] })).toEqual([
    {
      kind: 'confirm-receipt',
      party: 'insurer',
      due: '2025-09-23',
      paidOn: '2025-09-20',
      amount: yuan('9900000'),
    },
  ])
  const received = { ...payment, receivedOn: '2025-09-22' } as const
  expect(tasksOn('2025-09-24', { payments: [received] })).toEqual([])
})

test('each agreed headcount is held against the one before, in people and in premium', () => {
  const terms = { headcount: 200_000n, fundingPerHead: yuan('82.5') }
  const stated = (kind: 'estimate' | 'actual', headcount: bigint, agreed: boolean | null) => ({
    kind,
    headcount,
    premium: headcount * terms.fundingPerHead,
    agreed,
  })
  const compared = compareHeadcounts(terms, [
    stated('actual', 199_000n, true),
    stated('actual', 150_000n, false),
    stated('estimate', 201_000n, true),
  ])
  expect(compared).toEqual([
    {
      stage: 'tender',
      headcount: 200_000n,
      premium: yuan('16500000'),
      headcountChange: null,
      premiumChange: null,
    },
    {
      stage: 'estimate',
      headcount: 201_000n,
      premium: yuan('16582500'),
      headcountChange: 1_000n,
      premiumChange: yuan('82500'),
    },
    {
      stage: 'actual',
      headcount: 199_000n,
      premium: yuan('16417500'),
      headcountChange: -2_000n,
      premiumChange: -yuan('165000'),
    },
  ])
})
