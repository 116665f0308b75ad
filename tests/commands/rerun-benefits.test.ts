import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { rerunBenefits } from '#app/commands/rerun-benefits.server.ts'
import { type Claim, adjudicateClaims } from '#app/domain/benefit/adjudicate-claims.ts'
import { sum } from '#app/domain/money.ts'
import {
  countDifferences,
  findRun,
  listDifferences,
  listRuns,
  listVisitsBehind,
} from '#db/queries/benefit-run-lists.server.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { auditEvents } from '#db/schema/audit-events.ts'
import { type Db } from '#tests/db-test.ts'
import { done } from '#tests/factories/purchase.ts'
import { storeClaims } from '#tests/factories/stored-claims.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const AT = new Date('2027-03-01T10:00:00+08:00')
const PAGE = { limit: 20, offset: 0 }

async function yearOf(db: Db, contractYearId: string) {
  const year = await findContractYear(db, contractYearId, { everything: true })
  if (!year) throw new Error(`no such year: ${contractYearId}`)
  return year
}

const VISITS: Claim[] = [
  ['a', 'p1', '2026-08-01', '40000'],
  ['b', 'p1', '2026-09-01', '110000'],
  ['c', 'p2', '2026-08-15', '90000'],
  ['d', 'p3', '2026-08-15', '90000'],
  ['e', 'p4', '2026-08-15', '100'],
].map(([claimId = '', personId = '', visitDate, expense = '']) => ({
  claimId,
  personId,
  visitDate: visitDate as Claim['visitDate'], // written above as dates
  category: '',
  place: '',
  eligibleExpense: yuan(expense),
}))

/** One claim paid as due, one too much, one too little, one not at all, one rightly nothing. */
async function importVisits(db: Db, contractYearId: string) {
  const { key, benefitTerms } = await yearOf(db, contractYearId)
  const { payouts } = adjudicateClaims(benefitTerms, VISITS)
  const errors = [0n, 100n, -1n, null, 0n]
  const paid = payouts.map((due, index) => {
    const error = errors[index] ?? null
    return error === null ? 0n : due + error
  })
  await storeClaims(
    db,
    key,
    VISITS.map((visit, index) => ({ ...visit, paid: paid[index] ?? 0n })),
  )
  return { key, payouts, paid }
}

test('a run lists what was overpaid, underpaid and not paid, and its totals add up', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  const { key, payouts, paid } = await importVisits(db, contractYearId)
  const run = done(await rerunBenefits(purchase.as('fund', AT), { contractYearId }))
  const unpaid = payouts[3] ?? 0n
  expect(run).toEqual({
    key: run.key,
    claims: 5,
    persons: 4,
    eligibleExpense: sum(VISITS.map(({ eligibleExpense }) => eligibleExpense)),
    due: sum(payouts),
    paid: sum(paid),
    overpaid: 100n,
    underpaid: 1n,
    unpaid,
    differences: 3,
  })
  expect(unpaid > 0n).toBe(true)
  const found = await listDifferences(db, { yearKey: key, runKey: run.key }, PAGE)
  expect(found.map(({ claimId, kind, due, paid: given }) => [claimId, kind, given - due])).toEqual([
    ['b', 'overpaid', 100n],
    ['c', 'underpaid', -1n],
    ['d', 'unpaid', -unpaid],
  ])
  const only = await listDifferences(
    db,
    { yearKey: key, runKey: run.key, kind: 'unpaid' },
    { limit: 1, offset: 0 },
  )
  expect(only.map(({ claimId }) => claimId)).toEqual(['d'])
  expect(await countDifferences(db, { yearKey: key, runKey: run.key })).toEqual({
    overpaid: 1,
    underpaid: 1,
    unpaid: 1,
  })
})

test('every run stays, the last one first, with its terms and an audit event', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  await importVisits(db, contractYearId)
  const first = done(await rerunBenefits(purchase.as('finance1', AT), { contractYearId }))
  const second = done(await rerunBenefits(purchase.as('auditor', AT), { contractYearId }))
  const runs = await listRuns(db, contractYearId, PAGE)
  expect(runs.map(({ key }) => key)).toEqual([second.key, first.key])
  const { benefitTerms } = await yearOf(db, contractYearId)
  expect(await findRun(db, contractYearId)).toMatchObject({ key: second.key, terms: benefitTerms })
  expect(await findRun(db, contractYearId, first.key)).toMatchObject({ key: first.key })
  expect(await findRun(db, `${purchase.contractId}-2`, first.key)).toBeUndefined()
  const events = await db
    .select({ action: auditEvents.action })
    .from(auditEvents)
    .where(eq(auditEvents.subjectId, contractYearId))
  expect(events.filter(({ action }) => action === 'benefits.rerun')).toHaveLength(2)
})

test('a year without claims has nothing to run: no-claims', async ({ signed: purchase }) => {
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  expect(await rerunBenefits(purchase.as('fund', AT), { contractYearId })).toEqual({
    ok: false,
    refusal: 'no-claims',
  })
  expect(await listRuns(db, contractYearId, PAGE)).toEqual([])
})

test('another insurer and a missing year are not-found', async ({ signed: purchase }) => {
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  await importVisits(db, contractYearId)
  const refused = { ok: false, refusal: 'not-found' }
  expect(await rerunBenefits(purchase.as('finance2', AT), { contractYearId })).toEqual(refused)
  expect(
    await rerunBenefits(purchase.as('auditor', AT), { contractYearId: 'no-such-year' }),
  ).toEqual(refused)
})

test('all visits of a claim’s person come in the order in which they are paid', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const contractYearId = `${purchase.contractId}-1`
  const { key } = await importVisits(db, contractYearId)
  const visits = await listVisitsBehind(db, { yearKey: key, claimId: 'b' })
  expect(visits.map(({ claimId }) => claimId)).toEqual(['a', 'b'])
  expect(Object.keys(visits[0] ?? {})).not.toContain('person')
  expect(await listVisitsBehind(db, { yearKey: key, claimId: 'no-such-claim' })).toEqual([])
})
