import { asc, eq } from 'drizzle-orm'
import { type CalendarOverrides } from '#app/domain/calendar.ts'
import {
  type Lot,
  type LotFacts,
  type TenderFacts,
  type TenderTerms,
} from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import { organisations } from '#db/schema/identity.ts'
import { openingSessions } from '#db/schema/sealing.ts'
import { lots, openingOfficers, provenanceNotes, tenders } from '#db/schema/tenders.ts'
import { lotFactColumns } from './lot-facts.server.ts'

export type Tender = {
  id: string
  procuringEntityId: string
  procuringEntityName: string
  version: number // of the published documents
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

/** A lot with its tender locked and where it stands; what most acts on a lot begin with. */
export async function lockLot(
  db: Db,
  lotId: string,
): Promise<{ tender: Tender; lot: Lot; facts: LotFacts } | undefined> {
  const tenderId = await findTenderIdOfLot(db, lotId)
  return lotOf(tenderId ? await lockTender(db, tenderId) : undefined, lotId)
}

/** The same for acts that may go on side by side, as experts score. */
export async function shareLot(
  db: Db,
  lotId: string,
): Promise<{ tender: Tender; lot: Lot; facts: LotFacts } | undefined> {
  const tenderId = await findTenderIdOfLot(db, lotId)
  return lotOf(tenderId ? await shareTender(db, tenderId) : undefined, lotId)
}

function lotOf(tender: Tender | undefined, lotId: string) {
  const index = tender?.terms.lots.findIndex(({ id }) => id === lotId) ?? -1
  const lot = tender?.terms.lots[index]
  const facts = tender?.facts.lots[index]
  return tender && lot && facts && { tender, lot, facts }
}

export async function insertTender(
  db: Db,
  tender: {
    id: string
    procuringEntityId: string
    terms: TenderTerms
    createdBy: string
    at: Date
  },
): Promise<boolean> {
  const { id, procuringEntityId, terms, createdBy, at } = tender
  const inserted = await db
    .insert(tenders)
    .values({
      id,
      procuringEntityId,
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

/**
 * Puts an amendment's version in force: the lots in place, then the tender with its
 * new version. The version's own row must be there before; triggers see to it.
 */
export async function applyAmendment(
  db: Db,
  { id, version, terms, at }: { id: string; version: number; terms: TenderTerms; at: Date },
): Promise<void> {
  for (const { id: lotId, ...lot } of terms.lots)
    await db.update(lots).set(lot).where(eq(lots.id, lotId))
  await db
    .update(tenders)
    .set({ ...termsRow(terms), version, updatedAt: at })
    .where(eq(tenders.id, id))
}

export async function replaceOpeningOfficers(
  db: Db,
  { tenderId, userIds }: { tenderId: string; userIds: readonly string[] },
): Promise<void> {
  await db.delete(openingOfficers).where(eq(openingOfficers.tenderId, tenderId))
  if (userIds.length === 0) return
  await db.insert(openingOfficers).values(userIds.map((userId) => ({ tenderId, userId })))
}

export async function markTenderPublished(
  db: Db,
  {
    id,
    at,
    by,
    calendarOverrides,
  }: { id: string; at: Date; by: string; calendarOverrides: CalendarOverrides },
): Promise<void> {
  await db
    .update(tenders)
    .set({ publishedAt: at, publishedBy: by, calendarOverrides })
    .where(eq(tenders.id, id))
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

function selectTender(db: Db) {
  return db
    .select({
      tender: tenders,
      procuringEntityName: organisations.name,
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
    .select({ startedAt: openingSessions.startedAt, openedAt: bidOpenings.openedAt })
    .from(openingSessions)
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, openingSessions.tenderId))
    .where(eq(openingSessions.tenderId, tender.id))
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
      facts: lotFactColumns,
    })
    .from(lots)
    .where(eq(lots.tenderId, tender.id))
    .orderBy(asc(lots.number))
  const { documentsFrom, documentsUntil, bidDeadline } = tender
  return {
    id: tender.id,
    procuringEntityId: tender.procuringEntityId,
    procuringEntityName,
    version: tender.version,
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
      policyLossCauses: tender.policyLossCauses,
      paymentSchedule: tender.paymentSchedule,
      assessment: tender.assessment,
      criteria: tender.criteria,
      tieBreakers: tender.tieBreakers,
      reviewItems: tender.reviewItems,
      experience: tender.experience,
      clauses: tender.clauses,
      openingThreshold: tender.openingThreshold,
      bidderOpeningMinutes: tender.bidderOpeningMinutes,
      contact: tender.contact,
      calendarOverrides: tender.calendarOverrides,
      lots: rows.map(({ lot }) => lot),
    },
    facts: {
      publishedAt: tender.publishedAt,
      bidDeadline,
      openingStartedAt: opening?.startedAt ?? null,
      openedAt: opening?.openedAt ?? null,
      lots: rows.map(({ facts }) => facts),
    },
  }
}

function termsRow({ lots: _lots, timetable, ...terms }: TenderTerms) {
  return { ...terms, ...timetable }
}
