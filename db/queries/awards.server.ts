import { and, asc, count, desc, eq, notExists, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { type Db } from '#db/client.server.ts'
import {
  awardCancellations,
  awards,
  candidateNotices,
  evaluationReports,
} from '#db/schema/awards.ts'
import { openedBids } from '#db/schema/bids.ts'
import { organisations } from '#db/schema/identity.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { findCurrentRound } from './reviews.server.ts'

export type AwardInForce = {
  id: string
  submissionId: string
  awardedAt: Date
  reason: string
}

export type LotResult = {
  round: number
  ranking: LotRanking
  completedAt: Date
  candidatesPublishedAt: Date | null
  noticeLastDay: PlainDate | null
  award: AwardInForce | null // a cancelled one is in `listCancelledAwards`
}

/** The result of a lot's current round, once its report is complete. */
export async function findLotResult(db: Db, lotId: string): Promise<LotResult | undefined> {
  const round = await findCurrentRound(db, lotId)
  const [row] = await db
    .select({
      round: evaluationReports.round,
      ranking: evaluationReports.ranking,
      completedAt: evaluationReports.completedAt,
      candidatesPublishedAt: candidateNotices.publishedAt,
      noticeLastDay: candidateNotices.lastDay,
    })
    .from(evaluationReports)
    .leftJoin(
      candidateNotices,
      and(
        eq(candidateNotices.lotId, evaluationReports.lotId),
        eq(candidateNotices.round, evaluationReports.round),
      ),
    )
    .where(and(eq(evaluationReports.lotId, lotId), eq(evaluationReports.round, round)))
  return row && { ...row, award: await findAwardInForce(db, lotId) }
}

async function findAwardInForce(db: Db, lotId: string): Promise<AwardInForce | null> {
  const [award] = await db
    .select({
      id: awards.id,
      submissionId: awards.submissionId,
      awardedAt: awards.awardedAt,
      reason: awards.reason,
    })
    .from(awards)
    .where(and(eq(awards.lotId, lotId), isInForce(db)))
  return award ?? null
}

/** How many awards a lot has had, cancelled ones with it. */
export async function countAwards(db: Db, lotId: string): Promise<number> {
  return db.$count(awards, eq(awards.lotId, lotId))
}

/** Awards that were cancelled (中标无效), with the reason and the rule. */
export async function listCancelledAwards(db: Db, lotId: string) {
  return db
    .select({
      awardId: awards.id,
      submissionId: awards.submissionId,
      round: awards.round,
      awardedAt: awards.awardedAt,
      reason: awardCancellations.reason,
      rule: awardCancellations.rule,
      cancelledAt: awardCancellations.cancelledAt,
    })
    .from(awardCancellations)
    .innerJoin(awards, eq(awards.id, awardCancellations.awardId))
    .where(eq(awards.lotId, lotId))
    .orderBy(asc(awards.number))
}

/** Reports of earlier rounds, superseded by a re-evaluation (重新评审). */
export async function listEarlierReports(db: Db, lotId: string, round: number) {
  return db
    .select({
      round: evaluationReports.round,
      ranking: evaluationReports.ranking,
      completedAt: evaluationReports.completedAt,
    })
    .from(evaluationReports)
    .where(and(eq(evaluationReports.lotId, lotId), sql`${evaluationReports.round} < ${round}`))
    .orderBy(asc(evaluationReports.round))
}

/** False when the round has its report already. */
export async function insertEvaluationReport(
  db: Db,
  report: {
    lotId: string
    round: number
    ranking: LotRanking
    completedAt: Date
    completedBy: string
  },
): Promise<boolean> {
  const inserted = await db
    .insert(evaluationReports)
    .values(report)
    .onConflictDoNothing()
    .returning({ lotId: evaluationReports.lotId })
  return inserted.length === 1
}

/** False when the candidates are published already. */
export async function insertCandidateNotice(
  db: Db,
  notice: {
    lotId: string
    round: number
    publishedAt: Date
    publishedBy: string
    lastDay: PlainDate
  },
): Promise<boolean> {
  const inserted = await db
    .insert(candidateNotices)
    .values(notice)
    .onConflictDoNothing()
    .returning({ lotId: candidateNotices.lotId })
  return inserted.length === 1
}

/** False when the lot was awarded meanwhile. */
export async function insertAward(
  db: Db,
  award: {
    id: string
    lotId: string
    number: number
    round: number
    submissionId: string
    awardedAt: Date
    awardedBy: string
    reason: string
  },
): Promise<boolean> {
  const inserted = await db
    .insert(awards)
    .values(award)
    .onConflictDoNothing()
    .returning({ lotId: awards.lotId })
  return inserted.length === 1
}

/** False when the award was cancelled already. */
export async function insertAwardCancellation(
  db: Db,
  cancellation: {
    awardId: string
    reason: string
    rule: string
    cancelledAt: Date
    cancelledBy: string
  },
): Promise<boolean> {
  const inserted = await db
    .insert(awardCancellations)
    .values(cancellation)
    .onConflictDoNothing()
    .returning({ awardId: awardCancellations.awardId })
  return inserted.length === 1
}

function isInForce(db: Db) {
  return notExists(
    db
      .select({ one: sql`1` })
      .from(awardCancellations)
      .where(eq(awardCancellations.awardId, awards.id)),
  )
}

export type AwardListItem = {
  lotId: string
  tenderId: string
  title: string
  lotName: string
  region: string
  insurerName: string
  bidBasis: typeof lots.$inferSelect.bidBasis
  price: bigint
  awardedAt: Date
}

/** Published awards, newest first. */
export async function listAwards(
  db: Db,
  page: { limit: number; offset: number },
): Promise<{ items: AwardListItem[]; total: number }> {
  const items = await db
    .select({
      lotId: lots.id,
      tenderId: tenders.id,
      title: tenders.title,
      lotName: lots.name,
      region: tenders.region,
      insurerName: organisations.name,
      bidBasis: lots.bidBasis,
      price: openedBids.price,
      awardedAt: awards.awardedAt,
    })
    .from(awards)
    .innerJoin(lots, eq(lots.id, awards.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .innerJoin(openedBids, eq(openedBids.submissionId, awards.submissionId))
    .innerJoin(organisations, eq(organisations.id, openedBids.bidderId))
    .where(isInForce(db))
    .orderBy(desc(awards.awardedAt), desc(lots.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(awards).where(isInForce(db))
  return { items, total: counted?.total ?? 0 }
}
