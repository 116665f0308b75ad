import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { auditEvents, sealedEvents } from '#db/schema/audit-events.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import { organisations, users } from '#db/schema/identity.ts'

export type AuditEventInput = {
  actor: Actor
  at: Date
  action: string // `tender.published`: subject kind, dot, past participle
  subjectId: string
  purchaseId: string | null // the tender id, or null for accounts and the like
  payload?: Readonly<Record<string, unknown>> // plain values, bigint allowed; no personal data
}

/** Appends to the trail inside the caller's transaction. */
export async function appendAuditEvent(db: Db, event: AuditEventInput): Promise<void> {
  await db.insert(auditEvents).values(toRow(event))
}

/** Like `appendAuditEvent`, for acts that nobody may learn of before the opening. */
export async function appendSealedEvent(
  db: Db,
  event: AuditEventInput & { purchaseId: string },
): Promise<void> {
  await db.insert(sealedEvents).values(toRow(event))
}

function toRow({ actor, at, action, subjectId, purchaseId, payload }: AuditEventInput) {
  return {
    at,
    actorId: actor.userId,
    organisationId: actor.organisationId,
    action,
    subjectId,
    purchaseId,
    payload: payload ?? {},
  }
}

export type AuditEvent = {
  trail: 'main' | 'sealed'
  position: bigint
  at: Date
  action: string
  subjectId: string
  actorName: string
  organisationName: string
  payload: Readonly<Record<string, unknown>>
}

/** Everything that happened in one purchase, oldest first; sealed events only once it is opened. */
export async function listPurchaseEvents(
  db: Db,
  purchaseId: string,
  page: { limit: number; offset: number },
): Promise<AuditEvent[]> {
  const main = db
    .select(eventColumns('main', auditEvents))
    .from(auditEvents)
    .innerJoin(users, eq(users.id, auditEvents.actorId))
    .innerJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .where(eq(auditEvents.purchaseId, purchaseId))
  const sealed = db
    .select(eventColumns('sealed', sealedEvents))
    .from(sealedEvents)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, sealedEvents.purchaseId))
    .innerJoin(users, eq(users.id, sealedEvents.actorId))
    .innerJoin(organisations, eq(organisations.id, sealedEvents.organisationId))
    .where(eq(sealedEvents.purchaseId, purchaseId))
  return unionAll(main, sealed)
    .orderBy(sql`3`, sql`1`, sql`2`)
    .limit(page.limit)
    .offset(page.offset)
}

export async function countPurchaseEvents(db: Db, purchaseId: string): Promise<number> {
  const [main] = await db
    .select({ total: count() })
    .from(auditEvents)
    .where(eq(auditEvents.purchaseId, purchaseId))
  const [sealed] = await db
    .select({ total: count() })
    .from(sealedEvents)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, sealedEvents.purchaseId))
    .where(eq(sealedEvents.purchaseId, purchaseId))
  return (main?.total ?? 0) + (sealed?.total ?? 0)
}

/** The trail of one subject, oldest first. */
export async function listSubjectEvents(db: Db, subjectId: string): Promise<AuditEvent[]> {
  return db
    .select(eventColumns('main', auditEvents))
    .from(auditEvents)
    .innerJoin(users, eq(users.id, auditEvents.actorId))
    .innerJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .where(eq(auditEvents.subjectId, subjectId))
    .orderBy(asc(auditEvents.position))
    .limit(500)
}

/** The newest events over all purchases, for the auditor's list. */
export async function listLatestEvents(
  db: Db,
  { actions, limit, offset }: { actions: readonly string[]; limit: number; offset: number },
): Promise<(AuditEvent & { purchaseId: string | null })[]> {
  return db
    .select({ ...eventColumns('main', auditEvents), purchaseId: auditEvents.purchaseId })
    .from(auditEvents)
    .innerJoin(users, eq(users.id, auditEvents.actorId))
    .innerJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .where(and(actions.length > 0 ? inArray(auditEvents.action, [...actions]) : undefined))
    .orderBy(desc(auditEvents.position))
    .limit(limit)
    .offset(offset)
}

function eventColumns(trail: 'main' | 'sealed', table: typeof auditEvents | typeof sealedEvents) {
  return {
    trail: sql<'main' | 'sealed'>`${trail}::text`.as('trail'),
    position: table.position,
    at: table.at,
    action: table.action,
    subjectId: table.subjectId,
    actorName: users.name,
    organisationName: organisations.name,
    payload: table.payload,
  }
}
