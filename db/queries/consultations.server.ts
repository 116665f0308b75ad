import { type SQL, and, asc, desc, eq, gte, ilike, lt, or, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { organisations } from '#db/schema/identity.ts'
import { consultations } from '#db/schema/tender-documents.ts'
import { tenders } from '#db/schema/tenders.ts'

export type ConsultationRow = {
  id: string
  tenderId: string
  number: number
  title: string
  region: string
  procuringEntityName: string
  publishedAt: Date
  lastDay: PlainDate
}

export type Consultation = ConsultationRow & {
  procuringEntityId: string
  isTenderPublished: boolean
  introduction: string
  terms: TenderTerms // as they stood on the day
}

// As put out for comment: the draft may say something else by now.
const title = sql<string>`${consultations.terms}::jsonb ->> 'title'`
const region = sql<string>`${consultations.terms}::jsonb ->> 'region'`

const rowColumns = {
  id: consultations.id,
  tenderId: consultations.tenderId,
  number: consultations.number,
  title,
  region,
  procuringEntityName: organisations.name,
  publishedAt: consultations.publishedAt,
  lastDay: consultations.lastDay,
}

/** False when the consultation exists already. */
export async function insertConsultation(
  db: Db,
  consultation: typeof consultations.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(consultations)
    .values(consultation)
    .onConflictDoNothing()
    .returning({ id: consultations.id })
  return inserted.length === 1
}

export async function countConsultations(db: Db, tenderId: string): Promise<number> {
  return db.$count(consultations, eq(consultations.tenderId, tenderId))
}

/** The consultation of a tender that still takes comments on that day. */
export async function findOpenConsultation(
  db: Db,
  tenderId: string,
  today: PlainDate,
): Promise<{ id: string; lastDay: PlainDate } | undefined> {
  const [open] = await db
    .select({ id: consultations.id, lastDay: consultations.lastDay })
    .from(consultations)
    .where(and(eq(consultations.tenderId, tenderId), gte(consultations.lastDay, today)))
    .orderBy(desc(consultations.number))
    .limit(1)
  return open
}

export async function findConsultation(db: Db, id: string): Promise<Consultation | undefined> {
  const [consultation] = await db
    .select({
      ...rowColumns,
      procuringEntityId: tenders.procuringEntityId,
      isTenderPublished: sql<boolean>`${tenders.publishedAt} is not null`,
      introduction: consultations.introduction,
      terms: consultations.terms,
    })
    .from(consultations)
    .innerJoin(tenders, eq(tenders.id, consultations.tenderId))
    .innerJoin(organisations, eq(organisations.id, tenders.procuringEntityId))
    .where(eq(consultations.id, id))
  return consultation
}

export type ConsultationFilter = {
  search: string
  state: 'open' | 'closed' | ''
  tenderId: string // empty for all
}

/** Consultations, the newest first: public from the moment they are published. */
export async function listConsultations(
  db: Db,
  filter: ConsultationFilter,
  { today, limit, offset }: { today: PlainDate; limit: number; offset: number },
): Promise<{ items: ConsultationRow[]; total: number }> {
  const where = conditionOf(filter, today)
  const items = await selectRows(db)
    .where(where)
    .orderBy(desc(consultations.publishedAt), asc(consultations.id))
    .limit(limit)
    .offset(offset)
  return { items, total: await db.$count(selectRows(db).where(where).as('found')) }
}

function conditionOf(
  { search, state, tenderId }: ConsultationFilter,
  today: PlainDate,
): SQL | undefined {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return and(
    search === '' ? undefined : or(ilike(title, pattern), ilike(region, pattern)),
    tenderId === '' ? undefined : eq(consultations.tenderId, tenderId),
    state === 'open' ? gte(consultations.lastDay, today) : undefined,
    state === 'closed' ? lt(consultations.lastDay, today) : undefined,
  )
}

function selectRows(db: Db) {
  return db
    .select({
      ...rowColumns,
      title: title.as('title'),
      region: region.as('region'),
      procuringEntityName: sql<string>`${organisations.name}`.as('procuring_entity_name'),
    })
    .from(consultations)
    .innerJoin(tenders, eq(tenders.id, consultations.tenderId))
    .innerJoin(organisations, eq(organisations.id, tenders.procuringEntityId))
    .$dynamic()
}
