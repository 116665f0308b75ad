import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Claim, adjudicateClaims } from '#app/domain/benefit/adjudicate-claims.ts'
import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { checkCandidate, estimateFunding } from '#app/domain/funding/estimate-funding.ts'
import { type FundingAssumptions } from '#app/domain/funding/funding-estimate.ts'
import { type Variation, shrinkTerms, varyTerms } from '#app/domain/funding/vary-terms.ts'
import { PPM_ONE, shareOf } from '#app/domain/money.ts'
import { HUBEI_BENEFITS } from '#seeds/story/terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

const ASSUMPTIONS: FundingAssumptions = { headcount: 1_000n, expenseGrowth: 0n, loading: 0n }

const expenses = fc.array(fc.bigInt({ min: 0n, max: 50_000_000n }), { minLength: 1, maxLength: 20 })
const growths = fc.bigInt({ min: -500_000n, max: PPM_ONE })

/** One visit a person, under the story's real terms. */
function claimsOf(amounts: readonly bigint[]): Claim[] {
  return amounts.map((eligibleExpense, index) => ({
    claimId: String(index),
    personId: String(index),
    visitDate: '2024-05-01',
    category: index % 4 === 0 ? '低保' : '',
    place: '',
    eligibleExpense,
  }))
}

function payoutOf(terms: BenefitTerms, amounts: readonly bigint[]): bigint {
  return adjudicateClaims([{ ...terms, from: '2024-01-01' }], claimsOf(amounts)).payout
}

function estimate(amounts: readonly bigint[], assumptions: Partial<FundingAssumptions> = {}) {
  const candidate = { terms: HUBEI_BENEFITS, assumptions: { ...ASSUMPTIONS, ...assumptions } }
  const { byDeductible, byRatio } = varyTerms(candidate)
  const run = (variation: Variation) => ({
    variation,
    sums: {
      claims: amounts.length,
      persons: amounts.length,
      eligibleExpense: 0n,
      due: payoutOf(shrinkTerms(variation.terms, candidate.assumptions.expenseGrowth), amounts),
    },
  })
  return estimateFunding({
    assumptions: candidate.assumptions,
    baseHeadcount: 500n,
    byDeductible: byDeductible.map(run),
    byRatio: byRatio.map(run),
  })
}

test('without growth the estimate is what the terms give on the year as it was', () => {
  fc.assert(
    fc.property(expenses, (amounts) => {
      expect(estimate(amounts).payout).toBe(payoutOf(HUBEI_BENEFITS, amounts))
    }),
  )
})

test('growing every visit and shrinking the terms differ by rounding only', () => {
  fc.assert(
    fc.property(expenses, growths, (amounts, expenseGrowth) => {
      const grown = amounts.map((amount) => shareOf(amount, PPM_ONE + expenseGrowth))
      const difference =
        estimate(amounts, { expenseGrowth }).payout - payoutOf(HUBEI_BENEFITS, grown)
      const allowed = BigInt(4 * amounts.length)
      expect(difference <= allowed && difference >= -allowed).toBe(true)
    }),
  )
})

test('a higher deductible never pays more, a higher ratio never less, and both curves pass the candidate', () => {
  fc.assert(
    fc.property(expenses, (amounts) => {
      const { byDeductible, byRatio, payout } = estimate(amounts)
      const rises = (values: readonly bigint[]) =>
        values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0n))
      expect(rises(byRatio.map((point) => point.payout))).toBe(true)
      expect(rises(byDeductible.map((point) => -point.payout))).toBe(true)
      expect(
        byDeductible.find((point) => point.deductible === HUBEI_BENEFITS.deductible)?.payout,
      ).toBe(payout)
      expect(byRatio.find((point) => point.ratioShift === 0n)?.payout).toBe(payout)
    }),
  )
})

test('湖北 2024: one person of 150,000 among 500 insured costs 187.60 a head, 195.42 with 4% loading', () => {
  const amounts = [yuan('0'), yuan('150000')]
  expect(estimate(amounts, { loading: rate('0.04') })).toMatchObject({
    payout: yuan('93800'),
    payoutPerHead: yuan('187.60'),
    fundingPerHead: yuan('195.42'),
    expectedPayout: yuan('187600'),
  })
})

test('deductibles are tried in proportion, to the whole yuan, for better-off categories too', () => {
  const terms: BenefitTerms = {
    ...HUBEI_BENEFITS,
    deductible: yuan('12001'),
    categories: { 低保: { deductible: yuan('6000') }, 其他: {} },
  }
  const { byDeductible } = varyTerms({ terms, assumptions: ASSUMPTIONS })
  expect(byDeductible.map(({ deductible }) => deductible)).toEqual(
    ['6001', '9001', '12001', '15001', '18002'].map(yuan),
  )
  expect(byDeductible[0]?.terms.categories).toEqual({
    低保: { deductible: yuan('3000') },
    其他: {},
  })
})

test('ratios stay between nothing and everything', () => {
  const terms: BenefitTerms = {
    ...HUBEI_BENEFITS,
    tiers: [
      { upTo: yuan('30000'), payoutRatio: rate('0.05') },
      { upTo: null, payoutRatio: rate('0.95') },
    ],
  }
  const { byRatio } = varyTerms({ terms, assumptions: ASSUMPTIONS })
  expect(byRatio[0]?.terms.tiers[0]?.payoutRatio).toBe(0n)
  expect(byRatio[4]?.terms.tiers[1]?.payoutRatio).toBe(PPM_ONE)
})

test('assumptions beyond their limits and unusable terms are named', () => {
  const problems = (assumptions: Partial<FundingAssumptions>, terms = HUBEI_BENEFITS) =>
    checkCandidate({ terms, assumptions: { ...ASSUMPTIONS, ...assumptions } }).map(
      ({ problem }) => problem,
    )
  expect(problems({})).toEqual([])
  expect(problems({ headcount: 0n })).toEqual(['headcount-not-positive'])
  expect(problems({ expenseGrowth: rate('-0.5') })).toEqual([])
  expect(problems({ expenseGrowth: -500_001n })).toEqual(['growth-out-of-range'])
  expect(problems({ expenseGrowth: PPM_ONE + 1n })).toEqual(['growth-out-of-range'])
  expect(problems({ loading: rate('0.5') })).toEqual([])
  expect(problems({ loading: 500_001n })).toEqual(['loading-out-of-range'])
  expect(problems({}, { ...HUBEI_BENEFITS, tiers: [] })).toEqual(['benefit-terms-unusable'])
})
