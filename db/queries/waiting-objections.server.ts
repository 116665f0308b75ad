import { and, asc, eq, isNull, notExists, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { bidSecurityDue } from '#app/domain/bid/bid-security.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { mayComplain } from '#app/domain/objection/objection-clock.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import {
  complaintDecisions,
  complaints,
  objectionAnswers,
  objections,
} from '#db/schema/objections.ts'
import { tenderVersions } from '#db/schema/tender-documents.ts'
import { tenders } from '#db/schema/tenders.ts'
import { listHeldSecurities } from './bid-securities.server.ts'
import { listUndecidedComplaints } from './objections.server.ts'
import { LIMIT_PER_KIND, type WaitingItem } from './waiting-item.ts'

/** The officer's objections without an answer, the earliest due first. */
export async function listObjectionsToAnswer(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await selectCourses(db)
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        isNull(objectionAnswers.objectionId),
        isNull(complaintDecisions.complaintId),
      ),
    )
    .orderBy(asc(objections.answerDue), asc(objections.id))
    .limit(LIMIT_PER_KIND)
  return rows.map(({ subjectId, title, answerDue }) => ({
    kind: 'answer-objection',
    subjectId,
    title,
    due: answerDue,
  }))
}

/** Tenders whose documents an upheld objection or complaint wants amended, and which were not since. */
export async function listAmendmentsOwed(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const ruledAt = sql`coalesce(${complaintDecisions.decidedAt}, ${objectionAnswers.answeredAt})`
  const rows = await selectCourses(db)
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        sql`coalesce(${complaintDecisions.remedy}, ${objectionAnswers.remedy}) = 'amend-documents'`,
        notExists(
          db
            .select({ one: sql`1` })
            .from(tenderVersions)
            .where(
              and(
                eq(tenderVersions.tenderId, tenders.id),
                sql`${tenderVersions.publishedAt} > ${ruledAt}`,
              ),
            ),
        ),
        notExists(
          db
            .select({ one: sql`1` })
            .from(bidOpenings)
            .where(eq(bidOpenings.tenderId, tenders.id)),
        ),
      ),
    )
    .orderBy(asc(objections.filedAt), asc(objections.id))
    .limit(LIMIT_PER_KIND)
  const byTender = new Map(rows.map(({ tenderId, title }) => [tenderId, title]))
  return [...byTender].map(([subjectId, title]) => ({
    kind: 'amend-documents',
    subjectId,
    title,
    due: null,
  }))
}

/** An insurer's own objections that it may take to the supervising body because nobody answered. */
export async function listComplaintsOpen(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const rows = await selectCourses(db)
    .where(
      and(
        eq(objections.objectorId, actor.organisationId),
        isNull(objectionAnswers.objectionId),
        isNull(complaints.id),
        sql`${objections.answerDue} < ${dateInChina(now)}::date`,
      ),
    )
    .orderBy(asc(objections.answerDue), asc(objections.id))
    .limit(LIMIT_PER_KIND)
  return rows.flatMap((row): WaitingItem[] => {
    const times = { answeredOn: null, answerDue: row.answerDue }
    const allowed = mayComplain(row.regime, times, row.calendarOverrides, now)
    if (!allowed.ok) return []
    const { subjectId, title } = row
    return [{ kind: 'file-complaint', subjectId, title, due: allowed.value.lastDay }]
  })
}

export async function listComplaintsToDecide(db: Db): Promise<WaitingItem[]> {
  const complained = await listUndecidedComplaints(db, LIMIT_PER_KIND)
  return complained.map(({ id, tenderTitle, complaint }) => ({
    kind: 'decide-complaint',
    subjectId: id,
    title: tenderTitle,
    due: complaint?.decisionDue ?? null,
  }))
}

/** Securities that the buyer has to return, one line a tender with its earliest last day. */
export async function listSecuritiesToReturn(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const held = await listHeldSecurities(db, actor.organisationId)
  const byTender = new Map<string, WaitingItem>()
  for (const { tenderId, tenderTitle, facts } of held) {
    const due = bidSecurityDue(facts)?.lastDay
    const known = byTender.get(tenderId)?.due
    if (!due || (known && known <= due)) continue
    byTender.set(tenderId, {
      kind: 'return-bid-security',
      subjectId: tenderId,
      title: tenderTitle,
      due,
    })
  }
  return [...byTender.values()].slice(0, LIMIT_PER_KIND)
}

function selectCourses(db: Db) {
  return db
    .select({
      subjectId: objections.id,
      tenderId: tenders.id,
      title: tenders.title,
      answerDue: objections.answerDue,
      regime: tenders.regime,
      calendarOverrides: tenders.calendarOverrides,
    })
    .from(objections)
    .innerJoin(tenders, eq(tenders.id, objections.tenderId))
    .leftJoin(objectionAnswers, eq(objectionAnswers.objectionId, objections.id))
    .leftJoin(complaints, eq(complaints.objectionId, objections.id))
    .leftJoin(complaintDecisions, eq(complaintDecisions.complaintId, complaints.id))
    .$dynamic()
}
