import { and, eq, ne, notExists, sql } from 'drizzle-orm'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { type RowProblem } from '#app/domain/claims/row-problem.ts'
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
  pseudonymKeys,
} from '#db/schema/claims.ts'
import { settlements } from '#db/schema/settlements.ts'

export type ImportAttempt = {
  id: string
  contractYearId: string
  source: 'page' | 'api'
  format: 'csv' | 'xlsx'
  reference: string
  stated: Partial<ClaimsTotals>
  startedBy: string
  startedAt: Date
}

/** False when an attempt of that id was begun already. */
export async function insertImportAttempt(db: Db, attempt: ImportAttempt): Promise<boolean> {
  const inserted = await db
    .insert(claimsImportAttempts)
    .values(attempt)
    .onConflictDoNothing()
    .returning({ id: claimsImportAttempts.id })
  return inserted.length === 1
}

export type ImportStage = 'receiving' | 'checking' | 'posting'

/** How far an attempt is, by the database's clock. */
export async function saveImportProgress(
  db: Db,
  { attemptId, stage, rows }: { attemptId: string; stage: ImportStage; rows: number },
): Promise<void> {
  const updatedAt = sql`portal_now()`
  await db
    .insert(claimsImportProgress)
    .values({ attemptId, stage, rows, updatedAt })
    .onConflictDoUpdate({
      target: claimsImportProgress.attemptId,
      set: { stage, rows, updatedAt },
    })
}

/** Adds to what is wrong with a file; `first` is the position of the first one. */
export async function insertImportFindings(
  db: Db,
  { attemptId, first, problems }: { attemptId: string; first: number; problems: RowProblem[] },
): Promise<void> {
  const rows = JSON.stringify(
    problems.map((problem, index) => ({ ...problem, position: first + index })),
  )
  await db.execute(
    sql`insert into ${claimsImportFindings} (attempt_id, position, row_number, field, reason)
      select ${attemptId}, position, "rowNumber", field, reason
      from json_to_recordset(${rows}::json) as p(position integer, "rowNumber" integer, field text, reason text)`,
  )
}

export async function insertImportOutcome(
  db: Db,
  outcome: {
    attemptId: string
    outcome: ImportOutcome
    reason: string
    totals: ClaimsTotals | null
    findingCount: number
    endedAt: Date
  },
): Promise<void> {
  await db.insert(claimsImportOutcomes).values(outcome)
}

/** 年度已审定: its claims no longer change. */
export async function isYearSettled(db: Db, contractYearId: string): Promise<boolean> {
  return (await db.$count(settlements, eq(settlements.contractYearId, contractYearId))) > 0
}

/** Whether these very bytes count in the year now. */
export async function isFileTaken(
  db: Db,
  { contractYearId, sha256 }: { contractYearId: string; sha256: string },
): Promise<boolean> {
  const same = and(
    eq(claimsImports.contractYearId, contractYearId),
    eq(claimsImports.sha256, sha256),
    notReversed(db),
  )
  return (await db.$count(claimsImports, same)) > 0
}

/** Whether claims that count were made with another key: with this one their persons would be strangers. */
export async function isOtherPseudonymKeyInUse(db: Db, keyId: string): Promise<boolean> {
  const others = and(ne(claimsImports.pseudonymKeyId, keyId), notReversed(db))
  return (await db.$count(claimsImports, others)) > 0
}

function notReversed(db: Db) {
  return notExists(
    db
      .select({ one: sql`1` })
      .from(claimsImportReversals)
      .where(eq(claimsImportReversals.importKey, claimsImports.key)),
  )
}

/**
 * Notes the fingerprint of a key that is used for the first time. Two copies of the portal with
 * different keys do so one after the other, so that the second sees what the first has imported.
 */
export async function notePseudonymKey(
  db: Db,
  key: { id: string; firstUsedAt: Date },
): Promise<void> {
  if ((await db.$count(pseudonymKeys, eq(pseudonymKeys.id, key.id))) > 0) return
  await db.execute(sql`lock table ${pseudonymKeys} in share row exclusive mode`)
  await db.insert(pseudonymKeys).values(key).onConflictDoNothing()
}

/** Records a file that was taken; gives its number within the year, which the caller has locked. */
export async function insertClaimsImport(
  db: Db,
  claimsImport: {
    key: number
    contractYearId: string
    yearKey: number
    attemptId: string
    sha256: string
    totals: ClaimsTotals
    paid: Fen
    pseudonymKeyId: string
    takenBy: string
    takenAt: Date
  },
): Promise<number> {
  const { contractYearId } = claimsImport
  const number = sql`(select coalesce(max(${claimsImports.number}), 0) + 1 from ${claimsImports} where ${claimsImports.contractYearId} = ${contractYearId})`
  const [inserted] = await db
    .insert(claimsImports)
    .overridingSystemValue()
    .values({ ...claimsImport, number })
    .returning({ number: claimsImports.number })
  if (!inserted) throw new Error('an inserted import has a number')
  return inserted.number
}
