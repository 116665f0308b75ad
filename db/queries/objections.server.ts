import { type SQL, and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import {
  type ObjectionOutcome,
  type ObjectionSubject,
  type Remedy,
} from '#app/domain/objection/objection.ts'
import { type OpenObjections } from '#app/domain/objection/objection-clock.ts'
import { type Db } from '#db/client.server.ts'
import { organisations } from '#db/schema/identity.ts'
import {
  complaintDecisions,
  complaints,
  objectionAnswers,
  objections,
  suspensionOrders,
} from '#db/schema/objections.ts'
import { tenderVersions } from '#db/schema/tender-documents.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { type Tender, lockTender } from './tenders.server.ts'

export type Objection = {
  id: string
  tenderId: string
  tenderTitle: string
  procuringEntityId: string
  lotId: string | null
  lotName: string | null
  objectorId: string
  objectorName: string
  subject: ObjectionSubject
  act: string
  ground: string
  evidence: string
  remedyAsked: string
  filedAt: Date
  answerDue: PlainDate
  answer: { outcome: ObjectionOutcome; remedy: Remedy; text: string; answeredAt: Date } | null
  complaint: Complaint | null
}

export type Complaint = {
  id: string
  facts: string
  request: string
  filedAt: Date
  decisionDue: PlainDate
  order: { document: string; until: PlainDate; orderedAt: Date } | null
  decision: {
    outcome: ObjectionOutcome
    remedy: Remedy
    text: string
    document: string
    decidedAt: Date
  } | null
}

/** Who may see an objection before it is answered: its parties; the supervising body and auditors see all. */
export type ObjectionScope = { everything: true } | { everything: false; organisationId: string }

export async function findObjection(
  db: Db,
  id: string,
  scope: ObjectionScope,
): Promise<Objection | undefined> {
  const [row] = await selectObjections(db).where(and(eq(objections.id, id), inScope(scope)))
  return row && toObjection(row)
}

export async function findObjectionOfComplaint(
  db: Db,
  complaintId: string,
): Promise<Objection | undefined> {
  const [row] = await selectObjections(db).where(eq(complaints.id, complaintId))
  return row && toObjection(row)
}

/** An objection as it stands with its tender locked; what the acts on it begin with. */
export async function lockObjection(
  db: Db,
  id: string,
  scope: ObjectionScope,
): Promise<{ tender: Tender; objection: Objection } | undefined> {
  const known = await findObjection(db, id, scope)
  const tender = known && (await lockTender(db, known.tenderId))
  const objection = tender && (await findObjection(db, id, scope))
  return objection && { tender, objection }
}

export async function lockObjectionOfComplaint(
  db: Db,
  complaintId: string,
): Promise<{ tender: Tender; objection: Objection } | undefined> {
  const known = await findObjectionOfComplaint(db, complaintId)
  return known && lockObjection(db, known.id, { everything: true })
}

/** A tender's objections that a viewer may see, newest first. */
export async function listObjections(
  db: Db,
  filter: { tenderId?: string; scope: ObjectionScope },
  page: { limit: number; offset: number },
): Promise<{ items: Objection[]; total: number }> {
  const where = and(
    filter.tenderId ? eq(objections.tenderId, filter.tenderId) : undefined,
    inScope(filter.scope),
  )
  const rows = await selectObjections(db)
    .where(where)
    .orderBy(desc(objections.filedAt), desc(objections.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(objections)
    .innerJoin(tenders, eq(tenders.id, objections.tenderId))
    .where(where)
  return { items: rows.map(toObjection), total: counted?.total ?? 0 }
}

/** Complaints that wait for the supervising body, the earliest due first. */
export async function listUndecidedComplaints(db: Db, limit: number): Promise<Objection[]> {
  const rows = await selectObjections(db)
    .where(and(sql`${complaints.id} is not null`, isNull(complaintDecisions.complaintId)))
    .orderBy(asc(complaints.decisionDue), asc(complaints.id))
    .limit(limit)
  return rows.map(toObjection)
}

export type PublishedDecision = {
  complaintId: string
  subject: ObjectionSubject
  lotName: string | null
  outcome: ObjectionOutcome
  document: string
  decidedAt: Date
}

/** 投诉处理结果公告: what the public sees of a tender's complaints, and nothing else of them. */
export async function listPublishedDecisions(
  db: Db,
  tenderId: string,
): Promise<PublishedDecision[]> {
  return db
    .select({
      complaintId: complaints.id,
      subject: objections.subject,
      lotName: lots.name,
      outcome: complaintDecisions.outcome,
      document: complaintDecisions.document,
      decidedAt: complaintDecisions.decidedAt,
    })
    .from(complaintDecisions)
    .innerJoin(complaints, eq(complaints.id, complaintDecisions.complaintId))
    .innerJoin(objections, eq(objections.id, complaints.objectionId))
    .leftJoin(lots, eq(lots.id, objections.lotId))
    .where(eq(objections.tenderId, tenderId))
    .orderBy(asc(complaintDecisions.decidedAt), asc(complaints.id))
}

/**
 * What is open against a lot, or the tender as a whole, on a day: it may hold the
 * procedure up. An order of suspension counts through its last day; a decision closes all.
 */
export async function findOpenObjections(
  db: Db,
  { tenderId, lotId, today }: { tenderId: string; lotId: string | null; today: PlainDate },
): Promise<OpenObjections> {
  const about =
    lotId === null
      ? eq(objections.tenderId, tenderId)
      : and(
          eq(objections.tenderId, tenderId),
          or(isNull(objections.lotId), eq(objections.lotId, lotId)),
        )
  const [row] = await db
    .select({
      unansweredObjections: sql<number>`count(*) filter (where ${objectionAnswers.objectionId} is null and ${complaintDecisions.complaintId} is null)::int`,
      undecidedComplaints: sql<number>`count(*) filter (where ${complaints.id} is not null and ${complaintDecisions.complaintId} is null)::int`,
      amendmentsOwed: sql<number>`count(*) filter (where coalesce(${complaintDecisions.remedy}, ${objectionAnswers.remedy}) = 'amend-documents' and not exists (select 1 from ${tenderVersions} where ${tenderVersions.tenderId} = ${objections.tenderId} and ${tenderVersions.publishedAt} > coalesce(${complaintDecisions.decidedAt}, ${objectionAnswers.answeredAt})))::int`,
      orders: sql<number>`count(*) filter (where ${suspensionOrders.until} >= ${today}::date and ${complaintDecisions.complaintId} is null)::int`,
    })
    .from(objections)
    .leftJoin(objectionAnswers, eq(objectionAnswers.objectionId, objections.id))
    .leftJoin(complaints, eq(complaints.objectionId, objections.id))
    .leftJoin(suspensionOrders, eq(suspensionOrders.complaintId, complaints.id))
    .leftJoin(complaintDecisions, eq(complaintDecisions.complaintId, complaints.id))
    .where(about)
  return {
    unansweredObjections: row?.unansweredObjections ?? 0,
    undecidedComplaints: row?.undecidedComplaints ?? 0,
    ordered: (row?.orders ?? 0) > 0,
    amendmentsOwed: row?.amendmentsOwed ?? 0,
  }
}

function inScope(scope: ObjectionScope): SQL | undefined {
  if (scope.everything) return undefined
  return or(
    eq(objections.objectorId, scope.organisationId),
    eq(tenders.procuringEntityId, scope.organisationId),
  )
}

function selectObjections(db: Db) {
  return db
    .select({
      objection: objections,
      tenderTitle: tenders.title,
      procuringEntityId: tenders.procuringEntityId,
      lotName: lots.name,
      objectorName: organisations.name,
      answer: objectionAnswers,
      complaint: complaints,
      order: suspensionOrders,
      decision: complaintDecisions,
    })
    .from(objections)
    .innerJoin(tenders, eq(tenders.id, objections.tenderId))
    .innerJoin(organisations, eq(organisations.id, objections.objectorId))
    .leftJoin(lots, eq(lots.id, objections.lotId))
    .leftJoin(objectionAnswers, eq(objectionAnswers.objectionId, objections.id))
    .leftJoin(complaints, eq(complaints.objectionId, objections.id))
    .leftJoin(suspensionOrders, eq(suspensionOrders.complaintId, complaints.id))
    .leftJoin(complaintDecisions, eq(complaintDecisions.complaintId, complaints.id))
    .$dynamic()
}

type ObjectionRow = Awaited<ReturnType<typeof selectObjections>>[number]

function toObjection(row: ObjectionRow): Objection {
  const { objection, answer, complaint, order, decision } = row
  const { filedBy: _filedBy, ...filed } = objection
  return {
    ...filed,
    tenderTitle: row.tenderTitle,
    procuringEntityId: row.procuringEntityId,
    lotName: row.lotName,
    objectorName: row.objectorName,
    answer: answer && {
      outcome: answer.outcome,
      remedy: answer.remedy,
      text: answer.answer,
      answeredAt: answer.answeredAt,
    },
    complaint: complaint && {
      id: complaint.id,
      facts: complaint.facts,
      request: complaint.request,
      filedAt: complaint.filedAt,
      decisionDue: complaint.decisionDue,
      order: order && { document: order.document, until: order.until, orderedAt: order.orderedAt },
      decision: decision && {
        outcome: decision.outcome,
        remedy: decision.remedy,
        text: decision.decision,
        document: decision.document,
        decidedAt: decision.decidedAt,
      },
    },
  }
}

/** Whether the same objector has an unanswered objection on the same thing already. */
export async function hasOpenObjection(
  db: Db,
  {
    tenderId,
    lotId,
    objectorId,
    subject,
  }: { tenderId: string; lotId: string | null; objectorId: string; subject: ObjectionSubject },
): Promise<boolean> {
  const open = await db
    .select({ id: objections.id })
    .from(objections)
    .leftJoin(objectionAnswers, eq(objectionAnswers.objectionId, objections.id))
    .where(
      and(
        eq(objections.tenderId, tenderId),
        lotId === null ? isNull(objections.lotId) : eq(objections.lotId, lotId),
        eq(objections.objectorId, objectorId),
        eq(objections.subject, subject),
        isNull(objectionAnswers.objectionId),
      ),
    )
    .limit(1)
  return open.length > 0
}
