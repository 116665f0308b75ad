import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { reverseImport } from '#app/commands/reverse-import.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { listClaimRows } from '#db/queries/claim-rows.server.ts'
import {
  findAttempt,
  listImportedFiles,
  listStandingTotals,
} from '#db/queries/claims-imports.server.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { buildClaim, insertImport } from '#tests/factories/claims-import.ts'
import { type Purchase, agreeHeadcount, done } from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

const PAGE = { limit: 20, offset: 0 }
const LATER = new Date('2026-10-09T10:00:00+08:00')
const WORDS = { reason: '汇总口径有误', document: '更正函1号' }

async function yearOf({ db, contractId }: Purchase) {
  const year = await findContractYear(db, `${contractId}-1`, { everything: true })
  if (!year) throw new Error('the contract is signed')
  return year
}

test('a reversed file is countered as a whole, in the rows and in the accounts', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const { importKey, attemptId } = await insertImport(purchase)
  const kept = await insertImport(purchase, { rows: [buildClaim(3)], number: 2 })
  const year = await yearOf(purchase)
  done(await reverseImport(purchase.as('finance1', LATER), { importKey, ...WORDS }))

  const rows = (filter: { reversed: boolean; importKey?: number }) =>
    listClaimRows(db, { yearKey: year.key, ...filter }, PAGE)
  expect((await rows({ reversed: false })).items).toMatchObject([
    { claimId: 'C0003', importKey: kept.importKey },
  ])
  expect(await rows({ reversed: true, importKey })).toMatchObject({
    total: 2,
    items: [{ claimId: 'C0001', paid: 30_000n }, { claimId: 'C0002' }],
  })
  expect(await listStandingTotals(db, year.id)).toMatchObject([{ rows: 1, paid: 30_000n }])
  const balances = await sumAccounts(db, purchase.contractId, { until: year.endsOn })
  expect(balances.get('claims-paid')).toBe(30_000n)
  expect(balances.get('payout-account')).toBe(-30_000n)

  const { items } = await listImportedFiles(db, year.id, PAGE)
  expect(items).toMatchObject([
    { number: 2, reversedAt: null },
    { number: 1, reversedAt: LATER, reversalReason: '汇总口径有误', reverserName: 'finance1' },
  ])
  expect(await findAttempt(db, { contractYearId: year.id, attemptId })).toMatchObject({
    outcome: 'taken',
    importNumber: 1,
    reversedAt: LATER,
  })
})

test('a file is reversed once, by its insurer, with a reason and a document', async ({
  signed: purchase,
}) => {
  const { importKey } = await insertImport(purchase)
  const tryAs = async (person: string, change = {}) => {
    const decision = await reverseImport(purchase.as(person, LATER), {
      importKey,
      ...WORDS,
      ...change,
    })
    return decision.ok ? undefined : decision.refusal
  }
  expect(await tryAs('finance2')).toBe('not-found')
  expect(await tryAs('finance1', { importKey: 2_000_000_000 })).toBe('not-found')
  expect(await tryAs('finance1', { reason: ' ' })).toBe('reason-missing')
  expect(await tryAs('finance1', { document: '' })).toBe('reason-missing')
  expect(await tryAs('finance1')).toBeUndefined()
  expect(await tryAs('finance1')).toBe('already-reversed')
})

test('the counter-entry belongs to its day, after the year to the last one; no payment, no entry', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const first = await insertImport(purchase)
  const second = await insertImport(purchase, { rows: [buildClaim(3)], number: 2 })
  const unpaid = await insertImport(purchase, { rows: [buildClaim(4, { paid: 0n })], number: 3 })
  const reverse = async ({ importKey }: { importKey: number }, at: Date) =>
    done(await reverseImport(purchase.as('finance1', at), { importKey, ...WORDS }))
  await reverse(first, LATER)
  await reverse(second, new Date('2027-07-01T00:00:00+08:00'))
  await reverse(unpaid, LATER)
  const entries = await db.execute<{ source_id: string; booked_on: string }>(
    sql`select source_id, booked_on::text from ledger_entries
        where contract_id = ${purchase.contractId} and kind = 'claims-reversed' order by number`,
  )
  expect([...entries]).toEqual([
    { source_id: String(first.importKey), booked_on: '2026-10-09' },
    { source_id: String(second.importKey), booked_on: '2027-06-30' },
  ])
})

test('no claim can leave without the counter-entry of its file', async ({ signed: purchase }) => {
  const { db } = purchase
  const { importKey } = await insertImport(purchase)
  for (const statement of [
    sql`delete from claims where import_key = ${importKey}`,
    sql`update claims set paid = 0 where import_key = ${importKey}`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
})

test('after the year is settled nothing is reversed', async ({ signed: purchase }) => {
  const { importKey } = await insertImport(purchase)
  const contractYearId = await agreeHeadcount(purchase)
  const at = new Date('2027-07-02T10:00:00+08:00')
  const { proposalId } = done(
    await proposeSettlement(purchase.as('finance1', at), {
      proposalId: `${contractYearId}-proposal`,
      contractYearId,
      reported: {
        claimsPaid: 60_000n,
        outstandingOpening: 0n,
        outstandingClosing: 0n,
        operatingCost: 0n,
        policyLosses: [],
        assessmentDeduction: 0n,
      },
      evidence: {},
    }),
  )
  done(await confirmSettlement(purchase.as('fund', at), { proposalId }))
  done(await signOffSettlement(purchase.as('auditor', at), { proposalId }))
  expect(await reverseImport(purchase.as('finance1', at), { importKey, ...WORDS })).toEqual({
    ok: false,
    refusal: 'settled',
  })
})
