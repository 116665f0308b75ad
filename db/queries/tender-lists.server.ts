import {
  type SQL,
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  ilike,
  inArray,
  isNotNull,
  or,
  sql,
} from 'drizzle-orm'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type TenderPhase } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { organisations } from '#db/schema/identity.ts'
import { openingOfficers, tenders, lots } from '#db/schema/tenders.ts'
import { phaseSql } from './lot-facts.server.ts'

export type TenderListItem = {
  id: string
  title: string
  projectNumber: string
  region: string
  regime: Regime
  procuringEntityName: string
  publishedAt: Date | null
  bidDeadline: Date
  phase: TenderPhase
}

export type TenderFilter = {
  search: string
  region: string
  regime: Regime | ''
  bidBasis: BidBasis | ''
  phase: TenderPhase | ''
}

/** Published tenders as the public sees them, newest first or by deadline. */
export async function listPublishedTenders(
  db: Db,
  filter: TenderFilter,
  page: { now: Date; order: 'published' | 'deadline'; limit: number; offset: number },
): Promise<{ items: TenderListItem[]; total: number }> {
  const where = and(isNotNull(tenders.publishedAt), ...filterConditions(filter, page.now))
  const items = await selectListItem(db, page.now)
    .where(where)
    .orderBy(
      page.order === 'deadline' ? asc(tenders.bidDeadline) : desc(tenders.publishedAt),
      desc(tenders.id),
    )
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(tenders).where(where)
  return { items, total: counted?.total ?? 0 }
}

/** An entity's own tenders, drafts included and, by publication, before what is published. */
export async function listOwnTenders(
  db: Db,
  procuringEntityId: string,
  page: {
    now: Date
    filter?: TenderFilter
    order?: 'created' | 'published' | 'deadline'
    limit: number
    offset: number
  },
): Promise<{ items: TenderListItem[]; total: number }> {
  const where = and(
    eq(tenders.procuringEntityId, procuringEntityId),
    ...(page.filter ? filterConditions(page.filter, page.now) : []),
  )
  const order = {
    created: desc(tenders.createdAt),
    published: desc(tenders.publishedAt),
    deadline: asc(tenders.bidDeadline),
  }
  const items = await selectListItem(db, page.now)
    .where(where)
    .orderBy(order[page.order ?? 'created'], desc(tenders.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(tenders).where(where)
  return { items, total: counted?.total ?? 0 }
}

/** Tenders that an opening officer is named in. */
export async function listTendersToOpen(
  db: Db,
  userId: string,
  now: Date,
): Promise<TenderListItem[]> {
  return selectListItem(db, now)
    .where(
      and(
        isNotNull(tenders.publishedAt),
        exists(
          db
            .select({ one: sql`1` })
            .from(openingOfficers)
            .where(
              and(eq(openingOfficers.tenderId, tenders.id), eq(openingOfficers.userId, userId)),
            ),
        ),
      ),
    )
    .orderBy(desc(tenders.bidDeadline), desc(tenders.id))
    .limit(100)
}

export async function listRegions(db: Db): Promise<string[]> {
  const rows = await db
    .selectDistinct({ region: tenders.region })
    .from(tenders)
    .where(isNotNull(tenders.publishedAt))
    .orderBy(asc(tenders.region))
  return rows.map(({ region }) => region)
}

function filterConditions(
  { search, region, regime, bidBasis, phase }: TenderFilter,
  now: Date,
): (SQL | undefined)[] {
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return [
    search
      ? or(
          ilike(tenders.title, pattern),
          ilike(tenders.projectNumber, pattern),
          ilike(tenders.region, pattern),
        )
      : undefined,
    region ? eq(tenders.region, region) : undefined,
    regime ? eq(tenders.regime, regime) : undefined,
    bidBasis
      ? inArray(
          tenders.id,
          sql`(select ${lots.tenderId} from ${lots} where ${lots.bidBasis} = ${bidBasis})`,
        )
      : undefined,
    phase ? eq(phaseSql(now), phase) : undefined,
  ]
}

function selectListItem(db: Db, now: Date) {
  return db
    .select({
      id: tenders.id,
      title: tenders.title,
      projectNumber: tenders.projectNumber,
      region: tenders.region,
      regime: tenders.regime,
      procuringEntityName: organisations.name,
      publishedAt: tenders.publishedAt,
      bidDeadline: tenders.bidDeadline,
      phase: phaseSql(now),
    })
    .from(tenders)
    .innerJoin(organisations, eq(organisations.id, tenders.procuringEntityId))
    .$dynamic()
}
