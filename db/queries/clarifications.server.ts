import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { clarificationAnswers, clarificationQuestions } from '#db/schema/tender-documents.ts'
import { tenders } from '#db/schema/tenders.ts'
import { type Tender, lockTender } from './tenders.server.ts'

/** A question as officers see it: its day only, and never who asked. */
export type ClarificationQuestion = {
  id: string
  question: string
  askedOn: PlainDate
  answer: string | null
  answeredAt: Date | null
}

const questionColumns = {
  id: clarificationQuestions.id,
  question: clarificationQuestions.question,
  askedOn: sql<PlainDate>`to_char(${clarificationQuestions.askedAt} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`,
  answer: clarificationAnswers.answer,
  answeredAt: clarificationAnswers.answeredAt,
}

/** False when the question exists already. */
export async function insertClarificationQuestion(
  db: Db,
  question: typeof clarificationQuestions.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(clarificationQuestions)
    .values(question)
    .onConflictDoNothing()
    .returning({ id: clarificationQuestions.id })
  return inserted.length === 1
}

/** False when the question is answered already. */
export async function insertClarificationAnswer(
  db: Db,
  answer: typeof clarificationAnswers.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(clarificationAnswers)
    .values(answer)
    .onConflictDoNothing()
    .returning({ questionId: clarificationAnswers.questionId })
  return inserted.length === 1
}

/** The tender that a question is about, locked. */
export async function lockTenderOfQuestion(
  db: Db,
  questionId: string,
): Promise<Tender | undefined> {
  const [row] = await db
    .select({ tenderId: clarificationQuestions.tenderId })
    .from(clarificationQuestions)
    .where(eq(clarificationQuestions.id, questionId))
  return row && (await lockTender(db, row.tenderId))
}

/** A question to the officer's own tender. */
export async function findOwnTendersQuestion(
  db: Db,
  { id, procuringEntityId }: { id: string; procuringEntityId: string },
): Promise<(ClarificationQuestion & { tenderId: string }) | undefined> {
  const [question] = await selectQuestions(db).where(
    and(eq(clarificationQuestions.id, id), eq(tenders.procuringEntityId, procuringEntityId)),
  )
  return question
}

/** Every question to a tender, the unanswered first. */
export async function listTenderQuestions(
  db: Db,
  { tenderId, procuringEntityId }: { tenderId: string; procuringEntityId: string },
  page: { limit: number; offset: number },
): Promise<{ items: ClarificationQuestion[]; total: number }> {
  const own = and(
    eq(clarificationQuestions.tenderId, tenderId),
    eq(tenders.procuringEntityId, procuringEntityId),
  )
  const items = await selectQuestions(db)
    .where(own)
    .orderBy(
      asc(sql`${clarificationAnswers.questionId} is not null`),
      asc(clarificationQuestions.askedAt),
      asc(clarificationQuestions.id),
    )
    .limit(page.limit)
    .offset(page.offset)
  const total = await db.$count(selectQuestions(db).where(own).as('own_questions'))
  return { items, total }
}

export type PublishedClarification = {
  id: string
  question: string
  answer: string
  answeredAt: Date
}

/** What the public reads: questions with their answers, in the order of answering. */
export async function listPublishedClarifications(
  db: Db,
  tenderId: string,
  page: { limit: number; offset: number },
): Promise<{ items: PublishedClarification[]; total: number }> {
  const answered = db
    .select({
      id: clarificationQuestions.id,
      question: clarificationQuestions.question,
      answer: clarificationAnswers.answer,
      answeredAt: clarificationAnswers.answeredAt,
    })
    .from(clarificationAnswers)
    .innerJoin(
      clarificationQuestions,
      eq(clarificationQuestions.id, clarificationAnswers.questionId),
    )
    .innerJoin(tenders, eq(tenders.id, clarificationQuestions.tenderId))
    .where(and(eq(tenders.id, tenderId), isNotNull(tenders.publishedAt)))
    .as('answered')
  const items = await db
    .select()
    .from(answered)
    .orderBy(asc(answered.answeredAt), asc(answered.id))
    .limit(page.limit)
    .offset(page.offset)
  return { items, total: await db.$count(answered) }
}

/** An insurer's own questions to a tender, the newest of them first. */
export async function listAskersQuestions(
  db: Db,
  { tenderId, askerId }: { tenderId: string; askerId: string },
  page: { limit: number; offset: number },
): Promise<{ items: (ClarificationQuestion & { askedAt: Date })[]; total: number }> {
  const own = db
    .select({
      ...questionColumns,
      askedOn: questionColumns.askedOn.as('asked_on'),
      askedAt: clarificationQuestions.askedAt,
    })
    .from(clarificationQuestions)
    .leftJoin(clarificationAnswers, eq(clarificationAnswers.questionId, clarificationQuestions.id))
    .where(
      and(
        eq(clarificationQuestions.tenderId, tenderId),
        eq(clarificationQuestions.askerId, askerId),
      ),
    )
    .as('own')
  const items = await db
    .select()
    .from(own)
    .orderBy(sql`${own.askedAt} desc`, asc(own.id))
    .limit(page.limit)
    .offset(page.offset)
  return { items, total: await db.$count(own) }
}

function selectQuestions(db: Db) {
  return db
    .select({ ...questionColumns, tenderId: clarificationQuestions.tenderId })
    .from(clarificationQuestions)
    .innerJoin(tenders, eq(tenders.id, clarificationQuestions.tenderId))
    .leftJoin(clarificationAnswers, eq(clarificationAnswers.questionId, clarificationQuestions.id))
    .$dynamic()
}
