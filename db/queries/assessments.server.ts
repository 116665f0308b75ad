import { and, asc, desc, eq, inArray, isNull, ne, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { assessmentDecisions, assessmentReplies, assessments } from '#db/schema/assessments.ts'
import { users } from '#db/schema/identity.ts'

export type AssessmentRecord = {
  id: string
  contractYearId: string
  indicatorId: string
  version: number
  measured: bigint
  proposedDeduction: Fen
  evidence: string
  document: string
  replyUntil: PlainDate
  recorderName: string
  recordedAt: Date
  reply: {
    stance: 'accepts' | 'objects'
    text: string
    document: string
    name: string
    at: Date
  } | null
  decision: { deduction: Fen; reason: string; name: string; at: Date } | null
}

/** Every version of a year's measured values, by indicator, the latest first. */
export async function listAssessments(db: Db, contractYearId: string): Promise<AssessmentRecord[]> {
  const rows = await selectAssessment(db)
    .where(eq(assessments.contractYearId, contractYearId))
    .orderBy(asc(assessments.indicatorId), desc(assessments.version))
  return rows.map(toRecord)
}

/** The versions of one indicator, the latest first. */
export async function listIndicatorVersions(
  db: Db,
  { contractYearId, indicatorId }: { contractYearId: string; indicatorId: string },
): Promise<AssessmentRecord[]> {
  const rows = await selectAssessment(db)
    .where(
      and(eq(assessments.contractYearId, contractYearId), eq(assessments.indicatorId, indicatorId)),
    )
    .orderBy(desc(assessments.version))
  return rows.map(toRecord)
}

export async function findAssessment(db: Db, id: string): Promise<AssessmentRecord | undefined> {
  const [row] = await selectAssessment(db).where(eq(assessments.id, id))
  return row && toRecord(row)
}

/** False when the id or this version of the indicator is taken. */
export async function insertAssessment(
  db: Db,
  assessment: typeof assessments.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(assessments)
    .values(assessment)
    .onConflictDoNothing()
    .returning({ id: assessments.id })
  return inserted.length === 1
}

/** The latest values of some years' indicators that ask for a deduction which nobody has decided. */
export async function listOpenAssessments(db: Db, contractYearIds: readonly string[]) {
  const later = alias(assessments, 'later')
  const rows = await db
    .select({
      contractYearId: assessments.contractYearId,
      proposedDeduction: assessments.proposedDeduction,
      replyUntil: assessments.replyUntil,
      stance: assessmentReplies.stance,
    })
    .from(assessments)
    .leftJoin(assessmentReplies, eq(assessmentReplies.assessmentId, assessments.id))
    .leftJoin(assessmentDecisions, eq(assessmentDecisions.assessmentId, assessments.id))
    .where(
      and(
        inArray(assessments.contractYearId, [...contractYearIds]),
        isNull(assessmentDecisions.assessmentId),
        notExists(
          db
            .select({ one: sql`1` })
            .from(later)
            .where(
              and(
                eq(later.contractYearId, assessments.contractYearId),
                eq(later.indicatorId, assessments.indicatorId),
                sql`${later.version} > ${assessments.version}`,
              ),
            ),
        ),
        ne(assessments.proposedDeduction, 0n),
      ),
    )
  return rows.map(({ stance, ...row }) => ({ ...row, reply: stance && { stance }, decision: null }))
}

/** Whether such a value holds a year's settlement. */
export async function hasOpenAssessment(db: Db, contractYearId: string): Promise<boolean> {
  return (await listOpenAssessments(db, [contractYearId])).length > 0
}

/** False when it was replied to already. */
export async function insertAssessmentReply(
  db: Db,
  reply: typeof assessmentReplies.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(assessmentReplies)
    .values(reply)
    .onConflictDoNothing()
    .returning({ id: assessmentReplies.assessmentId })
  return inserted.length === 1
}

/** False when it was decided already. */
export async function insertAssessmentDecision(
  db: Db,
  decision: typeof assessmentDecisions.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(assessmentDecisions)
    .values(decision)
    .onConflictDoNothing()
    .returning({ id: assessmentDecisions.assessmentId })
  return inserted.length === 1
}

const repliers = alias(users, 'repliers')
const deciders = alias(users, 'deciders')

function selectAssessment(db: Db) {
  return db
    .select({
      assessment: assessments,
      recorderName: users.name,
      reply: assessmentReplies,
      replierName: repliers.name,
      decision: assessmentDecisions,
      deciderName: deciders.name,
    })
    .from(assessments)
    .innerJoin(users, eq(users.id, assessments.recordedBy))
    .leftJoin(assessmentReplies, eq(assessmentReplies.assessmentId, assessments.id))
    .leftJoin(repliers, eq(repliers.id, assessmentReplies.repliedBy))
    .leftJoin(assessmentDecisions, eq(assessmentDecisions.assessmentId, assessments.id))
    .leftJoin(deciders, eq(deciders.id, assessmentDecisions.decidedBy))
    .$dynamic()
}

function toRecord({
  assessment: { recordedBy: _recordedBy, ...assessment },
  recorderName,
  reply,
  replierName,
  decision,
  deciderName,
}: Awaited<ReturnType<typeof selectAssessment>>[number]): AssessmentRecord {
  return {
    ...assessment,
    recorderName,
    reply: reply && {
      stance: reply.stance,
      text: reply.text,
      document: reply.document,
      name: replierName ?? '',
      at: reply.repliedAt,
    },
    decision: decision && {
      deduction: decision.deduction,
      reason: decision.reason,
      name: deciderName ?? '',
      at: decision.decidedAt,
    },
  }
}
