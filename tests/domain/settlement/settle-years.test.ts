import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PPM_ONE, formatYuan, shareOf, sum } from '#app/domain/money.ts'
import { checkSettlementTerms } from '#app/domain/settlement/check-settlement-terms.ts'
import { settleYear } from '#app/domain/settlement/settle-year.ts'
import { settleYears, sumFigures } from '#app/domain/settlement/settle-years.ts'
import { settlementDocument } from '#app/domain/settlement/settlement-document.ts'
import {
  type SettlementTerms,
  type SharingBand,
  type YearFigures,
  type YearSettlement,
} from '#app/domain/settlement/settlement-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'
import { readFormula } from './read-formula.ts'

/** 57号 in its plain form: 3% profit, actual cost up to 4%, all excess returns, half of a policy loss shared. */
function buildTerms(overrides: Partial<SettlementTerms> = {}): SettlementTerms {
  return {
    profitRate: rate('0.03'),
    cost: { treatment: 'actual-capped', capRate: rate('0.04') },
    surplusBands: [{ upTo: null, fundShare: PPM_ONE }],
    reserve: null,
    loss: { sharedCauses: 'policy', bands: [{ upTo: null, fundShare: rate('0.5') }] },
    ...overrides,
  }
}

function buildFigures(overrides: Partial<YearFigures> = {}): YearFigures {
  return {
    year: '2024',
    premium: yuan('100000000'),
    claimsPaid: 0n,
    outstandingOpening: 0n,
    outstandingClosing: 0n,
    operatingCost: 0n,
    policyLosses: [],
    assessmentDeduction: 0n,
    reserveBalance: 0n,
    ...overrides,
  }
}

test('profit beyond the agreed rate returns to the fund', () => {
  const settled = settleYear(
    buildTerms(),
    buildFigures({ claimsPaid: yuan('90000000'), operatingCost: yuan('3000000') }),
  )
  expect(settled).toMatchObject({
    outcome: 'surplus',
    balance: yuan('7000000'),
    agreedProfit: yuan('3000000'),
    excessSurplus: yuan('4000000'),
    returnedToFund: yuan('4000000'),
    keptByInsurer: yuan('3000000'),
    borneByFund: 0n,
    lossRatio: rate('0.9'),
  })
})

test('cost above the cap is not admitted', () => {
  const settled = settleYear(buildTerms(), buildFigures({ operatingCost: yuan('4000000.01') }))
  expect(settled.admittedCost).toBe(yuan('4000000'))
})

test('a fixed cost rate is admitted whatever was spent; cost within profit is not admitted at all', () => {
  const figures = buildFigures({ operatingCost: yuan('1') })
  const fixed = buildTerms({ cost: { treatment: 'fixed-rate', rate: rate('0.05') } })
  expect(settleYear(fixed, figures).admittedCost).toBe(yuan('5000000'))
  expect(
    settleYear(buildTerms({ cost: { treatment: 'within-profit' } }), figures).admittedCost,
  ).toBe(0n)
})

test('a balance of exactly zero is a surplus of zero', () => {
  const settled = settleYear(buildTerms(), buildFigures({ claimsPaid: yuan('100000000') }))
  expect(settled).toMatchObject({
    outcome: 'surplus',
    balance: 0n,
    keptByInsurer: 0n,
    returnedToFund: 0n,
  })
})

test('excess surplus is cut by bands of the premium', () => {
  const surplusBands: SharingBand[] = [
    { upTo: rate('0.02'), fundShare: rate('0.5') },
    { upTo: rate('0.05'), fundShare: rate('0.8') },
    { upTo: null, fundShare: PPM_ONE },
  ]
  const settled = settleYear(
    buildTerms({ surplusBands }),
    buildFigures({ claimsPaid: yuan('89000000') }),
  )
  expect(settled.excessSurplus).toBe(yuan('8000000'))
  expect(settled.returnedToFund).toBe(yuan('1000000') + yuan('2400000') + yuan('3000000'))
  expect(settled.keptByInsurer).toBe(yuan('11000000') - yuan('6400000'))
})

test('the reserve takes at most its yearly and its total cap (广东)', () => {
  const reserve = { yearlyCapRate: rate('0.1'), totalCapRate: rate('0.2') }
  const surplus = (reserveBalance: string) =>
    settleYear(
      buildTerms({ reserve }),
      buildFigures({ claimsPaid: yuan('80000000'), reserveBalance: yuan(reserveBalance) }),
    )
  expect(surplus('0').toReserve).toBe(yuan('10000000'))
  expect(surplus('15000000').toReserve).toBe(yuan('5000000'))
  expect(surplus('25000000').toReserve).toBe(0n)
})

test('the fund’s share of a loss comes out of the reserve first', () => {
  const settled = settleYear(
    buildTerms({ reserve: { yearlyCapRate: rate('0.1'), totalCapRate: rate('0.2') } }),
    buildFigures({
      claimsPaid: yuan('104000000'),
      policyLosses: [{ cause: 'catalogue', amount: yuan('3000000') }],
      reserveBalance: yuan('1000000'),
    }),
  )
  expect(settled).toMatchObject({
    borneByFund: yuan('1500000'),
    fromReserve: yuan('1000000'),
    borneByInsurer: yuan('2500000'),
  })
})

test('accepted policy losses above the loss share only the loss', () => {
  const figures = buildFigures({
    claimsPaid: yuan('101000000'),
    policyLosses: [
      { cause: 'benefit-terms', amount: yuan('900000') },
      { cause: 'pricing-data', amount: yuan('5000000') },
    ],
  })
  expect(settleYear(buildTerms(), figures)).toMatchObject({
    policyLoss: yuan('1000000'),
    operatingLoss: 0n,
    borneByFund: yuan('500000'),
  })
})

test('the insurer pays an assessment deduction whatever the outcome', () => {
  const settled = settleYear(
    buildTerms(),
    buildFigures({ claimsPaid: yuan('101000000'), assessmentDeduction: yuan('7.77') }),
  )
  expect(settled).toMatchObject({ payableByInsurer: yuan('7.77'), payableByFund: 0n })
})

test('the trace names every step and ends in the results', () => {
  const settled = settleYear(buildTerms(), buildFigures({ claimsPaid: yuan('90000000') }))
  const results: Record<string, unknown> = { ...settled }
  for (const { step, value, formula, source } of settled.trace) {
    expect(formula && source).toBeTruthy()
    if (step in results) expect(value).toBe(results[step])
  }
  expect(settled.trace.map(({ step }) => step)).toEqual([
    'incurredClaims',
    'admittedCost',
    'balance',
    'agreedProfit',
    'excessSurplus',
    'returnedToFund.band1',
    'returnedToFund',
    'keptByInsurer',
    'payableByInsurer',
    'payableByFund',
    'lossRatio',
  ])
})

test('on the agreement basis a later loss takes back an earlier return', () => {
  const years = [
    buildFigures({ year: '1', claimsPaid: yuan('90000000') }),
    buildFigures({ year: '2', claimsPaid: yuan('105000000') }),
  ]
  const [first, second] = settleYears('agreement', buildTerms(), years)
  expect(first).toMatchObject({ returnedToFund: yuan('7000000'), keptByInsurer: yuan('3000000') })
  expect(second).toMatchObject({
    outcome: 'loss',
    balance: yuan('-5000000'),
    returnedToFund: yuan('-7000000'),
    keptByInsurer: yuan('2000000'),
  })
})

test('on the agreement basis the reserve starts from the balance before the first year', () => {
  const terms = buildTerms({ reserve: { yearlyCapRate: rate('0.1'), totalCapRate: rate('0.2') } })
  const years = [
    buildFigures({ year: '1', claimsPaid: yuan('80000000'), reserveBalance: yuan('30000000') }),
    buildFigures({ year: '2', claimsPaid: yuan('80000000') }),
    buildFigures({
      year: '3',
      claimsPaid: yuan('145000000'),
      policyLosses: [{ cause: 'catalogue', amount: yuan('9000000') }],
    }),
  ]
  const rows = settleYears('agreement', terms, years)
  expect(rows.map(({ toReserve }) => toReserve)).toEqual([0n, yuan('10000000'), yuan('-10000000')])
  expect(rows.map(({ borneByFund }) => borneByFund)).toEqual([0n, 0n, yuan('2500000')])
  expect(rows.map(({ fromReserve }) => fromReserve)).toEqual([0n, 0n, yuan('2500000')])
})

const ratio = fc.bigInt({ min: 0n, max: PPM_ONE })
const money = fc.bigInt({ min: 0n, max: 2n * 10n ** 12n })
const bands: fc.Arbitrary<SharingBand[]> = fc
  .tuple(
    fc.uniqueArray(fc.bigInt({ min: 1n, max: PPM_ONE }), { maxLength: 3 }),
    fc.array(ratio, { minLength: 4, maxLength: 4 }),
  )
  .map(([edges, shares]) =>
    [...edges.toSorted((a, b) => (a < b ? -1 : 1)), null].map((upTo, index) => ({
      upTo,
      fundShare: shares[index] ?? 0n,
    })),
  )
const anyTerms: fc.Arbitrary<SettlementTerms> = fc.record({
  profitRate: ratio,
  cost: fc.oneof(
    fc.constant({ treatment: 'within-profit' as const }),
    ratio.map((capRate) => ({ treatment: 'actual-capped' as const, capRate })),
    ratio.map((value) => ({ treatment: 'fixed-rate' as const, rate: value })),
  ),
  surplusBands: bands,
  reserve: fc.oneof(
    fc.constant(null),
    fc
      .tuple(ratio, ratio)
      .map(([a, b]) => ({ yearlyCapRate: a < b ? a : b, totalCapRate: a < b ? b : a })),
  ),
  loss: fc.record({ sharedCauses: fc.constantFrom('policy' as const, 'any' as const), bands }),
})
const anyFigures: fc.Arbitrary<YearFigures> = fc.record({
  year: fc.constant('1'),
  premium: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  claimsPaid: money,
  outstandingOpening: money,
  outstandingClosing: money,
  operatingCost: money,
  policyLosses: fc.array(
    fc.record({
      cause: fc.constantFrom('catalogue' as const, 'benefit-terms' as const),
      amount: money,
    }),
    { maxLength: 3 },
  ),
  assessmentDeduction: money,
  reserveBalance: money,
})

test('terms made at random are usable terms', () => {
  fc.assert(
    fc.property(anyTerms, (terms) => {
      expect(checkSettlementTerms(terms)).toEqual([])
    }),
  )
})

test('no fen is lost: the parts add up to the balance, for any amounts, terms and bands', () => {
  fc.assert(
    fc.property(anyTerms, anyFigures, (terms, figures) => {
      const s = settleYear(terms, figures)
      expect(s.balance).toBe(figures.premium - s.incurredClaims - s.admittedCost)
      expect(s.keptByInsurer + s.returnedToFund - s.borneByInsurer - s.borneByFund).toBe(s.balance)
      if (s.outcome === 'loss') expect(s.policyLoss + s.operatingLoss).toBe(-s.balance)
      for (const part of [
        s.keptByInsurer,
        s.returnedToFund,
        s.borneByInsurer,
        s.borneByFund,
        s.toReserve,
        s.fromReserve,
      ]) {
        expect(part >= 0n).toBe(true)
      }
      expect(s.toReserve <= s.returnedToFund && s.fromReserve <= s.borneByFund).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('the insurer keeps at least the agreed profit of a surplus when it is there', () => {
  fc.assert(
    fc.property(anyTerms, anyFigures, (terms, figures) => {
      const s = settleYear(terms, figures)
      fc.pre(s.outcome === 'surplus')
      const profit = shareOf(figures.premium, terms.profitRate)
      expect(s.keptByInsurer >= (profit < s.balance ? profit : s.balance)).toBe(true)
    }),
  )
})

test('the agreement basis over the years equals one settlement of the sums', () => {
  const names = [
    'incurredClaims',
    'admittedCost',
    'balance',
    'agreedProfit',
    'excessSurplus',
    'keptByInsurer',
    'returnedToFund',
    'toReserve',
    'policyLoss',
    'operatingLoss',
    'borneByFund',
    'borneByInsurer',
    'fromReserve',
    'assessmentDeduction',
    'payableByInsurer',
    'payableByFund',
  ] as const satisfies (keyof YearSettlement)[]
  fc.assert(
    fc.property(anyTerms, fc.array(anyFigures, { minLength: 1, maxLength: 5 }), (terms, years) => {
      const rows = settleYears('agreement', terms, years)
      const once = settleYear(terms, sumFigures(years))
      for (const name of names) expect(sum(rows.map((row) => row[name]))).toBe(once[name])
      for (const row of rows)
        expect(row.keptByInsurer + row.returnedToFund - row.borneByInsurer - row.borneByFund).toBe(
          row.balance,
        )
    }),
    { numRuns: 300 },
  )
})

test('every line of a trace follows from its formula and inputs, and every input from a line above', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('annual' as const, 'agreement' as const),
      anyTerms,
      fc.array(anyFigures, { minLength: 1, maxLength: 3 }),
      (basis, terms, years) => {
        for (const row of settleYears(basis, terms, years)) {
          const known = new Map<string, bigint>()
          for (const { step, formula, inputs, unit, value } of row.trace) {
            expect(readFormula(formula, inputs), `${step} = ${formula}`).toEqual({ unit, value })
            for (const [name, input] of Object.entries(inputs)) {
              const above = known.get(name)
              if (above !== undefined) expect(input.value, `${name} in ${step}`).toBe(above)
            }
            if (basis === 'annual') known.set(step, value)
          }
          const results: Record<string, unknown> = { ...row }
          for (const { step, value } of row.trace) {
            if (step in results) expect(value).toBe(results[step])
          }
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('the annual basis settles each year alone', () => {
  fc.assert(
    fc.property(anyTerms, fc.array(anyFigures, { minLength: 1, maxLength: 3 }), (terms, years) => {
      expect(settleYears('annual', terms, years)).toEqual(
        years.map((year) => settleYear(terms, year)),
      )
    }),
  )
})

test('the document has amounts in yuan, rates as decimals and a fixed key order', () => {
  const written = settlementDocument(
    settleYear(buildTerms(), buildFigures({ claimsPaid: yuan('96857000') })),
  )
  expect(Object.keys(written).slice(0, 5)).toEqual([
    'year',
    'outcome',
    'incurredClaims',
    'admittedCost',
    'balance',
  ])
  expect(written).toMatchObject({
    lossRatio: '0.968570',
    incurredClaims: formatYuan(yuan('96857000')),
  })
  expect(written.trace[3]).toMatchObject({
    step: 'agreedProfit',
    inputs: { profitRate: '0.030000' },
    value: '3000000.00',
  })
})

test('unusable terms are named by place', () => {
  const bad = buildTerms({
    profitRate: PPM_ONE + 1n,
    cost: { treatment: 'fixed-rate', rate: -1n },
    surplusBands: [],
    reserve: { yearlyCapRate: rate('0.2'), totalCapRate: rate('0.1') },
    loss: {
      sharedCauses: 'any',
      bands: [
        { upTo: rate('0.5'), fundShare: 0n },
        { upTo: rate('0.5'), fundShare: 0n },
        { upTo: rate('0.6'), fundShare: 0n },
      ],
    },
  })
  expect(
    checkSettlementTerms(bad).map(({ path, problem }) => `${path.join('.')} ${problem}`),
  ).toEqual([
    'profitRate rate-outside-0-to-1',
    'cost.rate rate-outside-0-to-1',
    'surplusBands no-bands',
    'reserve.totalCapRate total-cap-below-yearly-cap',
    'loss.bands.1.upTo edge-must-rise',
    'loss.bands.2.upTo last-edge-must-be-open',
  ])
})
