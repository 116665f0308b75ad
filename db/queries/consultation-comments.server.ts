import { and, asc, eq, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import {
  consultationComments,
  consultationReplies,
  consultations,
} from '#db/schema/tender-documents.ts'
import { tenders } from '#db/schema/tenders.ts'

/** A comment as everybody sees it: its day and its reply, never whose it is. */
export type ConsultationComment = {
  id: string
  comment: string
  commentedOn: PlainDate
  adopted: boolean | null
  reply: string | null
  repliedAt: Date | null
}

const commentColumns = {
  id: consultationComments.id,
  comment: consultationComments.comment,
  commentedOn: sql<PlainDate>`to_char(${consultationComments.commentedAt} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`,
  adopted: consultationReplies.adopted,
  reply: consultationReplies.reply,
  repliedAt: consultationReplies.repliedAt,
}

/** False when the comment exists already. */
export async function insertConsultationComment(
  db: Db,
  comment: typeof consultationComments.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(consultationComments)
    .values(comment)
    .onConflictDoNothing()
    .returning({ id: consultationComments.id })
  return inserted.length === 1
}

/** False when the comment has its reply already. */
export async function insertConsultationReply(
  db: Db,
  reply: typeof consultationReplies.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(consultationReplies)
    .values(reply)
    .onConflictDoNothing()
    .returning({ commentId: consultationReplies.commentId })
  return inserted.length === 1
}

export async function listConsultationComments(
  db: Db,
  consultationId: string,
  page: { limit: number; offset: number },
): Promise<{ items: ConsultationComment[]; total: number }> {
  const items = await db
    .select(commentColumns)
    .from(consultationComments)
    .leftJoin(consultationReplies, eq(consultationReplies.commentId, consultationComments.id))
    .where(eq(consultationComments.consultationId, consultationId))
    .orderBy(asc(consultationComments.commentedAt), asc(consultationComments.id))
    .limit(page.limit)
    .offset(page.offset)
  const ofThis = eq(consultationComments.consultationId, consultationId)
  return { items, total: await db.$count(consultationComments, ofThis) }
}

/** Which comments are an insurer's own. */
export async function listOwnCommentIds(
  db: Db,
  { consultationId, organisationId }: { consultationId: string; organisationId: string },
): Promise<string[]> {
  const rows = await db
    .select({ id: consultationComments.id })
    .from(consultationComments)
    .where(
      and(
        eq(consultationComments.consultationId, consultationId),
        eq(consultationComments.organisationId, organisationId),
      ),
    )
    .orderBy(asc(consultationComments.id))
  return rows.map(({ id }) => id)
}

/** A comment on a consultation of the officer's own organisation. */
export async function findCommentToOwnTender(
  db: Db,
  { id, procuringEntityId }: { id: string; procuringEntityId: string },
) {
  const [comment] = await db
    .select({
      ...commentColumns,
      consultationId: consultations.id,
      consultationTitle: sql<string>`${consultations.terms}::jsonb ->> 'title'`,
      tenderId: consultations.tenderId,
    })
    .from(consultationComments)
    .innerJoin(consultations, eq(consultations.id, consultationComments.consultationId))
    .innerJoin(tenders, eq(tenders.id, consultations.tenderId))
    .leftJoin(consultationReplies, eq(consultationReplies.commentId, consultationComments.id))
    .where(and(eq(consultationComments.id, id), eq(tenders.procuringEntityId, procuringEntityId)))
  return comment
}
