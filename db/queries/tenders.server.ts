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
import { type LotFailure } from '#app/domain/evaluation/lot-failure.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import {
  type Lot,
  type TenderFacts,
  type TenderPhase,
  type TenderTerms,
} from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { awards, candidateNotices, evaluationReports } from '#db/schema/awards.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import { contractConfirmations, contracts } from '#db/schema/contracts.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { lotFailures, lots, openingOfficers, provenanceNotes, tenders } from '#db/schema/tenders.ts'

export type Tender = {
  id: string
  procuringEntityId: string
  procuringEntityName: string
  retenderOf: string | null
  createdAt: Date
  updatedAt: Date
  publishedAt: Date | null
  terms: TenderTerms
  facts: TenderFacts
}

export async function findTender(db: Db, id: string): Promise<Tender | undefined> {
  const [row] = await selectTender(db).where(eq(tenders.id, id))
  return row && (await withLots(db, row))
}

/** A tender as anyone may see it: published. */
export async function findPublishedTender(db: Db, id: string): Promise<Tender | undefined> {
  const tender = await findTender(db, id)
  return tender?.publishedAt ? tender : undefined
}

/** Locks the tender against every other change until the transaction ends. */
export async function lockTender(db: Db, id: string): Promise<Tender | undefined> {
  const [row] = await selectTender(db).where(eq(tenders.id, id)).for('update', { of: tenders })
  return row && (await withLots(db, row))
}

/** Keeps the tender from being opened or changed while bids come in side by side. */
export async function shareTender(db: Db, id: string): Promise<Tender | undefined> {
  const [row] = await selectTender(db).where(eq(tenders.id, id)).for('share', { of: tenders })
  return row && (await withLots(db, row))
}

export async function findTenderIdOfLot(db: Db, lotId: string): Promise<string | undefined> {
  const [row] = await db.select({ tenderId: lots.tenderId }).from(lots).where(eq(lots.id, lotId))
  return row?.tenderId
}

/** A lot with the tender it belongs to. */
export async function findLot(
  db: Db,
  lotId: string,
): Promise<{ lot: Lot; tender: Tender } | undefined> {
  const tenderId = await findTenderIdOfLot(db, lotId)
  const tender = tenderId ? await findTender(db, tenderId) : undefined
  const lot = tender?.terms.lots.find(({ id }) => id === lotId)
  return tender && lot && { lot, tender }
}

export async function insertTender(
  db: Db,
  tender: {
    id: string
    procuringEntityId: string
    retenderOf: string | null
    terms: TenderTerms
    createdBy: string
    at: Date
  },
): Promise<boolean> {
  const { id, procuringEntityId, retenderOf, terms, createdBy, at } = tender
  const inserted = await db
    .insert(tenders)
    .values({
      id,
      procuringEntityId,
      retenderOf,
      ...termsRow(terms),
      createdBy,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: tenders.id })
  if (inserted.length === 0) return false
  await db.insert(lots).values(terms.lots.map((lot) => ({ ...lot, tenderId: id })))
  return true
}

/** Replaces a draft's terms, its lots and its opening officers. */
export async function updateTender(
  db: Db,
  { id, terms, at }: { id: string; terms: TenderTerms; at: Date },
): Promise<void> {
  await db
    .update(tenders)
    .set({ ...termsRow(terms), updatedAt: at })
    .where(eq(tenders.id, id))
  await db.delete(lots).where(eq(lots.tenderId, id))
  await db.insert(lots).values(terms.lots.map((lot) => ({ ...lot, tenderId: id })))
}

export async function replaceOpeningOfficers(
  db: Db,
  { tenderId, userIds }: { tenderId: string; userIds: readonly string[] },
): Promise<void> {
  await db.delete(openingOfficers).where(eq(openingOfficers.tenderId, tenderId))
  if (userIds.length === 0) return
  await db.insert(openingOfficers).values(userIds.map((userId) => ({ tenderId, userId })))
}

export async function listOpeningOfficers(db: Db, tenderId: string) {
  return db
    .select({ userId: users.id, name: users.name, organisationName: organisations.name })
    .from(openingOfficers)
    .innerJoin(users, eq(users.id, openingOfficers.userId))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(openingOfficers.tenderId, tenderId))
    .orderBy(asc(users.id))
}

export async function markTenderPublished(
  db: Db,
  { id, at, by }: { id: string; at: Date; by: string },
): Promise<void> {
  await db.update(tenders).set({ publishedAt: at, publishedBy: by }).where(eq(tenders.id, id))
}

/** False when the lot has failed already. */
export async function insertLotFailure(
  db: Db,
  { lotId, failure, at }: { lotId: string; failure: LotFailure; at: Date },
): Promise<boolean> {
  const { reason, count: bids, source } = failure
  const inserted = await db
    .insert(lotFailures)
    .values({ lotId, reason, detail: String(bids), source, failedAt: at })
    .onConflictDoNothing()
    .returning({ lotId: lotFailures.lotId })
  return inserted.length === 1
}

export async function listLotFailures(db: Db, tenderId: string) {
  return db
    .select({
      lotId: lotFailures.lotId,
      reason: lotFailures.reason,
      bids: lotFailures.detail,
      source: lotFailures.source,
      failedAt: lotFailures.failedAt,
    })
    .from(lotFailures)
    .innerJoin(lots, eq(lots.id, lotFailures.lotId))
    .where(eq(lots.tenderId, tenderId))
    .orderBy(asc(lots.number))
}

/** The tender that this one repeats and the one that repeats it, when published. */
export async function findRetenderChain(db: Db, tender: Tender) {
  const [before] = tender.retenderOf
    ? await db
        .select({ id: tenders.id, title: tenders.title })
        .from(tenders)
        .where(eq(tenders.id, tender.retenderOf))
    : []
  const [after] = await db
    .select({ id: tenders.id, title: tenders.title, publishedAt: tenders.publishedAt })
    .from(tenders)
    .where(eq(tenders.retenderOf, tender.id))
  return { before, after }
}

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

/** An entity's own tenders, drafts included. */
export async function listOwnTenders(
  db: Db,
  procuringEntityId: string,
  page: { now: Date; limit: number; offset: number },
): Promise<{ items: TenderListItem[]; total: number }> {
  const where = eq(tenders.procuringEntityId, procuringEntityId)
  const items = await selectListItem(db, page.now)
    .where(where)
    .orderBy(desc(tenders.createdAt), desc(tenders.id))
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

export type ProvenanceNote = { kind: 'real' | 'made-up'; what: string; source: string }

/** What of a purchase is a published fact and what was made up, as noted by the story. */
export async function listProvenanceNotes(db: Db, subjectId: string): Promise<ProvenanceNote[]> {
  return db
    .select({
      kind: provenanceNotes.kind,
      what: provenanceNotes.what,
      source: provenanceNotes.source,
    })
    .from(provenanceNotes)
    .where(eq(provenanceNotes.subjectId, subjectId))
    .orderBy(asc(provenanceNotes.position))
}

export async function insertProvenanceNotes(
  db: Db,
  subjectId: string,
  notes: readonly ProvenanceNote[],
): Promise<void> {
  await db
    .insert(provenanceNotes)
    .values(notes.map((note, position) => ({ subjectId, position, ...note })))
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

/** `tenderPhase` of app/domain/tender said in SQL, for lists and filters; a test holds the two together. */
function phaseSql(now: Date): SQL<TenderPhase> {
  const livingLots = sql`from ${lots} where ${lots.tenderId} = ${tenders.id} and not exists (select 1 from ${lotFailures} where ${lotFailures.lotId} = ${lots.id})`
  const everyLivingLot = (condition: SQL) =>
    sql`not exists (select 1 ${livingLots} and not (${condition}))`
  const awarded = sql`exists (select 1 from ${awards} where ${awards.lotId} = ${lots.id})`
  const onNotice = sql`exists (select 1 from ${candidateNotices} where ${candidateNotices.lotId} = ${lots.id})`
  const signed = sql`(select count(*) from ${contracts} join ${contractConfirmations} on ${contractConfirmations.contractId} = ${contracts.id} where ${contracts.lotId} = ${lots.id}) = 2`
  return sql<TenderPhase>`case
    when ${tenders.publishedAt} is null then 'draft'
    when not exists (select 1 ${livingLots}) then 'failed'
    when ${tenders.bidDeadline} > ${now.toISOString()}::timestamptz then 'open-for-bids'
    when not exists (select 1 from ${bidOpenings} where ${bidOpenings.tenderId} = ${tenders.id}) then 'awaiting-opening'
    when ${everyLivingLot(signed)} then 'contracted'
    when ${everyLivingLot(awarded)} then 'awarded'
    when ${everyLivingLot(sql`${awarded} or ${onNotice}`)} then 'candidates'
    else 'evaluation' end`
}

function selectTender(db: Db) {
  return db
    .select({
      tender: tenders,
      procuringEntityName: organisations.name,
      openedAt: sql<
        string | null
      >`(select ${bidOpenings.openedAt} from ${bidOpenings} where ${bidOpenings.tenderId} = ${tenders.id})`.mapWith(
        bidOpenings.openedAt,
      ),
    })
    .from(tenders)
    .innerJoin(organisations, eq(organisations.id, tenders.procuringEntityId))
    .$dynamic()
}

type TenderRow = {
  tender: typeof tenders.$inferSelect
  procuringEntityName: string
}

/** Facts are read after the tender's lock is held, so that what happened while waiting for it is seen. */
async function withLots(db: Db, { tender, procuringEntityName }: TenderRow): Promise<Tender> {
  const [opening] = await db
    .select({ openedAt: bidOpenings.openedAt })
    .from(bidOpenings)
    .where(eq(bidOpenings.tenderId, tender.id))
  const rows = await db
    .select({
      lot: {
        id: lots.id,
        number: lots.number,
        name: lots.name,
        districts: lots.districts,
        headcount: lots.headcount,
        bidBasis: lots.bidBasis,
        priceCeiling: lots.priceCeiling,
        priceFloor: lots.priceFloor,
        fundingPerHead: lots.fundingPerHead,
      },
      failed: isNotNull(lotFailures.lotId).mapWith(Boolean),
      evaluated: isNotNull(evaluationReports.lotId).mapWith(Boolean),
      candidatesPublished: isNotNull(candidateNotices.lotId).mapWith(Boolean),
      awarded: isNotNull(awards.lotId).mapWith(Boolean),
      contractSigned: sql<boolean>`(select count(*) from ${contracts} join ${contractConfirmations} on ${contractConfirmations.contractId} = ${contracts.id} where ${contracts.lotId} = ${lots.id}) = 2`,
    })
    .from(lots)
    .leftJoin(lotFailures, eq(lotFailures.lotId, lots.id))
    .leftJoin(evaluationReports, eq(evaluationReports.lotId, lots.id))
    .leftJoin(candidateNotices, eq(candidateNotices.lotId, lots.id))
    .leftJoin(awards, eq(awards.lotId, lots.id))
    .where(eq(lots.tenderId, tender.id))
    .orderBy(asc(lots.number))
  const { documentsFrom, documentsUntil, bidDeadline } = tender
  return {
    id: tender.id,
    procuringEntityId: tender.procuringEntityId,
    procuringEntityName,
    retenderOf: tender.retenderOf,
    createdAt: tender.createdAt,
    updatedAt: tender.updatedAt,
    publishedAt: tender.publishedAt,
    terms: {
      title: tender.title,
      projectNumber: tender.projectNumber,
      region: tender.region,
      regime: tender.regime,
      budget: tender.budget,
      bidSecurity: tender.bidSecurity,
      termMonths: tender.termMonths,
      shortTermReason: tender.shortTermReason,
      coverageStartsOn: tender.coverageStartsOn,
      timetable: { documentsFrom, documentsUntil, bidDeadline },
      benefitTerms: tender.benefitTerms,
      tierWeights: tender.tierWeights,
      profitRateCeiling: tender.profitRateCeiling,
      settlementRules: tender.settlementRules,
      criteria: tender.criteria,
      tieBreakers: tender.tieBreakers,
      calendarOverrides: tender.calendarOverrides,
      lots: rows.map(({ lot }) => lot),
    },
    facts: {
      publishedAt: tender.publishedAt,
      bidDeadline,
      openedAt: opening?.openedAt ?? null,
      lots: rows.map(({ failed, evaluated, candidatesPublished, awarded, contractSigned }) => ({
        failed,
        evaluated,
        candidatesPublished,
        awarded,
        contractSigned,
      })),
    },
  }
}

function termsRow({ lots: _lots, timetable, ...terms }: TenderTerms) {
  return { ...terms, ...timetable }
}
