import { expect, test } from 'vitest'
import { decideHeadcount } from '#app/domain/premium/decide-headcount.ts'
import { YEAR_2025 } from './panjin.ts'

const base = {
  stated: [],
  year: YEAR_2025,
  kind: 'actual',
  headcount: 200_000n,
  enrolmentDate: '2025-06-30',
  today: '2025-07-01',
} as const
const estimate = { kind: 'estimate', enrolmentDate: '2025-06-30', agreed: true } as const
const actual = { kind: 'actual', enrolmentDate: '2025-06-30', agreed: false } as const

function decide(overrides: Partial<Parameters<typeof decideHeadcount>[0]> = {}) {
  const decision = decideHeadcount({ ...base, ...overrides })
  return decision.ok ? 'accepted' : decision.refusal
}

test('an actual headcount may be stated from its enrolment date on, an estimate before', () => {
  expect(decide({ today: '2025-06-29' })).toBe('enrolment-not-over')
  expect(decide({ today: '2025-06-30' })).toBe('accepted')
  expect(decide({ kind: 'estimate', today: '2025-01-01' })).toBe('accepted')
})

test('the enrolment date lies within the year or before it', () => {
  const late = { today: '2026-02-01' } as const
  expect(decide({ ...late, enrolmentDate: '2025-12-31' })).toBe('accepted')
  expect(decide({ ...late, enrolmentDate: '2026-01-01' })).toBe('enrolment-outside-year')
})

test('the actual headcount is counted on the date of the agreed estimate', () => {
  expect(decide({ stated: [estimate] })).toBe('accepted')
  expect(decide({ stated: [estimate], enrolmentDate: '2025-06-29' })).toBe('enrolment-date-differs')
  const disputed = { ...estimate, agreed: false }
  expect(decide({ stated: [disputed], enrolmentDate: '2025-06-29' })).toBe('accepted')
})

test('one statement at a time: estimate answered, then actual, and no estimate after it', () => {
  expect(decide({ stated: [{ ...estimate, agreed: null }] })).toBe('answer-pending')
  expect(decide({ stated: [{ ...actual, agreed: null }] })).toBe('answer-pending')
  expect(decide({ stated: [{ ...actual, agreed: true }] })).toBe('already-agreed')
  expect(decide({ stated: [actual] })).toBe('accepted')
  expect(decide({ kind: 'estimate', stated: [actual] })).toBe('estimate-after-actual')
  expect(decide({ kind: 'estimate', stated: [estimate] })).toBe('already-agreed')
  expect(decide({ kind: 'estimate', stated: [{ ...estimate, agreed: null }] })).toBe(
    'answer-pending',
  )
  expect(decide({ headcount: 0n })).toBe('not-positive')
})
