import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type ImportClaimsRefusal, importClaims } from '#app/commands/import-claims.server.ts'
import { type TakenFile } from '#app/commands/steps/post-claims.server.ts'
import { type Decision } from '#app/domain/decision.ts'
import { type Db } from '#tests/db-test.ts'
import { DURING_YEAR, TEST_PSEUDONYM_KEY, inChunks } from './claims-file.ts'
import { type Purchase, signContract, startPurchase } from './purchase.ts'

/** A signed contract; its first year takes claims. */
export async function signedPurchase(db: Db): Promise<Purchase> {
  const purchase = await startPurchase(db)
  await signContract(purchase)
  return purchase
}

let claimsPool: postgres.Sql | undefined

/** The imports' own pool. */
export function claimsSqlOf(url = inject('databaseUrl')): postgres.Sql {
  claimsPool ??= postgres(url, { max: 2, onnotice: () => {} })
  return claimsPool
}

type Sending = Partial<Parameters<typeof importClaims>[1]> & {
  claimsSql?: postgres.Sql
  person?: string
  at?: Date
  year?: number
  key?: typeof TEST_PSEUDONYM_KEY
}

/** Sends a file for the first year, as the insurer's finance does. */
export async function sendClaims(
  purchase: Purchase,
  content: string | Uint8Array,
  { claimsSql, person = 'finance1', at = DURING_YEAR, year = 1, key, ...input }: Sending = {},
): Promise<{ attemptId: string; decision: Decision<TakenFile, ImportClaimsRefusal> }> {
  const attemptId = input.attemptId ?? randomUUID()
  const decision = await importClaims(
    {
      ...purchase.as(person, at),
      claimsSql: claimsSql ?? claimsSqlOf(),
      pseudonymKey: key ?? TEST_PSEUDONYM_KEY,
    },
    {
      contractYearId: `${purchase.contractId}-${year}`,
      source: 'page',
      format: 'csv',
      reference: '2026-08 批',
      stated: {},
      file: inChunks(content),
      ...input,
      attemptId,
    },
  )
  return { attemptId, decision }
}

/** What is wrong with a file that was sent, as `row field reason`. */
export async function findingsOf(db: Db, attemptId: string): Promise<string[]> {
  const rows = await db.execute<{ finding: string }>(
    sql`select concat_ws(' ', row_number, field, reason) as finding from claims_import_findings where attempt_id = ${attemptId} order by row_number, position`,
  )
  return [...rows].map(({ finding }) => finding)
}

/** `outcome` or `outcome: reason`; undefined while there is none. */
export async function outcomeOf(db: Db, attemptId: string): Promise<string | undefined> {
  const [row] = await db.execute<{ outcome: string; reason: string }>(
    sql`select outcome, reason from claims_import_outcomes where attempt_id = ${attemptId}`,
  )
  return row && (row.reason ? `${row.outcome}: ${row.reason}` : row.outcome)
}

/** Claims that count in a year, and files that were taken. */
export async function countYear(
  db: Db,
  { contractId }: Purchase,
  year = 1,
): Promise<{ claims: number; imports: number; entries: number }> {
  const yearId = `${contractId}-${year}`
  const [row] = await db.execute<{ claims: number; imports: number; entries: number }>(
    sql`select
      (select count(*)::integer from claims c join contract_years y on y.key = c.year_key where y.id = ${yearId}) as claims,
      (select count(*)::integer from claims_imports where contract_year_id = ${yearId}) as imports,
      (select count(*)::integer from ledger_entries where contract_year_id = ${yearId} and kind = 'claims-imported') as entries`,
  )
  if (!row) throw new Error('a count gives a row')
  return row
}
