import { expect, test } from 'vitest'
import { compareTerms } from '#app/domain/tender/compare-terms.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

const before = buildTenderTerms({
  clauses: [{ title: '专账', text: '单独核算' }],
  experience: [
    {
      year: '2024',
      insured: 1n,
      claimants: 1n,
      eligibleExpense: yuan('3'),
      payout: yuan('2'),
      premium: yuan('4'),
    },
  ],
})
const changes = (overrides: Partial<TenderTerms>) =>
  compareTerms(before, { ...before, ...overrides })
const paths = (overrides: Partial<TenderTerms>) => changes(overrides).map(({ path }) => path)

test('the same terms differ in nothing, however their dates and lists were made', () => {
  const { bidDeadline, ...dates } = before.timetable
  const timetable = { ...dates, bidDeadline: new Date(bidDeadline) }
  expect(changes({ timetable, lots: before.lots.map((lot) => ({ ...lot })) })).toEqual([])
})

test('a change says its field, what was and what is', () => {
  expect(
    changes({ lots: [buildLot({ priceCeiling: yuan('66'), priceFloor: yuan('50') })] }),
  ).toEqual([
    { path: 'lots.0.priceCeiling', before: yuan('67'), after: yuan('66'), affectsBids: true },
    { path: 'lots.0.priceFloor', before: null, after: yuan('50'), affectsBids: true },
  ])
})

test('how it is called, whom to ask and the timetable affect no bid; all else does', () => {
  const later = { ...before.timetable, bidDeadline: new Date('2026-04-01T09:00:00+08:00') }
  const neutral = { title: '新', projectNumber: 'N', contact: '新', shortTermReason: '新' }
  expect(changes({ ...neutral, timetable: later }).filter((change) => change.affectsBids)).toEqual(
    [],
  )

  const [tier, ...tiers] = before.benefitTerms.tiers
  const affecting: Partial<TenderTerms>[] = [
    { lots: [buildLot({ headcount: 1n })] },
    { bidSecurity: yuan('1') },
    { termMonths: 60 },
    { coverageStartsOn: '2027-01-01' },
    { profitRateCeiling: rate('0.04') },
    { tieBreakers: ['price'] },
    { criteria: before.criteria.map((row) => ({ ...row, maxPoints: row.maxPoints + 1n })) },
    { reviewItems: before.reviewItems.map((row) => ({ ...row, essential: true })) },
    { clauses: [{ title: '专账', text: '单独核算，每季报送' }] },
    { experience: [] },
    { settlementRules: { ...before.settlementRules, fundShareOfLoss: rate('0.4') } },
    { benefitTerms: { ...before.benefitTerms, deductible: yuan('15000') } },
    {
      benefitTerms: {
        ...before.benefitTerms,
        tiers: tier ? [{ ...tier, payoutRatio: rate('0.55') }, ...tiers] : tiers,
      },
    },
    {
      benefitTerms: { ...before.benefitTerms, categories: { 特困: { ratioUplift: rate('0.05') } } },
    },
  ]
  for (const overrides of affecting) {
    const found = changes(overrides)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ affectsBids }) => affectsBids)).toBe(true)
  }
})

test('a row put in or taken out leaves the other rows as they were', () => {
  const [price, plan] = before.criteria
  const staff = { id: 'c2', name: '人员', maxPoints: 1n, by: 'expert', guidance: '' } as const
  expect(price && plan && paths({ criteria: [price, staff, plan] })).toEqual([
    'criteria.2.name',
    'criteria.2.maxPoints',
    'criteria.2.by',
    'criteria.2.guidance',
  ])
  const removed = changes({ reviewItems: before.reviewItems.slice(1) })
  expect(removed.map(({ path, after }) => [path, after])).toEqual([
    ['reviewItems.0.stage', null],
    ['reviewItems.0.text', null],
    ['reviewItems.0.essential', null],
  ])
  expect(paths({ clauses: [{ title: '数据', text: '保密' }, ...before.clauses] })).toEqual([
    'clauses.1.kind',
    'clauses.1.title',
    'clauses.1.text',
  ])
})

test('a row that is reworded is one change, and its new id none', () => {
  const [licence, ...others] = before.reviewItems
  const reworded = licence && { ...licence, id: 'qualification-1', text: '保险业务许可证' }
  expect(reworded && changes({ reviewItems: [reworded, ...others] })).toEqual([
    {
      path: 'reviewItems.0.text',
      before: '保险业务许可',
      after: '保险业务许可证',
      affectsBids: true,
    },
  ])
})

test('no two changes have the same place', () => {
  const swapped = [...before.reviewItems].toReversed().slice(1)
  const found = paths({
    reviewItems: [...swapped, { id: 'x', stage: 'compliance', text: '新', essential: true }],
    criteria: before.criteria.slice(1),
    experience: [],
    clauses: [],
  })
  expect(new Set(found).size).toBe(found.length)
})
