import { expect, test } from 'vitest'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { lotTotal } from '#app/domain/tender/lot-amounts.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { buildOpeningOfficers, buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import tenders from '#tests/vectors/real-tenders.json' with { type: 'json' }
import { rate, yuan } from '#tests/yuan.ts'

function problems(
  overrides: Partial<TenderTerms>,
  { today = '2026-03-02' as const, openingOfficers = buildOpeningOfficers() } = {},
): string[] {
  return checkTender(buildTenderTerms(overrides), { today, openingOfficers }).map(
    ({ path, problem }) => `${path} ${problem}`,
  )
}

const timetable = (overrides: Partial<TenderTerms['timetable']>) => ({
  timetable: { ...buildTenderTerms().timetable, ...overrides },
})

test('a lawful tender has no problem', () => {
  expect(problems({})).toEqual([])
  expect(problems({ regime: 'bidding-law' })).toEqual([])
})

test('nineteen days to the deadline are too few, twenty are enough; the refusal names rule and first day', () => {
  expect(problems(timetable({ bidDeadline: new Date('2026-03-22T00:00:00+08:00') }))).toEqual([])
  const early = buildTenderTerms(timetable({ bidDeadline: new Date('2026-03-21T23:59:59+08:00') }))
  expect(
    checkTender(early, { today: '2026-03-02', openingOfficers: buildOpeningOfficers() }),
  ).toMatchObject([
    {
      path: 'bidDeadline',
      problem: 'deadline-too-early',
      earliest: '2026-03-22',
      rule: { source: expect.stringContaining('第三十五条') },
    },
  ])
})

test('documents are available five working days, the first day counted, or five days', () => {
  expect(problems(timetable({ documentsUntil: '2026-03-05' }))).toEqual([
    'documentsUntil documents-too-short',
  ])
  expect(
    problems({
      ...timetable({
        documentsFrom: '2026-03-07',
        documentsUntil: '2026-03-11',
        bidDeadline: new Date('2026-04-01T09:00:00+08:00'),
      }),
    }),
  ).toEqual(['documentsUntil documents-too-short'])
  expect(
    problems({
      regime: 'bidding-law',
      ...timetable({
        documentsFrom: '2026-03-07',
        documentsUntil: '2026-03-11',
        bidDeadline: new Date('2026-04-01T09:00:00+08:00'),
      }),
    }),
  ).toEqual([])
  expect(
    problems({
      regime: 'bidding-law',
      ...timetable({
        documentsFrom: '2026-03-07',
        documentsUntil: '2026-03-10',
        bidDeadline: new Date('2026-04-01T09:00:00+08:00'),
      }),
    }),
  ).toEqual(['documentsUntil documents-too-short'])
})

test('issue on the day of publication is the earliest', () => {
  expect(problems({}, { today: '2026-03-02' })).toEqual([])
  expect(problems({}, { today: '2026-03-03' as '2026-03-02' })).toEqual([
    'documentsFrom issue-day-is-past',
  ])
})

test('bid security is at most 2% of the budget, to the fen', () => {
  expect(problems({ bidSecurity: yuan('21265800') })).toEqual([])
  expect(problems({ bidSecurity: yuan('21265800.01') })).toEqual([
    'bidSecurity bid-security-too-high',
  ])
})

test('a term under 36 months needs a reason', () => {
  expect(problems({ termMonths: 35 })).toEqual(['termMonths term-short-without-reason'])
  expect(problems({ termMonths: 35, shortTermReason: '与统筹区调整衔接' })).toEqual([])
})

test('ratios are at least 50% and rise with cost', () => {
  const tiers = (low: string, high: string) => ({
    benefitTerms: {
      ...buildTenderTerms().benefitTerms,
      tiers: [
        { upTo: yuan('30000'), payoutRatio: rate(low) },
        { upTo: null, payoutRatio: rate(high) },
      ],
    },
  })
  expect(problems(tiers('0.5', '0.5'))).toEqual([])
  expect(problems(tiers('0.499999', '0.6'))).toEqual(['tiers.0.ratio payout-ratio-too-low'])
  expect(problems(tiers('0.7', '0.6'))).toEqual(['tiers.1.ratio payout-ratio-not-rising'])
})

test('points sum to exactly 100.00 and every criterion makes sense', () => {
  const [price, plan] = buildTenderTerms().criteria
  if (!price || !plan || price.by !== 'formula') throw new Error('the factory has two criteria')
  expect(problems({ criteria: [price, { ...plan, maxPoints: 3_999n }] })).toEqual([
    'criteria points-not-100',
  ])
  expect(
    problems({ criteria: [{ ...price, formula: { kind: 'highest-is-best' } }, plan] }),
  ).toEqual(['criteria.0.formula price-formula-backwards'])
  expect(
    problems({
      criteria: [
        { ...price, offer: 'profit-rate', formula: { kind: 'linear', worst: 1n, best: 1n } },
        plan,
      ],
    }),
  ).toEqual(['criteria.0.formula linear-needs-two-ends'])
  expect(problems({ criteria: [price, { ...plan, name: price.name }] })).toEqual([
    'criteria.1.name criterion-twice',
  ])
  expect(problems({ criteria: [] })).toEqual(['criteria no-criteria'])
})

test('what is missing or contradictory is named by place', () => {
  expect(problems({ title: ' ' })).toEqual(['title is-empty'])
  expect(problems({ lots: [] })).toContain('lots no-lots')
  expect(problems({ lots: [buildLot({ headcount: 0n })] })).toEqual([
    'lots.0.headcount must-be-positive',
  ])
  expect(problems({ lots: [buildLot({ priceFloor: yuan('67.01') })] })).toEqual([
    'lots.0.priceFloor floor-above-ceiling',
  ])
  expect(
    problems({
      lots: [buildLot({ bidBasis: 'fee-rate', priceCeiling: rate('1.1') })],
      budget: yuan('10000000000'),
    }),
  ).toContain('lots.0.priceCeiling rate-outside-0-to-1')
  const small = buildLot({ id: 'lot-2', number: 2, name: '小包', headcount: 100_000n })
  const withSmallLot = { lots: [buildLot(), small], budget: yuan('1100000000') }
  // Each lot has its own security: 2% of 100,000 people × 36 months × 67 yuan.
  expect(problems({ ...withSmallLot, bidSecurity: yuan('402000') })).toEqual([])
  expect(problems({ ...withSmallLot, bidSecurity: yuan('402000.01') })).toEqual([
    'bidSecurity bid-security-too-high',
  ])
  expect(problems({ budget: yuan('1063289999.99') })).toContain('budget budget-below-ceilings')
  expect(problems({ tierWeights: [rate('0.6'), rate('0.3')] })).toEqual([
    'tiers tier-weights-not-one',
  ])
  expect(problems({ coverageStartsOn: '2025-03-23' })).toEqual([
    'coverageStartsOn first-year-over-at-deadline',
  ])
  expect(problems({ coverageStartsOn: '2025-03-24' })).toEqual([])
  expect(problems({ profitRateCeiling: rate('1.1') })).toEqual([
    'profitRateCeiling rate-outside-0-to-1',
  ])
  expect(problems({}, { openingOfficers: [] })).toEqual([
    'openingOfficers too-few-opening-officers',
    'openingThreshold threshold-above-officers',
  ])
  const rules = buildTenderTerms().settlementRules
  expect(
    problems({ settlementRules: { ...rules, surplusBands: [], fundShareBeyond: -1n } }),
  ).toEqual(['surplusBands settlement-rules-unusable', 'fundShareBeyond settlement-rules-unusable'])
})

test('real tenders: 达州’s total and 眉山’s 86.00 a head in each lot', () => {
  const dazhou = tenders.find(({ id }) => id === 'dazhou-2020')
  const lot = buildLot({ headcount: BigInt(dazhou?.insured ?? 0) })
  expect(lotTotal(lot, yuan(dazhou?.awardPrice ?? ''), 36)).toBe(yuan(dazhou?.awardTotal ?? ''))
  const meishan = tenders.find(({ id }) => id === 'meishan-2024')
  for (const { headcount, ceilingTotal } of meishan?.lots ?? []) {
    const total = lotTotal(buildLot({ headcount: BigInt(headcount) }), yuan('86'), 12)
    expect(total - yuan(ceilingTotal) < yuan('86') && yuan(ceilingTotal) - total < yuan('86')).toBe(
      true,
    )
  }
})

test('a fee rate is a share of the premium, a service fee the whole', () => {
  const lot = buildLot({ headcount: 200_000n, fundingPerHead: yuan('82.5') })
  expect(lotTotal({ ...lot, bidBasis: 'fee-rate' }, rate('0.08'), 36)).toBe(yuan('3960000'))
  expect(lotTotal({ ...lot, bidBasis: 'service-fee' }, yuan('100'), 36)).toBe(yuan('100'))
  expect(lotTotal({ ...lot, bidBasis: 'payout-ratio' }, rate('0.9'), 36)).toBe(yuan('49500000'))
})
