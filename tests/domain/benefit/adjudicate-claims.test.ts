import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Claim,
  NEW_PERSON_YEAR,
  adjudicateClaims,
  payVisit,
} from '#app/domain/benefit/adjudicate-claims.ts'
import {
  type BenefitTerms,
  type Cap,
  type DatedBenefitTerms,
} from '#app/domain/benefit/benefit-terms.ts'
import {
  checkBenefitTerms,
  checkDatedBenefitTerms,
} from '#app/domain/benefit/check-benefit-terms.ts'
import { PPM_ONE, divideHalfUp, sum } from '#app/domain/money.ts'
import vectors from '#tests/vectors/benefits.json' with { type: 'json' }
import { rate, yuan } from '#tests/yuan.ts'

/** 湖北 2024. */
const HUBEI: BenefitTerms = {
  tierBasis: 'gross',
  deductible: yuan('12000'),
  tiers: [
    { upTo: yuan('30000'), payoutRatio: rate('0.6') },
    { upTo: yuan('100000'), payoutRatio: rate('0.65') },
    { upTo: null, payoutRatio: rate('0.75') },
  ],
  cap: null,
  categories: {},
  places: {},
}

function buildClaim(overrides: Partial<Claim> = {}): Claim {
  return {
    claimId: 'c1',
    personId: 'p1',
    visitDate: '2024-03-01',
    category: '',
    place: '',
    eligibleExpense: 0n,
    ...overrides,
  }
}

function payoutsOf(terms: BenefitTerms, visits: readonly Partial<Claim>[]) {
  const dated = [{ ...terms, from: '2024-01-01' as const }]
  return adjudicateClaims(
    dated,
    visits.map((visit) => buildClaim(visit)),
  ).payouts
}

for (const vector of vectors) {
  const terms: BenefitTerms = {
    tierBasis: vector.terms.tierBasis === 'net' ? 'net' : 'gross',
    deductible: yuan(vector.terms.deductible),
    tiers: vector.terms.tiers.map(({ upTo, ratio }, index, tiers) => ({
      upTo: index === tiers.length - 1 || upTo === null ? null : yuan(upTo),
      payoutRatio: rate(ratio),
    })),
    cap: vector.terms.cap ? { on: 'payout', amount: yuan(vector.terms.cap.amount) } : null,
    categories: {},
    places: {},
  }
  const { compliant_self_pay: total, prior_compliant_self_pay: prior = 0 } = vector.input
  const stated = yuan(String(vector.expected.payout))

  test(`published example ${vector.id} (${vector.place})`, () => {
    const visits = [prior, total - prior].map((amount) => ({
      eligibleExpense: yuan(String(amount)),
    }))
    const payouts = payoutsOf(terms, visits)
    if (!vector.reconciles) {
      expect(sum(payouts)).not.toBe(stated)
      expect(sum(payouts)).toBe(yuan(String(vector.recomputed)))
      return
    }
    expect(sum(payouts)).toBe(stated)
    if ('this_visit_payout' in vector.expected) {
      expect(payouts[1]).toBe(yuan(String(vector.expected.this_visit_payout)))
    }
  })
}

test('two visits are paid 17,300 and then 76,500: the deductible is taken once', () => {
  const visits = [{ eligibleExpense: yuan('40000') }, { eligibleExpense: yuan('110000') }]
  expect(payoutsOf(HUBEI, visits)).toEqual([yuan('17300'), yuan('76500')])
})

test('a hardship category has its own deductible, uplift and cap', () => {
  const terms: BenefitTerms = {
    ...HUBEI,
    cap: { on: 'payout', amount: yuan('50000') },
    categories: { 低保: { deductible: yuan('6000'), ratioUplift: rate('0.05'), cap: null } },
  }
  expect(payoutsOf(terms, [{ category: '低保', eligibleExpense: yuan('150000') }])).toEqual([
    yuan('104600'),
  ])
  expect(payoutsOf(terms, [{ eligibleExpense: yuan('150000') }])).toEqual([yuan('50000')])
})

test('a category may raise only the ratio and keep deductible and cap of everybody', () => {
  const terms: BenefitTerms = { ...HUBEI, categories: { 特困: { ratioUplift: rate('0.05') } } }
  expect(payoutsOf(terms, [{ category: '特困', eligibleExpense: yuan('13000') }])).toEqual([
    yuan('650'),
  ])
})

test('care elsewhere lowers the ratio, never below zero', () => {
  const terms: BenefitTerms = {
    ...HUBEI,
    places: { 省外: { ratioUplift: rate('-0.1') }, 境外: { ratioUplift: rate('-1') } },
  }
  expect(payoutsOf(terms, [{ place: '省外', eligibleExpense: yuan('13000') }])).toEqual([
    yuan('500'),
  ])
  expect(payoutsOf(terms, [{ place: '境外', eligibleExpense: yuan('13000') }])).toEqual([0n])
})

test('a ratio after uplift is never above one', () => {
  const terms: BenefitTerms = { ...HUBEI, categories: { 特困: { ratioUplift: rate('0.9') } } }
  expect(payoutsOf(terms, [{ category: '特困', eligibleExpense: yuan('13000') }])).toEqual([
    yuan('1000'),
  ])
})

test('a cap on eligible expense stops paying beyond it (天津)', () => {
  const terms: BenefitTerms = { ...HUBEI, cap: { on: 'eligible-expense', amount: yuan('20000') } }
  expect(payoutsOf(terms, [{ eligibleExpense: yuan('90000') }])).toEqual([yuan('4800')])
})

test('net edges are measured after the deductible of the person’s category', () => {
  const terms: BenefitTerms = {
    ...HUBEI,
    tierBasis: 'net',
    categories: { 低保: { deductible: yuan('6000') } },
  }
  expect(payoutsOf(terms, [{ eligibleExpense: yuan('42000') }])).toEqual([yuan('18000')])
  expect(payoutsOf(terms, [{ category: '低保', eligibleExpense: yuan('36000') }])).toEqual([
    yuan('18000'),
  ])
})

test('new terms act on visits from their day on; earlier slices stay as paid', () => {
  const terms: DatedBenefitTerms[] = [
    { ...HUBEI, from: '2024-01-01' },
    { ...HUBEI, from: '2024-07-01', deductible: yuan('10000') },
  ]
  const visit = (visitDate: Claim['visitDate'], amount: string) =>
    buildClaim({ visitDate, eligibleExpense: yuan(amount) })
  expect(
    adjudicateClaims(terms, [visit('2024-06-30', '12000'), visit('2024-07-01', '1000')]).payouts,
  ).toEqual([0n, yuan('600')])
  expect(adjudicateClaims(terms, [visit('2024-06-30', '11000')]).payouts).toEqual([0n])
  expect(adjudicateClaims(terms, [visit('2024-07-01', '11000')]).payouts).toEqual([yuan('600')])
})

test('losing a no-cap category never takes money back', () => {
  const terms: BenefitTerms = {
    ...HUBEI,
    cap: { on: 'payout', amount: yuan('1000') },
    categories: { 低保: { cap: null } },
  }
  const visits = [
    { category: '低保', eligibleExpense: yuan('20000') },
    { eligibleExpense: yuan('20000') },
  ]
  expect(payoutsOf(terms, visits)).toEqual([yuan('4800'), 0n])
})

test('a visit before the first terms is a bug of the caller', () => {
  const terms = [{ ...HUBEI, from: '2024-01-01' as const }]
  expect(() => adjudicateClaims(terms, [buildClaim({ visitDate: '2023-12-31' })])).toThrow(
    '2023-12-31',
  )
})

const ratio = fc.bigInt({ min: 0n, max: PPM_ONE })
const amount = fc.bigInt({ min: 0n, max: 300_000_00n })
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const cap = fc.oneof(
  fc.constant(null),
  fc.record({
    on: fc.constantFrom('payout' as const, 'eligible-expense' as const),
    amount: fc.bigInt({ min: 1n, max: 200_000_00n }),
  }),
)
const anyTerms: fc.Arbitrary<BenefitTerms> = fc
  .record({
    tierBasis: fc.constantFrom('gross' as const, 'net' as const),
    deductible: fc.bigInt({ min: 0n, max: 30_000_00n }),
    widths: fc.array(fc.bigInt({ min: 1n, max: 50_000_00n }), { maxLength: 4 }),
    ratios: fc.array(ratio, { minLength: 5, maxLength: 5 }),
    cap,
    hardship: fc.record({
      deductible: optional(fc.bigInt({ min: 0n, max: 30_000_00n })),
      ratioUplift: optional(fc.bigInt({ min: -PPM_ONE, max: PPM_ONE })),
      cap: optional(cap),
    }),
    away: fc.bigInt({ min: -PPM_ONE, max: PPM_ONE }),
  })
  .map(({ tierBasis, deductible, widths, ratios, cap: everybodysCap, hardship, away }) => ({
    tierBasis,
    deductible,
    tiers: [...widths, null].map((width, index) => ({
      upTo: width === null ? null : sum(widths.slice(0, index + 1)),
      payoutRatio: ratios[index] ?? 0n,
    })),
    cap: everybodysCap,
    categories: { 低保: hardship },
    places: { 省外: { ratioUplift: away } },
  }))
const anyVisit = fc.record({
  eligibleExpense: amount,
  category: fc.constantFrom('', '低保'),
  place: fc.constantFrom('', '省外'),
})

test('terms made at random are usable terms', () => {
  fc.assert(
    fc.property(anyTerms, (terms) => {
      expect(checkBenefitTerms(terms)).toEqual([])
    }),
  )
})

test('splitting a visit never changes the year’s total', () => {
  fc.assert(
    fc.property(
      anyTerms,
      fc.array(anyVisit, { maxLength: 5 }),
      anyVisit,
      amount,
      (terms, before, visit, part) => {
        const first = part < visit.eligibleExpense ? part : visit.eligibleExpense
        const halves = [
          { ...visit, eligibleExpense: first },
          { ...visit, eligibleExpense: visit.eligibleExpense - first },
        ]
        expect(sum(payoutsOf(terms, [...before, ...halves]))).toBe(
          sum(payoutsOf(terms, [...before, visit])),
        )
      },
    ),
    { numRuns: 500 },
  )
})

test('a payout is never negative and never above the expense', () => {
  fc.assert(
    fc.property(anyTerms, fc.array(anyVisit, { maxLength: 6 }), (terms, visits) => {
      const payouts = payoutsOf(terms, visits)
      expect(payouts.every((payout) => payout >= 0n)).toBe(true)
      expect(sum(payouts) <= sum(visits.map((visit) => visit.eligibleExpense))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('reordering equal-day visits of different people changes nobody’s total', () => {
  const visits = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), anyVisit), { maxLength: 8 })
  fc.assert(
    fc.property(anyTerms, visits, (terms, mixed) => {
      const claims = mixed.map(([personId, visit]) => ({ ...visit, personId }))
      const byPerson = claims.toSorted((x, y) => x.personId.localeCompare(y.personId))
      expect(sum(payoutsOf(terms, byPerson))).toBe(sum(payoutsOf(terms, claims)))
    }),
  )
})

test('more expense on the last visit never pays less', () => {
  fc.assert(
    fc.property(
      anyTerms,
      fc.array(anyVisit, { maxLength: 3 }),
      anyVisit,
      amount,
      (terms, before, last, more) => {
        const dearer = { ...last, eligibleExpense: last.eligibleExpense + more }
        const [paid, paidMore] = [last, dearer].map((visit) => payoutsOf(terms, [...before, visit]))
        expect((paidMore?.at(-1) ?? 0n) >= (paid?.at(-1) ?? 0n)).toBe(true)
      },
    ),
  )
})

/** Terms small enough to walk through fen by fen. */
const smallTerms = anyTerms.map((terms): BenefitTerms => {
  const small = (value: Cap | null) => value && { ...value, amount: (value.amount % 60n) + 1n }
  const { 低保: hardship = {} } = terms.categories
  return {
    ...terms,
    deductible: terms.deductible % 40n,
    tiers: terms.tiers.map((tier, index) => ({
      ...tier,
      upTo: tier.upTo === null ? null : 15n * BigInt(index + 1),
    })),
    cap: small(terms.cap),
    categories: {
      低保: {
        ...hardship,
        ...(hardship.deductible === undefined ? {} : { deductible: hardship.deductible % 20n }),
        ...(hardship.cap === undefined ? {} : { cap: small(hardship.cap) }),
      },
    },
  }
})

/** An independent reading of the rule: one fen after the other, each at its own ratio. */
function payFenByFen(list: readonly DatedBenefitTerms[], claims: readonly Claim[]) {
  let spent = 0n
  let exact = 0n
  for (const { visitDate, category, place, eligibleExpense } of claims) {
    const terms = list.filter(({ from }) => from <= visitDate).at(-1) ?? list[0]
    const hardship = category === '低保' ? (terms?.categories['低保'] ?? {}) : {}
    const deductible = hardship.deductible ?? terms?.deductible ?? 0n
    const limit = 'cap' in hardship && hardship.cap !== undefined ? hardship.cap : terms?.cap
    const uplift =
      (hardship.ratioUplift ?? 0n) +
      (place === '省外' ? (terms?.places['省外']?.ratioUplift ?? 0n) : 0n)
    for (let fen = 0n; fen < eligibleExpense; fen += 1n, spent += 1n) {
      if (spent < deductible) continue
      if (limit?.on === 'eligible-expense' && spent >= limit.amount) continue
      const measured = terms?.tierBasis === 'net' ? spent - deductible : spent
      const tier = terms?.tiers.find(({ upTo }) => upTo === null || measured < upTo)
      const raised = (tier?.payoutRatio ?? 0n) + uplift
      const ratioPaid = raised < 0n ? 0n : raised > PPM_ONE ? PPM_ONE : raised
      const room = limit?.on === 'payout' ? limit.amount * PPM_ONE - exact : ratioPaid
      exact += room < 0n ? 0n : room < ratioPaid ? room : ratioPaid
    }
  }
  return divideHalfUp(exact, PPM_ONE)
}

test('paying fen by fen gives the same, with changing terms, categories, places and caps', () => {
  const visits = fc.array(
    fc.record({
      eligibleExpense: fc.bigInt({ min: 0n, max: 60n }),
      category: fc.constantFrom('', '低保'),
      place: fc.constantFrom('', '省外'),
    }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(smallTerms, smallTerms, visits, (first, second, year) => {
      const list: DatedBenefitTerms[] = [
        { ...first, from: '2024-01-01' },
        { ...second, from: '2024-01-03' },
      ]
      const dates = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05'] as const
      const claims = year.map((visit, index) =>
        buildClaim({ ...visit, visitDate: dates[index] ?? '2024-01-05' }),
      )
      expect(adjudicateClaims(list, claims.toReversed()).payout).toBe(payFenByFen(list, claims))
    }),
    { numRuns: 2000 },
  )
})

test('the person-year keeps what was paid exactly, not rounded', () => {
  const paid = payVisit(
    NEW_PERSON_YEAR,
    { category: '', place: '', eligibleExpense: yuan('12000.01') },
    HUBEI,
  )
  expect(paid).toEqual({
    year: { eligibleExpense: yuan('12000.01'), exactPayout: 600_000n },
    payout: 1n,
  })
})

test('unusable terms are named by place', () => {
  const bad: BenefitTerms = {
    ...HUBEI,
    deductible: -1n,
    tiers: [
      { upTo: null, payoutRatio: rate('1.1') },
      { upTo: 5n, payoutRatio: 0n },
    ],
    cap: { on: 'payout', amount: 0n },
    categories: { 低保: { deductible: -1n, ratioUplift: 2n * PPM_ONE } },
    places: { 省外: { ratioUplift: -2n * PPM_ONE } },
  }
  expect(checkBenefitTerms(bad).map(({ path, problem }) => `${path.join('.')} ${problem}`)).toEqual(
    [
      'tiers.0.upTo only-last-edge-open',
      'tiers.0.ratio ratio-outside-0-to-1',
      'tiers.1.upTo last-edge-must-be-open',
      'deductible must-not-be-negative',
      'cap.amount must-be-positive',
      'categories.低保.deductible must-not-be-negative',
      'categories.低保.ratioUplift uplift-outside-1',
      'places.省外.ratioUplift uplift-outside-1',
    ],
  )
  const sameDay = [
    { ...HUBEI, from: '2024-01-01' as const },
    { ...HUBEI, from: '2024-01-01' as const },
  ]
  expect(checkDatedBenefitTerms(sameDay)).toEqual([
    { path: [1, 'from'], problem: 'dates-must-rise' },
  ])
  expect(checkDatedBenefitTerms([])).toEqual([{ path: [], problem: 'no-terms' }])
})
