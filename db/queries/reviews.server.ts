import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { type ReviewFinding } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type Db } from '#db/client.server.ts'
import { openedBids } from '#db/schema/bids.ts'
import {
  bidClarificationAnswers,
  bidClarificationRequests,
  bidReviews,
  evaluationRounds,
} from '#db/schema/evaluations.ts'
import { users } from '#db/schema/identity.ts'

/** A lot's round of evaluation, the latest; 1 when it has not been opened. */
export async function findCurrentRound(db: Db, lotId: string): Promise<number> {
  const [row] = await db
    .select({ round: sql<number>`coalesce(max(${evaluationRounds.round}), 1)` })
    .from(evaluationRounds)
    .where(eq(evaluationRounds.lotId, lotId))
  return row?.round ?? 1
}

/** False when the round was started already. */
export async function insertRound(
  db: Db,
  round: { lotId: string; round: number; reason: string; startedAt: Date },
): Promise<boolean> {
  const inserted = await db
    .insert(evaluationRounds)
    .values(round)
    .onConflictDoNothing()
    .returning({ round: evaluationRounds.round })
  return inserted.length === 1
}

export async function listRounds(db: Db, lotId: string) {
  return db
    .select({
      round: evaluationRounds.round,
      reason: evaluationRounds.reason,
      startedAt: evaluationRounds.startedAt,
    })
    .from(evaluationRounds)
    .where(eq(evaluationRounds.lotId, lotId))
    .orderBy(asc(evaluationRounds.round))
}

export type BidReview = {
  submissionId: string
  stage: ReviewStage
  findings: readonly ReviewFinding[]
  passed: boolean
  reason: string
  reviewerName: string
  reviewedAt: Date
}

/** The verdicts of a lot's round. */
export async function listReviews(db: Db, lotId: string, round: number): Promise<BidReview[]> {
  return db
    .select({
      submissionId: bidReviews.submissionId,
      stage: bidReviews.stage,
      findings: bidReviews.findings,
      passed: bidReviews.passed,
      reason: bidReviews.reason,
      reviewerName: users.name,
      reviewedAt: bidReviews.reviewedAt,
    })
    .from(bidReviews)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidReviews.submissionId))
    .innerJoin(users, eq(users.id, bidReviews.reviewedBy))
    .where(and(eq(openedBids.lotId, lotId), eq(bidReviews.round, round)))
    .orderBy(asc(bidReviews.submissionId), asc(bidReviews.stage))
}

/** False when the bid has its verdict of this stage and round already. */
export async function insertReview(
  db: Db,
  review: {
    submissionId: string
    stage: ReviewStage
    round: number
    findings: readonly ReviewFinding[]
    passed: boolean
    reason: string
    reviewedBy: string
    reviewedAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(bidReviews)
    .values(review)
    .onConflictDoNothing()
    .returning({ submissionId: bidReviews.submissionId })
  return inserted.length === 1
}

export type BidClarification = {
  id: string
  submissionId: string
  question: string
  askedAt: Date
  answerDue: Date
  answer: string | null
  answeredAt: Date | null
}

const clarificationColumns = {
  id: bidClarificationRequests.id,
  submissionId: bidClarificationRequests.submissionId,
  question: bidClarificationRequests.question,
  askedAt: bidClarificationRequests.askedAt,
  answerDue: bidClarificationRequests.answerDue,
  answer: bidClarificationAnswers.answer,
  answeredAt: bidClarificationAnswers.answeredAt,
}

/** What the committee asked of a lot's bidders in a round, with the answers. */
export async function listBidClarifications(
  db: Db,
  lotId: string,
  round: number,
): Promise<BidClarification[]> {
  return db
    .select(clarificationColumns)
    .from(bidClarificationRequests)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidClarificationRequests.submissionId))
    .leftJoin(
      bidClarificationAnswers,
      eq(bidClarificationAnswers.requestId, bidClarificationRequests.id),
    )
    .where(and(eq(openedBids.lotId, lotId), eq(bidClarificationRequests.round, round)))
    .orderBy(asc(bidClarificationRequests.askedAt), asc(bidClarificationRequests.id))
}

/** What a bidder was asked about its own bid on a lot, in every round. */
export async function listOwnBidClarifications(
  db: Db,
  { lotId, bidderId }: { lotId: string; bidderId: string },
): Promise<BidClarification[]> {
  return db
    .select(clarificationColumns)
    .from(bidClarificationRequests)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidClarificationRequests.submissionId))
    .leftJoin(
      bidClarificationAnswers,
      eq(bidClarificationAnswers.requestId, bidClarificationRequests.id),
    )
    .where(and(eq(openedBids.lotId, lotId), eq(openedBids.bidderId, bidderId)))
    .orderBy(asc(bidClarificationRequests.askedAt), asc(bidClarificationRequests.id))
}

export async function findBidClarification(db: Db, id: string) {
  const [row] = await db
    .select({
      ...clarificationColumns,
      round: bidClarificationRequests.round,
      lotId: openedBids.lotId,
      tenderId: openedBids.tenderId,
      bidderId: openedBids.bidderId,
    })
    .from(bidClarificationRequests)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidClarificationRequests.submissionId))
    .leftJoin(
      bidClarificationAnswers,
      eq(bidClarificationAnswers.requestId, bidClarificationRequests.id),
    )
    .where(eq(bidClarificationRequests.id, id))
  return row
}

/** False when the id is taken: the same request came twice. */
export async function insertBidClarificationRequest(
  db: Db,
  request: typeof bidClarificationRequests.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(bidClarificationRequests)
    .values(request)
    .onConflictDoNothing()
    .returning({ id: bidClarificationRequests.id })
  return inserted.length === 1
}

/** False when it was answered already. */
export async function insertBidClarificationAnswer(
  db: Db,
  answer: typeof bidClarificationAnswers.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(bidClarificationAnswers)
    .values(answer)
    .onConflictDoNothing()
    .returning({ requestId: bidClarificationAnswers.requestId })
  return inserted.length === 1
}

/** How many requests of a round wait for an answer that is not overdue. */
export async function countOpenClarifications(
  db: Db,
  { submissionId, round, now }: { submissionId: string; round: number; now: Date },
): Promise<number> {
  const rows = await db
    .select({ id: bidClarificationRequests.id })
    .from(bidClarificationRequests)
    .leftJoin(
      bidClarificationAnswers,
      eq(bidClarificationAnswers.requestId, bidClarificationRequests.id),
    )
    .where(
      and(
        eq(bidClarificationRequests.submissionId, submissionId),
        eq(bidClarificationRequests.round, round),
        isNull(bidClarificationAnswers.requestId),
        sql`${bidClarificationRequests.answerDue} > ${now.toISOString()}::timestamptz`,
      ),
    )
  return rows.length
}
