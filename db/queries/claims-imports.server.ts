import { type SQL, and, asc, count, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import {
  type ImportOutcome,
  claimsImportAttempts,
  claimsImportFindings,
  claimsImportOutcomes,
  claimsImportProgress,
  claimsImportReversals,
  claimsImports,
} from '#db/schema/claims.ts'
import { users } from '#db/schema/identity.ts'

export type ImportedFile = {
  key: number
  number: number // counted within the year
  contractYearId: string
  yearKey: number
  attemptId: string
  reference: string
  source: 'page' | 'api'
  format: 'csv' | 'xlsx'
  sha256: string
  totals: ClaimsTotals
  paid: Fen // what the ledger took over
  takerName: string
  takenAt: Date
  reversedAt: Date | null
  reverserName: string | null
  reversalReason: string | null
  reversalDocument: string | null
}

/** The files that were taken for a year, the latest first; reversed ones stay in the list. */
export async function listImportedFiles(
  db: Db,
  contractYearId: string,
  page: { limit: number; offset: number },
): Promise<{ items: ImportedFile[]; total: number }> {
  const ofYear = eq(claimsImports.contractYearId, contractYearId)
  const items = await selectImport(db)
    .where(ofYear)
    .orderBy(desc(claimsImports.number))
    .limit(page.limit)
    .offset(page.offset)
  return { items, total: await db.$count(claimsImports, ofYear) }
}

/** A taken file of a year, by its number there. */
export async function findImportedFile(
  db: Db,
  { contractYearId, number }: { contractYearId: string; number: number },
): Promise<ImportedFile | undefined> {
  const [file] = await selectImport(db).where(
    and(eq(claimsImports.contractYearId, contractYearId), eq(claimsImports.number, number)),
  )
  return file
}

export async function findImportByKey(db: Db, key: number): Promise<ImportedFile | undefined> {
  const [file] = await selectImport(db).where(eq(claimsImports.key, key))
  return file
}

/** The control totals of each file that counts. Persons of several files may be the same. */
export async function listStandingTotals(db: Db, contractYearId: string): Promise<ClaimsTotals[]> {
  const rows = await db
    .select({ totals: claimsImports.totals })
    .from(claimsImports)
    .leftJoin(claimsImportReversals, eq(claimsImportReversals.importKey, claimsImports.key))
    .where(
      and(
        eq(claimsImports.contractYearId, contractYearId),
        isNull(claimsImportReversals.importKey),
      ),
    )
    .orderBy(asc(claimsImports.number))
  return rows.map(({ totals }) => totals)
}

export type ImportAttempt = {
  id: string
  contractYearId: string
  source: 'page' | 'api'
  format: 'csv' | 'xlsx'
  reference: string
  stated: Partial<ClaimsTotals>
  starterId: string
  starterName: string
  startedAt: Date
  stage: 'receiving' | 'checking' | 'posting' | null // null: nothing was noted yet
  rows: number | null
  progressAt: Date | null
  outcome: ImportOutcome | null // null: going on, or cut off
  reason: string | null // a refusal's word
  counted: ClaimsTotals | null
  findingCount: number | null
  endedAt: Date | null
  importKey: number | null
  importNumber: number | null
  reversedAt: Date | null
}

/**
 * One sending of a file with all that is known of it. A file may have been taken by a process
 * that died before it noted the outcome: then it is taken all the same.
 */
export async function findAttempt(
  db: Db,
  { contractYearId, attemptId }: { contractYearId: string; attemptId: string },
): Promise<ImportAttempt | undefined> {
  const [attempt] = await selectAttempt(db).where(
    and(
      eq(claimsImportAttempts.contractYearId, contractYearId),
      eq(claimsImportAttempts.id, attemptId),
    ),
  )
  return attempt
}

/** Sendings that took nothing in: refused, going on or cut off, the latest first. */
export async function listUntakenAttempts(
  db: Db,
  contractYearId: string,
  page: { limit: number; offset: number },
): Promise<{ items: ImportAttempt[]; total: number }> {
  const untaken = and(
    eq(claimsImportAttempts.contractYearId, contractYearId),
    isNull(claimsImports.key),
    or(isNull(claimsImportOutcomes.outcome), ne(claimsImportOutcomes.outcome, 'taken')),
  )
  const items = await selectAttempt(db)
    .where(untaken)
    .orderBy(desc(claimsImportAttempts.startedAt), desc(claimsImportAttempts.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db
    .select({ total: count() })
    .from(claimsImportAttempts)
    .leftJoin(claimsImportOutcomes, eq(claimsImportOutcomes.attemptId, claimsImportAttempts.id))
    .leftJoin(claimsImports, eq(claimsImports.attemptId, claimsImportAttempts.id))
    .where(untaken)
  return { items, total: counted?.total ?? 0 }
}

export type ImportFinding = { position: number; rowNumber: number; field: string; reason: string }

/** Bad rows of a refused file in its order, from after a position. */
export async function listFindings(
  db: Db,
  attemptId: string,
  page: { limit: number; offset?: number; after?: number },
): Promise<ImportFinding[]> {
  return db
    .select({
      position: claimsImportFindings.position,
      rowNumber: claimsImportFindings.rowNumber,
      field: claimsImportFindings.field,
      reason: claimsImportFindings.reason,
    })
    .from(claimsImportFindings)
    .where(
      and(
        eq(claimsImportFindings.attemptId, attemptId),
        page.after === undefined ? undefined : gt(claimsImportFindings.position, page.after),
      ),
    )
    .orderBy(asc(claimsImportFindings.position))
    .limit(page.limit)
    .offset(page.offset ?? 0)
}

/** How often each field is wrong for which reason, so that one mistake in every row is seen as one. */
export async function countFindings(
  db: Db,
  attemptId: string,
): Promise<{ field: string; reason: string; rows: number }[]> {
  return db
    .select({
      field: claimsImportFindings.field,
      reason: claimsImportFindings.reason,
      rows: count(),
    })
    .from(claimsImportFindings)
    .where(eq(claimsImportFindings.attemptId, attemptId))
    .groupBy(claimsImportFindings.field, claimsImportFindings.reason)
    .orderBy(desc(count()), asc(claimsImportFindings.field), asc(claimsImportFindings.reason))
}

/** False when the file was reversed already. */
export async function insertReversal(
  db: Db,
  reversal: typeof claimsImportReversals.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(claimsImportReversals)
    .values(reversal)
    .onConflictDoNothing()
    .returning({ key: claimsImportReversals.importKey })
  return inserted.length === 1
}

const reversers = alias(users, 'reversers')

function selectImport(db: Db) {
  return db
    .select({
      key: claimsImports.key,
      number: claimsImports.number,
      contractYearId: claimsImports.contractYearId,
      yearKey: claimsImports.yearKey,
      attemptId: claimsImports.attemptId,
      reference: claimsImportAttempts.reference,
      source: claimsImportAttempts.source,
      format: claimsImportAttempts.format,
      sha256: claimsImports.sha256,
      totals: claimsImports.totals,
      paid: claimsImports.paid,
      takerName: users.name,
      takenAt: claimsImports.takenAt,
      reversedAt: claimsImportReversals.reversedAt,
      reverserName: reversers.name,
      reversalReason: claimsImportReversals.reason,
      reversalDocument: claimsImportReversals.document,
    })
    .from(claimsImports)
    .innerJoin(claimsImportAttempts, eq(claimsImportAttempts.id, claimsImports.attemptId))
    .innerJoin(users, eq(users.id, claimsImports.takenBy))
    .leftJoin(claimsImportReversals, eq(claimsImportReversals.importKey, claimsImports.key))
    .leftJoin(reversers, eq(reversers.id, claimsImportReversals.reversedBy))
    .$dynamic()
}

function selectAttempt(db: Db) {
  return db
    .select({
      id: claimsImportAttempts.id,
      contractYearId: claimsImportAttempts.contractYearId,
      source: claimsImportAttempts.source,
      format: claimsImportAttempts.format,
      reference: claimsImportAttempts.reference,
      stated: claimsImportAttempts.stated,
      starterId: claimsImportAttempts.startedBy,
      starterName: users.name,
      startedAt: claimsImportAttempts.startedAt,
      stage: claimsImportProgress.stage,
      rows: claimsImportProgress.rows,
      progressAt: claimsImportProgress.updatedAt,
      outcome: takenOr(claimsImportOutcomes.outcome),
      reason: claimsImportOutcomes.reason,
      counted:
        sql<ClaimsTotals | null>`coalesce(${claimsImportOutcomes.totals}, ${claimsImports.totals})`.mapWith(
          claimsImportOutcomes.totals,
        ),
      findingCount: claimsImportOutcomes.findingCount,
      endedAt:
        sql<Date | null>`coalesce(${claimsImportOutcomes.endedAt}, ${claimsImports.takenAt})`.mapWith(
          claimsImportOutcomes.endedAt,
        ),
      importKey: claimsImports.key,
      importNumber: claimsImports.number,
      reversedAt: claimsImportReversals.reversedAt,
    })
    .from(claimsImportAttempts)
    .innerJoin(users, eq(users.id, claimsImportAttempts.startedBy))
    .leftJoin(claimsImportProgress, eq(claimsImportProgress.attemptId, claimsImportAttempts.id))
    .leftJoin(claimsImportOutcomes, eq(claimsImportOutcomes.attemptId, claimsImportAttempts.id))
    .leftJoin(claimsImports, eq(claimsImports.attemptId, claimsImportAttempts.id))
    .leftJoin(claimsImportReversals, eq(claimsImportReversals.importKey, claimsImports.key))
    .$dynamic()
}

function takenOr(outcome: typeof claimsImportOutcomes.outcome): SQL<ImportOutcome | null> {
  return sql<ImportOutcome | null>`case when ${claimsImports.key} is null then ${outcome} else 'taken' end`
}
