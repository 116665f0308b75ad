import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Suspension, suspensionsOf } from '#app/domain/objection/suspension.ts'
import { type Db } from '#db/client.server.ts'
import {
  complaintDecisions,
  complaints,
  objectionAnswers,
  objections,
  suspensionOrders,
} from '#db/schema/objections.ts'
import { type Tender } from './tenders.server.ts'

/**
 * What stands still in a tender and why (暂停), for its pages; `lotId` narrows it to
 * one lot. Who objected is not read.
 */
export async function listSuspensions(
  db: Db,
  { id, terms }: Pick<Tender, 'id' | 'terms'>,
  now: Date,
  lotId?: string,
): Promise<Suspension[]> {
  const rows = await db
    .select({
      lotId: objections.lotId,
      answered: objectionAnswers.objectionId,
      answerDue: objections.answerDue,
      complaintId: complaints.id,
      decisionDue: complaints.decisionDue,
      document: suspensionOrders.document,
      until: suspensionOrders.until,
    })
    .from(objections)
    .leftJoin(objectionAnswers, eq(objectionAnswers.objectionId, objections.id))
    .leftJoin(complaints, eq(complaints.objectionId, objections.id))
    .leftJoin(suspensionOrders, eq(suspensionOrders.complaintId, complaints.id))
    .leftJoin(complaintDecisions, eq(complaintDecisions.complaintId, complaints.id))
    .where(
      and(
        eq(objections.tenderId, id),
        lotId ? or(isNull(objections.lotId), eq(objections.lotId, lotId)) : undefined,
        isNull(complaintDecisions.complaintId),
        or(isNull(objectionAnswers.objectionId), eq(complaints.objectionId, objections.id)),
      ),
    )
    .orderBy(asc(objections.filedAt), asc(objections.id))
  const matters = rows.map(({ answered, decisionDue, document, until, ...row }) => ({
    lotId: row.lotId,
    answered: answered !== null,
    answerDue: row.answerDue,
    complaint: decisionDue && {
      decisionDue,
      order: document !== null && until ? { document, until } : null,
    },
  }))
  return suspensionsOf(terms.regime, matters, dateInChina(now))
}
