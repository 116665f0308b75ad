import { and, asc, eq, exists, gt, isNull, not, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import {
  clarificationAnswers,
  clarificationQuestions,
  consultationComments,
  consultationReplies,
  consultations,
} from '#db/schema/tender-documents.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { lotIs } from './lot-facts.server.ts'
import { LIMIT_PER_KIND, type WaitingItem } from './waiting-item.ts'

/** Tenders with a question that still can be answered. */
export async function listClarificationsToAnswer(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const rows = await db
    .selectDistinct({ subjectId: tenders.id, title: tenders.title, due: tenders.bidDeadline })
    .from(clarificationQuestions)
    .innerJoin(tenders, eq(tenders.id, clarificationQuestions.tenderId))
    .leftJoin(clarificationAnswers, eq(clarificationAnswers.questionId, clarificationQuestions.id))
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        isNull(clarificationAnswers.questionId),
        gt(tenders.bidDeadline, now),
        exists(
          db
            .select({ one: sql`1` })
            .from(lots)
            .where(and(eq(lots.tenderId, tenders.id), not(lotIs.failed))),
        ),
      ),
    )
    .orderBy(asc(tenders.bidDeadline), asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'answer-clarification' }))
}

/** Consultations with a comment that has no reply. */
export async function listConsultationsToReply(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .selectDistinct({ subjectId: consultations.id, title: tenders.title })
    .from(consultationComments)
    .innerJoin(consultations, eq(consultations.id, consultationComments.consultationId))
    .innerJoin(tenders, eq(tenders.id, consultations.tenderId))
    .leftJoin(consultationReplies, eq(consultationReplies.commentId, consultationComments.id))
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        isNull(consultationReplies.commentId),
      ),
    )
    .orderBy(asc(consultations.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'reply-to-comments', due: null }))
}
