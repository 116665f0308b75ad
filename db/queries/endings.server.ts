import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { type FailureReason, type OtherProcedureMethod } from '#app/domain/ending/lot-ending.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type TenderPhase } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { organisations } from '#db/schema/identity.ts'
import { phaseSql } from './lot-facts.server.ts'
import {
  lotFailures,
  lots,
  otherProcedureFiles,
  otherProcedures,
  retenders,
  tenders,
} from '#db/schema/tenders.ts'

export type LotFailureRow = {
  lotId: string
  reason: FailureReason
  detail: string // a count of bids, or the reason in words
  source: string // the rule
  failedAt: Date
}

/** False when the lot has ended already. */
export async function insertLotFailure(db: Db, failure: LotFailureRow): Promise<boolean> {
  const inserted = await db
    .insert(lotFailures)
    .values(failure)
    .onConflictDoNothing()
    .returning({ lotId: lotFailures.lotId })
  return inserted.length === 1
}

/** The ended lots of a tender, each with what followed: another tender, or another procedure. */
export async function listLotFailures(
  db: Db,
  tenderId: string,
): Promise<(LotFailureRow & { retenderId: string | null; settledOtherwise: boolean })[]> {
  return db
    .select({
      lotId: lotFailures.lotId,
      reason: lotFailures.reason,
      detail: lotFailures.detail,
      source: lotFailures.source,
      failedAt: lotFailures.failedAt,
      retenderId: tenders.id,
      settledOtherwise: sql<boolean>`${otherProcedures.lotId} is not null`,
    })
    .from(lotFailures)
    .innerJoin(lots, eq(lots.id, lotFailures.lotId))
    .leftJoin(retenders, eq(retenders.failedLotId, lots.id))
    .leftJoin(
      tenders,
      and(eq(tenders.id, retenders.tenderId), isNotNull(tenders.publishedAt)), // a draft is nobody's business
    )
    .leftJoin(otherProcedures, eq(otherProcedures.lotId, lots.id))
    .where(eq(lots.tenderId, tenderId))
    .orderBy(asc(lots.number))
}

/** Links failed lots to the tender that repeats them; the key refuses a second one. */
export async function insertRetenders(
  db: Db,
  { failedLotIds, tenderId }: { failedLotIds: readonly string[]; tenderId: string },
): Promise<void> {
  await db.insert(retenders).values(failedLotIds.map((failedLotId) => ({ failedLotId, tenderId })))
}

/** The failed lots of a tender that no tender repeats and no other procedure has settled. */
export async function listLotsToRepeat(db: Db, tenderId: string): Promise<string[]> {
  const rows = await db
    .select({ lotId: lotFailures.lotId })
    .from(lotFailures)
    .innerJoin(lots, eq(lots.id, lotFailures.lotId))
    .where(
      sql`${lots.tenderId} = ${tenderId} and not exists (select 1 from ${retenders} where ${retenders.failedLotId} = ${lots.id}) and not exists (select 1 from ${otherProcedures} where ${otherProcedures.lotId} = ${lots.id})`,
    )
    .orderBy(asc(lots.number))
  return rows.map(({ lotId }) => lotId)
}

export type ChainLink = {
  tenderId: string
  title: string
  projectNumber: string
  publishedAt: Date | null
  attempt: number // 1 for the first
}

/**
 * Every attempt to buy what this tender buys (重新招标链), first to last: the tenders
 * it repeats, itself, and those that repeat it.
 */
export async function listAttempts(db: Db, tenderId: string): Promise<ChainLink[]> {
  const rows = await db.execute<{ tender_id: string; step: number }>(sql`
    with recursive links as (
      select distinct ${lots.tenderId} as earlier, ${retenders.tenderId} as later
      from ${retenders} join ${lots} on ${lots.id} = ${retenders.failedLotId}
    ),
    back as (
      select ${tenderId}::text as tender_id, 0 as step
      union select links.earlier, back.step - 1 from back join links on links.later = back.tender_id
    ),
    chain as (
      select tender_id, step from back
      union select links.later, chain.step + 1 from chain join links on links.earlier = chain.tender_id
    )
    select tender_id, min(step)::int as step from chain group by tender_id`)
  const steps = new Map([...rows].map(({ tender_id, step }) => [tender_id, step]))
  const found = await db
    .select({
      tenderId: tenders.id,
      title: tenders.title,
      projectNumber: tenders.projectNumber,
      publishedAt: tenders.publishedAt,
    })
    .from(tenders)
    .where(inArray(tenders.id, [...steps.keys()]))
  const sorted = found.toSorted(
    (a, b) =>
      (steps.get(a.tenderId) ?? 0) - (steps.get(b.tenderId) ?? 0) ||
      (a.tenderId < b.tenderId ? -1 : 1),
  )
  return sorted.map((link, index) => ({ ...link, attempt: index + 1 }))
}

export type AttemptOutcome = ChainLink & {
  phase: TenderPhase
  reasons: FailureReason[] // why lots of it ended, each once
  otherProcedureLots: string[]
}

/** The attempts with what became of each. */
export async function listAttemptOutcomes(
  db: Db,
  tenderId: string,
  now: Date,
): Promise<AttemptOutcome[]> {
  const attempts = await listAttempts(db, tenderId)
  const ids = attempts.map((attempt) => attempt.tenderId)
  const phases = await db
    .select({ id: tenders.id, phase: phaseSql(now) })
    .from(tenders)
    .where(inArray(tenders.id, ids))
  const ended = await db
    .select({
      tenderId: lots.tenderId,
      lotId: lots.id,
      reason: lotFailures.reason,
      settledLotId: otherProcedures.lotId,
    })
    .from(lotFailures)
    .innerJoin(lots, eq(lots.id, lotFailures.lotId))
    .leftJoin(otherProcedures, eq(otherProcedures.lotId, lots.id))
    .where(inArray(lots.tenderId, ids))
    .orderBy(asc(lots.number))
  return attempts.map((attempt) => {
    const own = ended.filter((lot) => lot.tenderId === attempt.tenderId)
    return {
      ...attempt,
      phase: phases.find(({ id }) => id === attempt.tenderId)?.phase ?? 'draft',
      reasons: [...new Set(own.map(({ reason }) => reason))],
      otherProcedureLots: own.flatMap(({ settledLotId }) => (settledLotId ? [settledLotId] : [])),
    }
  })
}

/**
 * How many tenders have failed to buy what a failed lot buys: its own, and each one
 * before it in the chain that failed rather than being cancelled.
 */
export async function countFailedAttempts(db: Db, lotId: string): Promise<number> {
  const [row] = await db.execute<{ attempts: number }>(sql`
    with recursive failed as (
      select ${lots.id} as lot_id, ${lots.tenderId} as tender_id, ${lotFailures.reason} as reason
      from ${lots} join ${lotFailures} on ${lotFailures.lotId} = ${lots.id}
    ),
    back as (
      select lot_id, tender_id, reason from failed where lot_id = ${lotId}
      union
      select failed.lot_id, failed.tender_id, failed.reason
      from back
      join ${retenders} on ${retenders.tenderId} = back.tender_id
      join failed on failed.lot_id = ${retenders.failedLotId}
    )
    select count(distinct tender_id) filter (where reason <> 'cancelled')::int as attempts from back`)
  return row?.attempts ?? 0
}

/** Whether a published tender has taken a failed lot up again; a draft binds nobody. */
export async function isRetendered(db: Db, lotId: string): Promise<boolean> {
  const published = await db
    .select({ lotId: retenders.failedLotId })
    .from(retenders)
    .innerJoin(tenders, eq(tenders.id, retenders.tenderId))
    .where(and(eq(retenders.failedLotId, lotId), isNotNull(tenders.publishedAt)))
  return published.length > 0
}

/**
 * Whether a lot that this draft repeats was placed by another procedure meanwhile.
 * The failed tender stays locked, so that the two cannot pass each other.
 */
export async function repeatsPlacedLot(db: Db, tenderId: string): Promise<boolean> {
  await db
    .select({ id: tenders.id })
    .from(retenders)
    .innerJoin(lots, eq(lots.id, retenders.failedLotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(eq(retenders.tenderId, tenderId))
    .for('update', { of: tenders })
  const placed = await db
    .select({ lotId: otherProcedures.lotId })
    .from(retenders)
    .innerJoin(otherProcedures, eq(otherProcedures.lotId, retenders.failedLotId))
    .where(eq(retenders.tenderId, tenderId))
    .limit(1)
  return placed.length > 0
}

export type OtherProcedure = {
  lotId: string
  method: OtherProcedureMethod
  reason: string
  rule: string
  document: string
  fileId: string
  insurerId: string
  insurerName: string
  offer: AgreedOffer
  decidedOn: PlainDate
  recordedAt: Date
}

export async function findOtherProcedure(
  db: Db,
  lotId: string,
): Promise<OtherProcedure | undefined> {
  const [row] = await db
    .select({
      lotId: otherProcedures.lotId,
      method: otherProcedures.method,
      reason: otherProcedures.reason,
      rule: otherProcedures.rule,
      document: otherProcedures.document,
      fileId: otherProcedures.fileId,
      insurerId: otherProcedures.insurerId,
      insurerName: organisations.name,
      offer: otherProcedures.offer,
      decidedOn: otherProcedures.decidedOn,
      recordedAt: otherProcedures.recordedAt,
    })
    .from(otherProcedures)
    .innerJoin(organisations, eq(organisations.id, otherProcedures.insurerId))
    .where(eq(otherProcedures.lotId, lotId))
  return row
}

/** False when the lot has one already. */
export async function insertOtherProcedure(
  db: Db,
  procedure: Omit<OtherProcedure, 'insurerName'> & { recordedBy: string },
): Promise<boolean> {
  const inserted = await db
    .insert(otherProcedures)
    .values(procedure)
    .onConflictDoNothing()
    .returning({ lotId: otherProcedures.lotId })
  return inserted.length === 1
}

export async function insertOtherProcedureFile(
  db: Db,
  file: typeof otherProcedureFiles.$inferInsert,
): Promise<void> {
  await db.insert(otherProcedureFiles).values(file)
}

/** The government's decision, public once the procedure is recorded. */
export async function findOtherProcedureFile(db: Db, id: string) {
  const [file] = await db
    .select({
      fileName: otherProcedureFiles.fileName,
      mediaType: otherProcedureFiles.mediaType,
      content: otherProcedureFiles.content,
    })
    .from(otherProcedureFiles)
    .innerJoin(otherProcedures, eq(otherProcedures.fileId, otherProcedureFiles.id))
    .where(eq(otherProcedureFiles.id, id))
  return file
}

/** The tenders whose failed lots still wait for a way on. */
export async function listTendersToRepeat(
  db: Db,
  procuringEntityId: string,
  limit: number,
): Promise<{ subjectId: string; title: string }[]> {
  return db
    .selectDistinct({ subjectId: tenders.id, title: tenders.title })
    .from(lotFailures)
    .innerJoin(lots, eq(lots.id, lotFailures.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(
      sql`${tenders.procuringEntityId} = ${procuringEntityId} and ${isNotNull(tenders.publishedAt)} and ${lotFailures.reason} <> 'cancelled' and not exists (select 1 from ${retenders} where ${retenders.failedLotId} = ${lots.id}) and not exists (select 1 from ${otherProcedures} where ${otherProcedures.lotId} = ${lots.id})`,
    )
    .orderBy(asc(tenders.id))
    .limit(limit)
}
