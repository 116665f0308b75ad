import { expect, test } from 'vitest'
import { applyEstimate } from '#app/domain/funding/apply-estimate.ts'
import { type FundingResult } from '#app/domain/funding/funding-estimate.ts'
import { HUBEI_BENEFITS } from '#seeds/story/terms.ts'
import { buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

test('a tender that starts from an estimate takes its terms, price ceiling, budget and experience', () => {
  const experience = [
    {
      year: '2025',
      insured: 500n,
      claimants: 1n,
      eligibleExpense: yuan('150000'),
      payout: yuan('93800'),
      premium: yuan('33300'),
    },
  ]
  const terms = applyEstimate(
    buildTenderTerms(),
    {
      candidate: {
        terms: HUBEI_BENEFITS,
        assumptions: { headcount: 1_000n, expenseGrowth: 0n, loading: rate('0.04') },
      },
      result: { fundingPerHead: yuan('195.42') } as FundingResult,
    },
    experience,
  )
  expect(terms).toMatchObject({
    benefitTerms: HUBEI_BENEFITS,
    budget: yuan('586260'), // 1,000 × 195.42 × 3 years
    experience,
    lots: [
      {
        headcount: 1_000n,
        bidBasis: 'premium-per-head',
        priceCeiling: yuan('195.42'),
        priceFloor: null,
        fundingPerHead: yuan('195.42'),
      },
    ],
  })
  expect(terms.tierWeights).toEqual([333_333n, 333_334n, 333_333n])
})
