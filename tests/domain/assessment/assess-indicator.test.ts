import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessIndicator, yearDeduction } from '#app/domain/assessment/assess-indicator.ts'
import {
  type AssessmentCourse,
  assessmentState,
  decisionRefusal,
  isMeasurable,
  lastReplyDay,
  replyRefusal,
} from '#app/domain/assessment/assessment-course.ts'
import { checkAssessmentTerms } from '#app/domain/assessment/check-assessment-terms.ts'
import { ASSESSMENT } from '#tests/factories/tender-terms.ts'
import { TYPICAL_ASSESSMENT } from '#app/routes/tenders/typical-contract-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

const satisfaction = {
  direction: 'at-least' as const,
  target: rate('0.9'),
  step: rate('0.01'),
  deductionPerStep: rate('0.001'),
  deductionCap: rate('0.005'),
}
const days = {
  direction: 'at-most' as const,
  target: 15n,
  step: 2n,
  deductionPerStep: rate('0.0005'),
  deductionCap: rate('0.002'),
}
const PREMIUM = yuan('352314000')

test('each started step costs its share of the premium, and no more than the cap', () => {
  expect(assessIndicator(satisfaction, rate('0.875'), PREMIUM)).toEqual({
    shortfall: rate('0.025'),
    steps: 3n,
    rate: rate('0.003'),
    uncapped: yuan('1056942'),
    cap: yuan('1761570'),
    deduction: yuan('1056942'),
  })
  expect(assessIndicator(satisfaction, rate('0.5'), PREMIUM)).toMatchObject({
    steps: 40n,
    uncapped: yuan('14092560'),
    deduction: yuan('1761570'),
  })
})

test('the target itself and what is better cost nothing, a hair beyond it a whole step', () => {
  expect(assessIndicator(satisfaction, rate('0.9'), PREMIUM)).toMatchObject({ deduction: 0n })
  expect(assessIndicator(satisfaction, rate('0.95'), PREMIUM)).toMatchObject({ shortfall: 0n })
  expect(assessIndicator(satisfaction, rate('0.899999'), PREMIUM)).toMatchObject({ steps: 1n })
  expect(assessIndicator(days, 15n, PREMIUM)).toMatchObject({ deduction: 0n })
  expect(assessIndicator(days, 16n, PREMIUM)).toMatchObject({ shortfall: 1n, steps: 1n })
  expect(assessIndicator(days, 18n, PREMIUM)).toMatchObject({ shortfall: 3n, steps: 2n })
})

test('half a fen is rounded up once', () => {
  expect(assessIndicator({ ...days, deductionPerStep: 500n }, 16n, 1_000n).deduction).toBe(1n)
  expect(assessIndicator({ ...days, deductionPerStep: 499n }, 16n, 1_000n).deduction).toBe(0n)
})

test('a deduction never exceeds its cap and never falls as the shortfall grows', () => {
  const whole = fc.bigInt({ min: 0n, max: 2_000_000n })
  fc.assert(
    fc.property(
      whole,
      whole,
      fc.bigInt({ min: 1n, max: 100_000n }),
      whole,
      fc.bigInt({ min: 0n, max: 10n ** 14n }),
      (target, measured, step, perStep, premium) => {
        const indicator = { ...satisfaction, target, step, deductionPerStep: perStep % 1_000_001n }
        const result = assessIndicator(indicator, measured, premium)
        const worse = assessIndicator(indicator, measured - 1n, premium)
        expect(result.deduction <= result.cap && result.deduction <= worse.deduction).toBe(true)
        expect(result.steps * step >= result.shortfall).toBe(true)
        expect((result.steps - 1n) * step < result.shortfall).toBe(true)
      },
    ),
  )
})

test('the settlement’s line is the sum of what was decided', () => {
  expect(yearDeduction([])).toBe(0n)
  expect(yearDeduction([{ deduction: 3n }, { deduction: 0n }, { deduction: 4n }])).toBe(7n)
})

const course: AssessmentCourse = {
  proposedDeduction: 100n,
  replyUntil: '2027-07-09',
  reply: null,
  decision: null,
}
const objects = { stance: 'objects', text: '口径不一致' } as const
const replied = { ...course, reply: { stance: 'objects' as const } }

test('the insurer may reply up to the end of its last day; only then may the deduction be decided unheard', () => {
  expect(replyRefusal(course, objects, '2027-07-09')).toBeUndefined()
  expect(replyRefusal(course, objects, '2027-07-10')).toBe('reply-window-over')
  const whole = { deduction: 100n, reason: '' }
  expect(assessmentState(course, '2027-07-09')).toBe('awaiting-reply')
  expect(decisionRefusal(course, whole, '2027-07-09')).toBe('reply-window-open')
  expect(decisionRefusal(course, whole, '2027-07-10')).toBeUndefined()
  expect(decisionRefusal(replied, whole, '2027-07-02')).toBeUndefined()
})

test('what is decided stays within the formula, and a difference has its reason', () => {
  const decide = (deduction: bigint, reason: string) =>
    decisionRefusal(replied, { deduction, reason }, '2027-07-02')
  expect(decide(101n, '更高')).toBe('deduction-out-of-range')
  expect(decide(-1n, '更低')).toBe('deduction-out-of-range')
  expect(decide(99n, '')).toBe('reason-missing')
  expect(decide(99n, '采纳部分异议')).toBeUndefined()
  expect(decide(0n, '采纳异议')).toBeUndefined()
})

test('a reply comes once, an objection with its reason, and nothing follows a decision', () => {
  expect(replyRefusal(course, { stance: 'objects', text: '' }, '2027-07-02')).toBe('reason-missing')
  expect(replyRefusal(course, { stance: 'accepts', text: '' }, '2027-07-02')).toBeUndefined()
  expect(replyRefusal(replied, objects, '2027-07-02')).toBe('already-replied')
  const decided = { ...replied, decision: { deduction: 1n } }
  expect(replyRefusal(decided, objects, '2027-07-02')).toBe('already-decided')
  expect(decisionRefusal(decided, { deduction: 1n, reason: 'x' }, '2027-07-02')).toBe(
    'already-decided',
  )
  const reached = { ...course, proposedDeduction: 0n }
  expect(replyRefusal(reached, objects, '2027-07-02')).toBe('no-deduction')
  expect(decisionRefusal(reached, { deduction: 0n, reason: '' }, '2027-08-02')).toBe('no-deduction')
})

test('the window counts working days after the record, with holidays and the administrator’s days', () => {
  const terms = { replyWorkingDays: 5 }
  expect(lastReplyDay(terms, '2025-09-26', {})).toBe('2025-10-10') // make-up Sunday the 28th, then National Day
  expect(lastReplyDay(terms, '2026-07-01', {})).toBe('2026-07-08')
  expect(lastReplyDay(terms, '2026-07-01', { '2026-07-03': 'day-off' })).toBe('2026-07-09')
  expect(lastReplyDay(terms, '2026-07-01', { '2026-07-04': 'working-day' })).toBe('2026-07-07')
})

test('a rate lies between nothing and all, a count is not negative', () => {
  expect(isMeasurable({ unit: 'rate' }, 1_000_000n)).toBe(true)
  expect(isMeasurable({ unit: 'rate' }, 1_000_001n)).toBe(false)
  expect(isMeasurable({ unit: 'days' }, 1_000_001n)).toBe(true)
  expect(isMeasurable({ unit: 'count' }, -1n)).toBe(false)
})

test('what a tender starts from is usable, and each fault is said at its place', () => {
  expect(checkAssessmentTerms(TYPICAL_ASSESSMENT)).toEqual([])
  const [first, second] = ASSESSMENT.indicators
  if (!first || !second) throw new Error('the factory has two indicators')
  const problems = (indicators: typeof ASSESSMENT.indicators, replyWorkingDays = 5) =>
    checkAssessmentTerms({ replyWorkingDays, indicators }).map(
      ({ path, problem }) => `${path} ${problem}`,
    )
  expect(problems([first, second])).toEqual([])
  expect(problems([], 0)).toEqual([
    'replyWorkingDays reply-days-out-of-range',
    'indicators no-indicators',
  ])
  expect(problems([first], 61)).toEqual(['replyWorkingDays reply-days-out-of-range'])
  expect(problems([first, { ...second, id: first.id }])).toEqual([
    'indicators.1.name indicator-twice',
  ])
  expect(problems([first, { ...second, name: ` ${first.name}` }])).toEqual([
    'indicators.1.name indicator-twice',
  ])
  expect(problems([{ ...first, name: ' ', target: rate('1') + 1n, step: 0n }])).toEqual([
    'indicators.0.name is-empty',
    'indicators.0.target target-out-of-range',
    'indicators.0.step must-be-positive',
  ])
  expect(problems([{ ...first, deductionPerStep: -1n, deductionCap: rate('1') + 1n }])).toEqual([
    'indicators caps-above-premium',
    'indicators.0.deductionPerStep rate-outside-0-to-1',
    'indicators.0.deductionCap rate-outside-0-to-1',
  ])
  expect(problems([{ ...first, deductionCap: first.deductionPerStep - 1n }])).toEqual([
    'indicators.0.deductionCap cap-below-step',
  ])
})
