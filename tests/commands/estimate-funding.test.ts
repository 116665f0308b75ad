import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { createTender } from '#app/commands/create-tender.server.ts'
import { estimateFunding } from '#app/commands/estimate-funding.server.ts'
import { type FundingCandidate } from '#app/domain/funding/funding-estimate.ts'
import { type Db } from '#db/client.server.ts'
import {
  findExperienceYear,
  findFundingEstimate,
  listBaseYears,
  listTendersOfEstimate,
} from '#db/queries/funding-estimates.server.ts'
import { claims } from '#db/schema/claims.ts'
import { contractYears } from '#db/schema/contracts.ts'
import { agreeHeadcount } from '#tests/factories/purchase.ts'
import { buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const LAST_DAY = new Date('2027-06-30T23:59:59+08:00')
const DAY_AFTER = new Date('2027-07-01T00:00:00+08:00')

const CANDIDATE: FundingCandidate = {
  terms: {
    tierBasis: 'gross',
    deductible: yuan('10000'),
    tiers: [{ upTo: null, payoutRatio: rate('0.6') }],
    cap: null,
    categories: {},
    places: {},
  },
  assumptions: { headcount: 5_300_000n, expenseGrowth: 0n, loading: rate('0.05') },
}

/** Two people: 50,000 in two visits and 9,000 in one. */
async function insertClaims(db: Db, contractYearId: string): Promise<void> {
  const [year] = await db
    .select({ key: contractYears.key })
    .from(contractYears)
    .where(sql`${contractYears.id} = ${contractYearId}`)
  if (!year) throw new Error('the contract has years')
  await db.execute(sql`select ensure_claims_partition(${year.key})`)
  const row = {
    yearKey: year.key,
    visitDate: '2026-12-01' as const,
    category: '',
    place: '',
    selfFunded: 0n,
    basicPaid: 0n,
    basicPaidBaseline: 0n,
    newlyCovered: 0n,
    importKey: 1,
  }
  await db.insert(claims).values(
    [
      { person: 1, expense: yuan('20000'), paid: yuan('6000') },
      { person: 1, expense: yuan('30000'), paid: yuan('18000') },
      { person: 2, expense: yuan('9000'), paid: 0n },
    ].map(({ person, expense, paid }, index) => ({
      ...row,
      claimId: `C${index}`,
      person: new Uint8Array(32).fill(person),
      eligibleExpense: expense,
      totalCost: expense,
      paid,
      rowNumber: index + 2,
    })),
  )
}

test('an estimate runs a past year through candidate terms, and a draft tender starts from it', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const baseYearId = `${purchase.contractId}-1`
  const estimateId = randomUUID()
  const ask = { estimateId, name: '起付线一万元', baseYearId, candidate: CANDIDATE }
  const fund = purchase.as('fund', DAY_AFTER)

  expect(await estimateFunding(fund, ask)).toEqual({ ok: false, refusal: 'no-headcount' })
  await agreeHeadcount(purchase)
  expect(await estimateFunding(fund, ask)).toEqual({ ok: false, refusal: 'no-claims' })
  await insertClaims(db, baseYearId)
  expect(await estimateFunding(purchase.as('fund', LAST_DAY), ask)).toEqual({
    ok: false,
    refusal: 'year-not-over',
  })
  const unusable = { ...CANDIDATE, terms: { ...CANDIDATE.terms, tiers: [] } }
  expect(await estimateFunding(fund, { ...ask, candidate: unusable })).toEqual({
    ok: false,
    refusal: 'unusable',
  })
  expect(await estimateFunding(purchase.as('finance1', DAY_AFTER), ask)).toEqual({
    ok: false,
    refusal: 'not-found',
  })

  const made = await estimateFunding(fund, ask)
  expect(made).toMatchObject({
    ok: true,
    value: {
      result: {
        baseHeadcount: 5_290_000n,
        claims: 3,
        persons: 2,
        eligibleExpense: yuan('59000'),
        payout: yuan('24000'), // (50,000 − 10,000) × 60%
        byDeductible: [
          { deductible: yuan('5000'), payout: yuan('29400') }, // 45,000 and 4,000 at 60%
          { deductible: yuan('7500'), payout: yuan('26400') }, // 42,500 and 1,500
          { deductible: yuan('10000'), payout: yuan('24000') },
          { deductible: yuan('12500'), payout: yuan('22500') },
          { deductible: yuan('15000'), payout: yuan('21000') },
        ],
        byRatio: [
          { payout: yuan('20000') },
          { payout: yuan('22000') },
          { payout: yuan('24000') },
          { payout: yuan('26000') },
          { payout: yuan('28000') },
        ],
      },
    },
  })
  expect(await estimateFunding(fund, ask)).toEqual({ ok: false, refusal: 'already-made' })

  const today = { procuringEntityId: fund.actor.organisationId, today: '2027-07-01' as const }
  expect(await listBaseYears(db, today)).toMatchObject([{ id: baseYearId }])
  expect(await listBaseYears(db, { ...today, today: '2027-06-30' })).toEqual([])
  const rival = purchase.as('finance1').actor.organisationId
  expect(await findFundingEstimate(db, estimateId, rival)).toBeUndefined()
  expect(await findExperienceYear(db, baseYearId)).toEqual({
    year: '2026',
    insured: 5_290_000n,
    claimants: 1n,
    eligibleExpense: yuan('59000'),
    payout: yuan('24000'),
    premium: yuan('352314000'),
  })

  const officer = purchase.as('officer', DAY_AFTER)
  const draft = { terms: buildTenderTerms(), openingOfficers: [] }
  expect(
    await createTender(officer, { tenderId: randomUUID(), ...draft, estimateId: randomUUID() }),
  ).toEqual({ ok: false, refusal: 'no-such-estimate' })
  const tenderId = randomUUID()
  expect(await createTender(officer, { tenderId, ...draft, estimateId })).toMatchObject({
    ok: true,
  })
  expect(await listTendersOfEstimate(db, estimateId)).toEqual([{ id: tenderId, title: '测试采购' }])
})
