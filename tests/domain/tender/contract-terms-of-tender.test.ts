import { expect, test } from 'vitest'
import { checkAmendment } from '#app/domain/tender/amendment.ts'
import { checkTemplate } from '#app/domain/tender/check-template.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { compareTerms } from '#app/domain/tender/compare-terms.ts'
import { applyTemplate, copyTerms } from '#app/domain/tender/copy-terms.ts'
import {
  checkStandardClauses,
  clauseKind,
  hasSameStandardClauses,
} from '#app/domain/tender/standard-clauses.ts'
import { type ContractClause, type TenderTerms } from '#app/domain/tender/tender.ts'
import { buildOpeningOfficers, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { rate } from '#tests/yuan.ts'

const standard = (title: string, text = title): ContractClause => ({
  kind: 'standard',
  title,
  text,
})
const special = (title: string): ContractClause => ({ kind: 'special', title, text: title })
const officers = { openingOfficers: buildOpeningOfficers() }

const problems = (overrides: Partial<TenderTerms>) =>
  checkTender(buildTenderTerms(overrides), { today: '2026-03-02', ...officers }).map(
    ({ path, problem }) => `${path} ${problem}`,
  )

test('a tender says how premium is paid, what is measured and which causes count', () => {
  expect(problems({})).toEqual([])
  expect(problems({ paymentSchedule: null, assessment: null, policyLossCauses: [] })).toEqual([
    'policyLossCauses no-loss-causes',
    'instalments no-payment-schedule',
    'indicators no-indicators',
  ])
  const { paymentSchedule, assessment } = buildTenderTerms()
  expect(
    problems({
      paymentSchedule: paymentSchedule && { ...paymentSchedule, paymentWorkingDays: 0 },
      assessment: assessment && { ...assessment, replyWorkingDays: 0 },
    }),
  ).toEqual(['paymentWorkingDays must-be-positive', 'replyWorkingDays reply-days-out-of-range'])
})

const amended = (before: Partial<TenderTerms>, after: Partial<TenderTerms>) =>
  checkAmendment(buildTenderTerms(before), buildTenderTerms({ ...before, ...after }), {
    now: new Date('2026-03-03T10:00:00+08:00'),
    ...officers,
  }).map(({ path, problem }) => `${path} ${problem}`)

test('documents published without schedule and indicators may be amended otherwise, but not lose them', () => {
  const silent = { paymentSchedule: null, assessment: null }
  expect(amended(silent, { contact: '李华' })).toEqual([])
  expect(amended({}, silent)).toEqual([
    'instalments no-payment-schedule',
    'indicators no-indicators',
  ])
})

test('an amendment leaves the standard clauses as they were published', () => {
  const clauses = [standard('保密'), special('拨付')]
  expect(amended({ clauses }, { clauses: [standard('保密'), special('服务')] })).toEqual([])
  for (const changed of [
    [],
    [special('保密')],
    [standard('保密', '改')],
    [...clauses, standard('新')],
  ])
    expect(amended({ clauses }, { clauses: changed })).toEqual(['clauses standard-clauses-fixed'])
})

test('what was written before clauses had kinds counts as standard', () => {
  expect(clauseKind({})).toBe('standard')
  expect(hasSameStandardClauses([{ title: 'a', text: 'a' }], [standard('a')])).toBe(true)
  const before = buildTenderTerms({ clauses: [{ title: 'a', text: 'a' }] })
  expect(compareTerms(before, { ...before, clauses: [standard('a')] })).toEqual([])
  expect(compareTerms(before, { ...before, clauses: [special('a')] })).toMatchObject([
    { path: 'clauses.0.kind', before: 'standard', after: 'special' },
  ])
})

test('a tender takes a template’s standard clauses as they are, all of them, and adds its own', () => {
  const templates = [[standard('甲'), standard('乙'), special('丙')], [standard('丁')]]
  const check = (clauses: ContractClause[]) =>
    checkStandardClauses(clauses, templates).map(({ path, problem }) => `${path} ${problem}`)
  expect(check([])).toEqual([])
  expect(check([special('自拟')])).toEqual([])
  expect(check([special('自拟'), standard('甲'), standard('乙')])).toEqual([])
  expect(check([standard('丁')])).toEqual([])
  expect(check([special('自拟'), standard('甲'), standard('乙', '改')])).toEqual([
    'clauses.2.text standard-clause-changed',
  ])
  for (const incomplete of [
    [standard('甲')],
    [standard('乙'), standard('甲')],
    [standard('甲'), standard('乙'), standard('丁')],
  ])
    expect(check(incomplete)).toEqual(['clauses standard-clauses-incomplete'])
})

test('a template may fix causes and indicators; what it leaves open the tender keeps', () => {
  const terms = buildTenderTerms()
  const { termMonths, profitRateCeiling, settlementRules, assessment } = terms
  const content = {
    termMonths,
    profitRateCeiling,
    settlementRules,
    clauses: [standard('甲')],
    reviewItems: [],
  }
  expect(applyTemplate(terms, content)).toEqual({ ...terms, clauses: content.clauses })
  expect(
    applyTemplate(terms, { ...content, policyLossCauses: [], assessment: null }),
  ).toMatchObject({
    policyLossCauses: terms.policyLossCauses,
    assessment,
  })
  const fixed = assessment && { ...assessment, replyWorkingDays: 7 }
  expect(
    applyTemplate(terms, { ...content, policyLossCauses: ['catalogue'], assessment: fixed }),
  ).toMatchObject({ policyLossCauses: ['catalogue'], assessment: fixed })
  const broken = assessment && { ...assessment, replyWorkingDays: 0 }
  expect(checkTemplate({ ...content, assessment: broken }, '2026-03-02')).toEqual([
    {
      problem: 'assessment-unusable',
      path: 'replyWorkingDays',
      found: 'reply-days-out-of-range',
    },
  ])
})

test('a copy keeps schedule, indicators, causes and clauses', () => {
  const source = buildTenderTerms({ clauses: [standard('甲'), special('乙')] })
  const copy = copyTerms(source, { today: '2026-03-02', region: '别处', calendarOverrides: {} })
  const { policyLossCauses, paymentSchedule, assessment, clauses } = source
  expect(copy).toMatchObject({ policyLossCauses, paymentSchedule, assessment, clauses })
})

test('a changed indicator is found by its name, its values under their unit', () => {
  const before = buildTenderTerms()
  const [satisfaction, days] = before.assessment?.indicators ?? []
  if (!before.assessment || !satisfaction || !days) throw new Error('the factory has two')
  const indicators = [
    { ...days, target: 20n },
    { ...satisfaction, id: 'i2' },
  ]
  const after = { ...before, assessment: { ...before.assessment, indicators } }
  expect(compareTerms(before, after)).toEqual([
    { path: 'assessment.indicators.1.target.days', before: 15n, after: 20n, affectsBids: true },
  ])
  const rated = { ...days, unit: 'rate' as const, target: rate('0.2'), step: rate('0.01') }
  const inRates = { ...before.assessment, indicators: [satisfaction, rated] }
  expect(compareTerms(before, { ...before, assessment: inRates }).map(({ path }) => path)).toEqual([
    'assessment.indicators.1.unit',
    'assessment.indicators.1.target.days',
    'assessment.indicators.1.step.days',
    'assessment.indicators.1.target.rate',
    'assessment.indicators.1.step.rate',
  ])
})
