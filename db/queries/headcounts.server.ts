import { and, desc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type HeadcountKind } from '#app/domain/premium/headcount-kind.ts'
import { type Db } from '#db/client.server.ts'
import { contractYears } from '#db/schema/contracts.ts'
import { users } from '#db/schema/identity.ts'
import { headcountAnswers, yearHeadcounts } from '#db/schema/premiums.ts'

export type YearHeadcount = {
  id: string
  kind: HeadcountKind
  version: number
  headcount: bigint
  enrolmentDate: PlainDate
  source: string
  document: string
  premium: Fen
  recorderName: string
  recordedAt: Date
  agreed: boolean | null // null: the insurer has not answered
  answerReason: string | null
  answererName: string | null
  answeredAt: Date | null
}

/** All statements of a year's headcount, the latest first. */
export async function listHeadcounts(db: Db, contractYearId: string): Promise<YearHeadcount[]> {
  return selectHeadcount(db)
    .where(eq(yearHeadcounts.contractYearId, contractYearId))
    .orderBy(desc(yearHeadcounts.recordedAt), desc(yearHeadcounts.id))
}

/** What was stated of some years and how it was answered, each with its year. */
export async function listHeadcountsOfYears(
  db: Db,
  contractYearIds: readonly string[],
): Promise<(YearHeadcount & { contractYearId: string })[]> {
  return selectHeadcount(db)
    .where(inArray(yearHeadcounts.contractYearId, [...contractYearIds]))
    .orderBy(desc(yearHeadcounts.recordedAt), desc(yearHeadcounts.id))
}

export async function findHeadcount(
  db: Db,
  headcountId: string,
): Promise<(YearHeadcount & { contractYearId: string }) | undefined> {
  const [row] = await selectHeadcount(db).where(eq(yearHeadcounts.id, headcountId))
  return row
}

/** The actual headcount that both sides agreed on; it fixes the year's premium. */
export async function findAgreedHeadcount(
  db: Db,
  contractYearId: string,
  kind: HeadcountKind = 'actual',
): Promise<YearHeadcount | undefined> {
  const [row] = await selectHeadcount(db).where(
    and(
      eq(yearHeadcounts.contractYearId, contractYearId),
      eq(yearHeadcounts.kind, kind),
      headcountAnswers.agreed,
    ),
  )
  return row
}

/** False when this version was stated already. */
export async function insertHeadcount(
  db: Db,
  headcount: typeof yearHeadcounts.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(yearHeadcounts)
    .values(headcount)
    .onConflictDoNothing()
    .returning({ id: yearHeadcounts.id })
  return inserted.length === 1
}

/** False when it was answered already, or the year has an agreed headcount of this kind. */
export async function insertHeadcountAnswer(
  db: Db,
  answer: typeof headcountAnswers.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(headcountAnswers)
    .values(answer)
    .onConflictDoNothing()
    .returning({ id: headcountAnswers.headcountId })
  return inserted.length === 1
}

/** The answer that fixed a contract year's premium: its actual headcount, agreed by both sides. */
export const isAgreedHeadcount = and(
  eq(headcountAnswers.contractYearId, contractYears.id),
  eq(headcountAnswers.kind, 'actual'),
  headcountAnswers.agreed,
)

const answerers = alias(users, 'answerers')

function selectHeadcount(db: Db) {
  return db
    .select({
      id: yearHeadcounts.id,
      contractYearId: yearHeadcounts.contractYearId,
      kind: yearHeadcounts.kind,
      version: yearHeadcounts.version,
      headcount: yearHeadcounts.headcount,
      enrolmentDate: yearHeadcounts.enrolmentDate,
      source: yearHeadcounts.source,
      document: yearHeadcounts.document,
      premium: yearHeadcounts.premium,
      recorderName: users.name,
      recordedAt: yearHeadcounts.recordedAt,
      agreed: headcountAnswers.agreed,
      answerReason: headcountAnswers.reason,
      answererName: answerers.name,
      answeredAt: headcountAnswers.answeredAt,
    })
    .from(yearHeadcounts)
    .innerJoin(users, eq(users.id, yearHeadcounts.recordedBy))
    .leftJoin(headcountAnswers, eq(headcountAnswers.headcountId, yearHeadcounts.id))
    .leftJoin(answerers, eq(answerers.id, headcountAnswers.answeredBy))
    .$dynamic()
}
