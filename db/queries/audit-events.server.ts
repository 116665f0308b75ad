import { and, asc, eq, sql } from 'drizzle-orm'
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

function toRow({ actor, payload, ...event }: AuditEventInput) {
  return {
    ...event,
    actorId: actor.userId,
    organisationId: actor.organisationId,
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

/**
 * What happened in one purchase, oldest first, all of it or about one subject.
 * The bidding's own trail joins it only once the bids are opened.
 */
export async function listPurchaseEvents(
  db: Db,
  { purchaseId, subjectId }: { purchaseId: string; subjectId: string },
  page: { limit: number; offset: number },
): Promise<{ events: AuditEvent[]; total: number }> {
  const main = db
    .select({
      trail: sql<AuditEvent['trail']>`'main'`.as('trail'),
      ...trailColumns(auditEvents),
    })
    .from(auditEvents)
    .innerJoin(users, eq(users.id, auditEvents.actorId))
    .innerJoin(organisations, eq(organisations.id, auditEvents.organisationId))
    .where(
      and(
        eq(auditEvents.purchaseId, purchaseId),
        subjectId ? eq(auditEvents.subjectId, subjectId) : undefined,
      ),
    )
  const sealed = db
    .select({
      trail: sql<AuditEvent['trail']>`'sealed'`.as('trail'),
      ...trailColumns(sealedEvents),
      // Counted within the purchase: a gap would tell of bids on another that is not opened.
      position: sql<bigint>`row_number() over (order by ${sealedEvents.position})`
        .mapWith(sealedEvents.position)
        .as('position'),
    })
    .from(sealedEvents)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, sealedEvents.purchaseId))
    .innerJoin(users, eq(users.id, sealedEvents.actorId))
    .innerJoin(organisations, eq(organisations.id, sealedEvents.organisationId))
    .where(
      and(
        eq(sealedEvents.purchaseId, purchaseId),
        subjectId ? eq(sealedEvents.subjectId, subjectId) : undefined,
      ),
    )
  const both = unionAll(main, sealed).as('both_trails')
  const events = await db
    .select()
    .from(both)
    .orderBy(asc(both.at), asc(both.trail), asc(both.position))
    .limit(page.limit)
    .offset(page.offset)
  return { events, total: await db.$count(both) }
}

/** The subjects that a purchase's main trail speaks of. */
export async function listPurchaseSubjects(db: Db, purchaseId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ subjectId: auditEvents.subjectId })
    .from(auditEvents)
    .where(eq(auditEvents.purchaseId, purchaseId))
    .orderBy(asc(auditEvents.subjectId))
  return rows.map(({ subjectId }) => subjectId)
}

function trailColumns<Table extends typeof auditEvents | typeof sealedEvents>(table: Table) {
  return {
    position: table.position as Table['position'], // kept generic, so that both sides of the union agree
    at: table.at as Table['at'],
    action: table.action as Table['action'],
    subjectId: table.subjectId as Table['subjectId'],
    actorName: sql<string>`${users.name}`.as('actor_name'),
    organisationName: sql<string>`${organisations.name}`.as('organisation_name'),
    payload: table.payload as Table['payload'],
  }
}
