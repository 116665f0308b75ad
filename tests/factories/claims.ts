import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { inject } from 'vitest'
import { pseudonymKeyFrom } from '#app/claims-import/pseudonym-key.ts'
import { type ImportClaimsRefusal, importClaims } from '#app/commands/import-claims.server.ts'
import { type TakenFile } from '#app/commands/steps/post-claims.server.ts'
import { CLAIM_COLUMNS, type ClaimColumn } from '#app/domain/claims/claim-column.ts'
import { type Decision } from '#app/domain/decision.ts'
import { type Db } from '#tests/db-test.ts'
import { type Purchase, signContract, startPurchase } from './purchase.ts'

/** In the middle of the test contract's first year. */
export const DURING_YEAR = new Date('2026-12-15T10:00:00+08:00')
export const FIRST_YEAR = { startsOn: '2026-07-01', endsOn: '2027-06-30' } as const
export const TEST_PSEUDONYM_KEY = pseudonymKeyFrom(new Uint8Array(32).fill(5))

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An identity number of nobody: a region that does not exist, with the check digit right. */
export function buildIdentityNumber(index: number): string {
  const digits = `999999196${index % 10}0615${String(index).padStart(3, '0').slice(-3)}`
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)
  return digits + ('10X98765432'[total % 11] ?? '')
}

export type ClaimCells = Record<ClaimColumn, string>

/** A right row of a claims file; a test states only what matters to it. */
export function buildCells(index: number, overrides: Partial<ClaimCells> = {}): ClaimCells {
  return {
    claim_id: `CL-${index}`,
    person_id: buildIdentityNumber(index),
    visit_date: '2026-08-01',
    category: '',
    place: '',
    eligible_expense: '40000.00',
    total_cost: '100000',
    self_funded: '10000.5',
    basic_paid: '49999.50',
    basic_paid_baseline: '',
    newly_covered: '',
    paid: '17300',
    ...overrides,
  }
}

export function toCsv(
  rows: readonly ClaimCells[],
  columns: readonly ClaimColumn[] = CLAIM_COLUMNS,
): string {
  const lines = rows.map((row) => columns.map((column) => row[column]).join(','))
  return [columns.join(','), ...lines].map((line) => `${line}\n`).join('')
}

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

export async function* inChunks(
  content: string | Uint8Array,
  size = 64 * 1024,
): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
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
