import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Claim, adjudicateClaims } from '#app/domain/benefit/adjudicate-claims.ts'
import { explainVisits } from '#app/domain/benefit/explain-visits.ts'
import { PPM_ONE, sum } from '#app/domain/money.ts'
import { anyDatedTerms, visitsOf } from '#tests/factories/random-benefits.ts'
import { yuan } from '#tests/yuan.ts'

const HUBEI = [
  {
    from: '2024-01-01' as const,
    tierBasis: 'gross' as const,
    deductible: yuan('12000'),
    tiers: [
      { upTo: yuan('30000'), payoutRatio: 600_000n },
      { upTo: yuan('100000'), payoutRatio: 650_000n },
      { upTo: null, payoutRatio: 750_000n },
    ],
    cap: { on: 'payout' as const, amount: yuan('50000') },
    categories: {},
    places: {},
  },
]

function visit(claimId: string, expense: string): Claim {
  return {
    claimId,
    personId: 'p',
    visitDate: '2024-03-01',
    category: '',
    place: '',
    eligibleExpense: yuan(expense),
  }
}

test('each visit shows its slice by ratio and what the cap took', () => {
  const [first, second] = explainVisits(HUBEI, [visit('a', '40000'), visit('b', '110000')])
  expect(first).toMatchObject({
    before: 0n,
    after: yuan('40000'),
    parts: [
      { from: yuan('12000'), upTo: yuan('30000'), ratio: 600_000n },
      { from: yuan('30000'), upTo: yuan('40000'), ratio: 650_000n },
    ],
    cutByCap: 0n,
    due: yuan('17300'),
  })
  expect(second).toMatchObject({
    before: yuan('40000'),
    after: yuan('150000'),
    cutByCap: yuan('43800'),
    payoutBefore: yuan('17300'),
    payoutAfter: yuan('50000'),
    due: yuan('32700'),
  })
})

test('the parts, less what the cap took, are what the kernel pays, under any terms', () => {
  fc.assert(
    fc.property(anyDatedTerms, fc.nat(), (terms, seed) => {
      const visits = visitsOf(seed, 6, { huge: false }).toSorted((a, b) =>
        a.visitDate < b.visitDate ? -1 : 1,
      )
      const mine = visits.map((one) => ({ ...one, personId: 'p' }))
      const explained = explainVisits(terms, mine)
      expect(explained.map(({ due }) => due)).toEqual(adjudicateClaims(terms, mine).payouts)
      for (const { parts, cutByCap, payoutAfter, payoutBefore } of explained) {
        const exact = sum(parts.map(({ exactPayout }) => exactPayout))
        const rest = exact - (cutByCap + payoutAfter - payoutBefore) * PPM_ONE
        expect(rest < 2n * PPM_ONE && rest > -2n * PPM_ONE).toBe(true)
      }
    }),
  )
})
