import { count, desc, eq } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { type Db } from '#db/client.server.ts'
import { awards, candidateNotices, evaluationReports } from '#db/schema/awards.ts'
import { openedBids } from '#db/schema/bids.ts'
import { organisations } from '#db/schema/identity.ts'
import { lots, tenders } from '#db/schema/tenders.ts'

export type LotResult = {
  ranking: LotRanking
  completedAt: Date
  candidatesPublishedAt: Date | null
  noticeLastDay: PlainDate | null
  award: { submissionId: string; awardedAt: Date; reason: string } | null
}

/** A lot's evaluation result so far, once its report is complete. */
export async function findLotResult(db: Db, lotId: string): Promise<LotResult | undefined> {
  const [row] = await db
    .select({
      ranking: evaluationReports.ranking,
      completedAt: evaluationReports.completedAt,
      candidatesPublishedAt: candidateNotices.publishedAt,
      noticeLastDay: candidateNotices.lastDay,
      submissionId: awards.submissionId,
      awardedAt: awards.awardedAt,
      reason: awards.reason,
    })
    .from(evaluationReports)
    .leftJoin(candidateNotices, eq(candidateNotices.lotId, evaluationReports.lotId))
    .leftJoin(awards, eq(awards.lotId, evaluationReports.lotId))
    .where(eq(evaluationReports.lotId, lotId))
  if (!row) return undefined
  const { submissionId, awardedAt, reason, ...result } = row
  return {
    ...result,
    award: submissionId && awardedAt ? { submissionId, awardedAt, reason: reason ?? '' } : null,
  }
}

/** False when the lot has its report already. */
export async function insertEvaluationReport(
  db: Db,
  report: { lotId: string; ranking: LotRanking; completedAt: Date; completedBy: string },
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
  notice: { lotId: string; publishedAt: Date; publishedBy: string; lastDay: PlainDate },
): Promise<boolean> {
  const inserted = await db
    .insert(candidateNotices)
    .values(notice)
    .onConflictDoNothing()
    .returning({ lotId: candidateNotices.lotId })
  return inserted.length === 1
}

/** False when the lot is awarded already. */
export async function insertAward(
  db: Db,
  award: {
    lotId: string
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
    .orderBy(desc(awards.awardedAt), desc(lots.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(awards)
  return { items, total: counted?.total ?? 0 }
}
