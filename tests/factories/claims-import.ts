import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { sum } from '#app/domain/money.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import {
  type ImportOutcome,
  claims,
  claimsImportAttempts,
  claimsImportFindings,
  claimsImportOutcomes,
  claimsImportProgress,
  claimsImports,
  pseudonymKeys,
} from '#db/schema/claims.ts'
import { type Purchase } from './purchase.ts'

export const TAKEN = new Date('2026-10-08T10:00:00+08:00')

/** A claim of 1,000 yuan eligible expense, of which 300 were paid. */
export function buildClaim(number: number, overrides: Partial<typeof claims.$inferInsert> = {}) {
  return {
    claimId: `C${String(number).padStart(4, '0')}`,
    person: createHash('sha256').update(`person ${number}`).digest() as Uint8Array,
    visitDate: '2026-09-01' as const,
    category: '',
    place: '',
    totalCost: 200_000n,
    selfFunded: 20_000n,
    basicPaid: 80_000n,
    basicPaidBaseline: 0n,
    eligibleExpense: 100_000n,
    newlyCovered: 0n,
    paid: 30_000n,
    rowNumber: number + 1,
    ...overrides,
  }
}

/** A file of claims in a contract year, as an import leaves it. */
export async function insertImport(
  purchase: Purchase,
  file: Parameters<typeof insertWhole>[1] = {},
): Promise<{ importKey: number; attemptId: string }> {
  return purchase.db.transaction((tx) => insertWhole({ ...purchase, db: tx }, file))
}

async function insertWhole(
  purchase: Purchase,
  {
    rows = [buildClaim(1), buildClaim(2)],
    year = 1,
    number = 1,
    at = TAKEN,
    reference = `批次-${number}`,
    bookedOn = '2026-10-08',
  }: {
    rows?: ReturnType<typeof buildClaim>[]
    year?: number
    number?: number
    at?: Date
    reference?: string
    bookedOn?: PlainDate
  },
): Promise<{ importKey: number; attemptId: string }> {
  const { db } = purchase
  const { actor } = purchase.as('finance1')
  const found = await findContractYear(db, `${purchase.contractId}-${year}`, { everything: true })
  if (!found) throw new Error('the contract is not signed')
  await db
    .insert(pseudonymKeys)
    .values({ id: 'test-key', firstUsedAt: TAKEN })
    .onConflictDoNothing()
  const totals = totalsOf(rows)
  const { attemptId } = await insertAttempt(purchase, { year, at, reference, stated: {} })
  const [taken] = await db
    .insert(claimsImports)
    .values({
      contractYearId: found.id,
      yearKey: found.key,
      number,
      attemptId,
      sha256: createHash('sha256').update(randomUUID()).digest('hex'),
      totals,
      paid: totals.paid,
      pseudonymKeyId: 'test-key',
      takenBy: actor.userId,
      takenAt: at,
    })
    .returning({ importKey: claimsImports.key })
  if (!taken) throw new Error('the import has a key')
  await db.execute(sql`select ensure_claims_partition(${found.key})`)
  const { importKey } = taken
  await db.insert(claims).values(rows.map((row) => ({ ...row, yearKey: found.key, importKey })))
  await insertOutcome(purchase, { attemptId, outcome: 'taken', totals, at })
  if (totals.paid === 0n) return { importKey, attemptId }
  await postEntry(db, {
    contractId: purchase.contractId,
    contractYearId: found.id,
    postedBy: actor.userId,
    postedAt: at,
    entry: {
      kind: 'claims-imported',
      bookedOn,
      sourceId: String(importKey),
      memo: '赔付明细',
      document: reference,
      lines: move('claims-paid', 'payout-account', totals.paid),
    },
  })
  return { importKey, attemptId }
}

export async function insertAttempt(
  { db, contractId, as }: Purchase,
  {
    year = 1,
    at = TAKEN,
    reference = '批次-1',
    stated = {},
    progress,
  }: {
    year?: number
    at?: Date
    reference?: string
    stated?: Partial<ClaimsTotals>
    progress?: { stage: 'receiving' | 'checking' | 'posting'; rows: number; updatedAt: Date }
  } = {},
): Promise<{ attemptId: string }> {
  const attemptId = randomUUID()
  await db.insert(claimsImportAttempts).values({
    id: attemptId,
    contractYearId: `${contractId}-${year}`,
    source: 'page',
    format: 'csv',
    reference,
    stated,
    startedBy: as('finance1').actor.userId,
    startedAt: at,
  })
  if (progress) await db.insert(claimsImportProgress).values({ attemptId, ...progress })
  return { attemptId }
}

export async function insertOutcome(
  { db }: Purchase,
  {
    attemptId,
    outcome,
    reason = '',
    totals = null,
    findings = [],
    at = TAKEN,
  }: {
    attemptId: string
    outcome: ImportOutcome
    reason?: string
    totals?: ClaimsTotals | null
    findings?: { rowNumber: number; field: string; reason: string }[]
    at?: Date
  },
): Promise<void> {
  if (findings.length > 0)
    await db
      .insert(claimsImportFindings)
      .values(findings.map((finding, index) => ({ attemptId, position: index + 1, ...finding })))
  await db.insert(claimsImportOutcomes).values({
    attemptId,
    outcome,
    reason,
    totals,
    findingCount: findings.length,
    endedAt: at,
  })
}

function totalsOf(rows: readonly ReturnType<typeof buildClaim>[]): ClaimsTotals {
  const added = (amount: (row: ReturnType<typeof buildClaim>) => bigint) => sum(rows.map(amount))
  return {
    rows: rows.length,
    persons: new Set(rows.map(({ person }) => Buffer.from(person).toString('hex'))).size,
    totalCost: added((row) => row.totalCost),
    selfFunded: added((row) => row.selfFunded),
    basicPaid: added((row) => row.basicPaid),
    basicPaidBaseline: added((row) => row.basicPaidBaseline),
    eligibleExpense: added((row) => row.eligibleExpense),
    newlyCovered: added((row) => row.newlyCovered),
    paid: added((row) => row.paid),
  }
}
