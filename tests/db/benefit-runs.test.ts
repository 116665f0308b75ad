import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { type Claim, adjudicateClaims } from '#app/domain/benefit/adjudicate-claims.ts'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { checkDatedBenefitTerms } from '#app/domain/benefit/check-benefit-terms.ts'
import { dueClaims } from '#db/benefit-due-sql.ts'
import { exactly, sumBenefits } from '#db/queries/benefit-sums.server.ts'
import { type Db, test } from '#tests/db-test.ts'
import { anyDatedTerms, visitsOf } from '#tests/factories/random-benefits.ts'
import { storeClaims } from '#tests/factories/stored-claims.ts'
import vectors from '#tests/vectors/benefits.json' with { type: 'json' }
import { rate, yuan } from '#tests/yuan.ts'

const CASES = 36
const VISITS = 3_000

/** What the database gives for each claim, by its id. */
async function payoutsOf(
  db: Db,
  yearKey: number,
  terms: readonly DatedBenefitTerms[],
): Promise<Map<string, bigint>> {
  const rows = await exactly(db, (tx, type) =>
    tx.execute<{ claim_id: string; due: string }>(
      sql`with recursive ${dueClaims(yearKey, terms, type)} select claim_id, due::text from due_claims`,
    ),
  )
  return new Map(rows.map(({ claim_id: id, due }) => [id, BigInt(due)]))
}

async function expectTheSame(
  db: Db,
  yearKey: number,
  terms: readonly DatedBenefitTerms[],
  claims: readonly Claim[],
): Promise<void> {
  const kernel = adjudicateClaims(terms, claims)
  const payouts = await payoutsOf(db, yearKey, terms)
  expect(payouts.size).toBe(claims.length)
  const different = claims.flatMap((claim, index) => {
    const due = payouts.get(claim.claimId)
    return due === kernel.payouts[index] ? [] : [{ claim, due, kernel: kernel.payouts[index] }]
  })
  expect(different).toEqual([])
  expect(await sumBenefits(db, { yearKey, terms })).toEqual({
    claims: claims.length,
    persons: kernel.persons,
    eligibleExpense: kernel.eligibleExpense,
    due: kernel.payout,
  })
}

test('kernel and database agree to the fen on 108,000 visits under random terms', async ({
  db,
}) => {
  const cases = fc.sample(anyDatedTerms, { numRuns: CASES, seed: 20_241 })
  for (const [index, terms] of cases.entries()) {
    expect(checkDatedBenefitTerms(terms)).toEqual([])
    const claims = visitsOf(index, VISITS, { huge: index % 4 === 3 })
    await storeClaims(db, 900_000 + index, claims)
    await expectTheSame(db, 900_000 + index, terms, claims)
  }
}, 120_000)

test('amounts beyond bigint are counted all the same', async ({ db }) => {
  const claims = visitsOf(7, 300, { huge: true })
  const terms = vectorTerms(vectors[0])
  await storeClaims(db, 900_100, claims)
  await expect(
    db.transaction((tx) =>
      tx.execute(
        sql`with recursive ${dueClaims(900_100, terms, 'bigint')} select sum(due) from due_claims`,
      ),
    ),
  ).rejects.toThrow()
  await expectTheSame(db, 900_100, terms, claims)
})

test('visits of one day are taken as the files came', async ({ db }) => {
  const terms = vectorTerms(vectors[0])
  const claims = ['20000', '30000', '90000'].map((expense, index): Claim => ({
    claimId: `c${3 - index}`,
    personId: 'p',
    visitDate: '2024-03-01',
    category: '',
    place: '',
    eligibleExpense: yuan(expense),
  }))
  await storeClaims(db, 900_101, claims)
  await expectTheSame(db, 900_101, terms, claims)
})

test('a visit before the first terms is a bug of the caller', async ({ db }) => {
  const [claim] = visitsOf(1, 1, { huge: false })
  if (!claim) throw new Error('one visit was asked for')
  await storeClaims(db, 900_102, [{ ...claim, visitDate: '2023-12-31' }])
  await expect(
    sumBenefits(db, { yearKey: 900_102, terms: vectorTerms(vectors[0]) }),
  ).rejects.toThrow('before the first terms')
})

test('a year without claims sums to nothing', async ({ db }) => {
  expect(await sumBenefits(db, { yearKey: 900_103, terms: vectorTerms(vectors[0]) })).toEqual({
    claims: 0,
    persons: 0,
    eligibleExpense: 0n,
    due: 0n,
  })
})

test('published examples come out of the database as stated', async ({ db }) => {
  for (const [index, vector] of vectors.entries()) {
    const yearKey = 900_200 + index
    const { compliant_self_pay: total, prior_compliant_self_pay: prior = 0 } = vector.input
    const claims = [prior, total - prior].map((amount, visit): Claim => ({
      claimId: `c${visit}`,
      personId: 'p',
      visitDate: '2024-03-01',
      category: '',
      place: '',
      eligibleExpense: yuan(String(amount)),
    }))
    await storeClaims(db, yearKey, claims)
    const { due } = await sumBenefits(db, { yearKey, terms: vectorTerms(vector) })
    const stated = vector.reconciles ? vector.expected.payout : vector.recomputed
    expect({ id: vector.id, due }).toEqual({ id: vector.id, due: yuan(String(stated)) })
  }
})

function vectorTerms(vector: (typeof vectors)[number] | undefined): DatedBenefitTerms[] {
  if (!vector) throw new Error('tests/vectors/benefits.json is empty')
  const { tierBasis, deductible, tiers, cap } = vector.terms
  return [
    {
      from: '2024-01-01',
      tierBasis: tierBasis === 'net' ? 'net' : 'gross',
      deductible: yuan(deductible),
      tiers: tiers.map(({ upTo, ratio }, index) => ({
        upTo: index === tiers.length - 1 || upTo === null ? null : yuan(upTo),
        payoutRatio: rate(ratio),
      })),
      cap: cap ? { on: 'payout', amount: yuan(cap.amount) } : null,
      categories: {},
      places: {},
    },
  ]
}
