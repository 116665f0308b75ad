import { and, asc, desc, eq, exists } from 'drizzle-orm'
import { ownPlace } from '#app/domain/evaluation/published-ranking.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type Db } from '#db/client.server.ts'
import { awardCancellations, awards, evaluationReports } from '#db/schema/awards.ts'
import { openedBids } from '#db/schema/bids.ts'
import { listReviews } from './reviews.server.ts'

export type OwnResult = {
  round: number
  completedAt: Date
  opened: number // bids on the lot
  ranked: number // of them valid
  place: ReturnType<typeof ownPlace> // undefined when the bid was rejected
  rejection: { stage: ReviewStage; reason: string } | null
  awards: readonly {
    own: boolean
    awardedAt: Date
    cancelledAt: Date | null
    cancellationReason: string | null
  }[]
}

/** A bidder's own opened bid on a lot. */
export async function findOpenedBidOf(
  db: Db,
  { lotId, bidderId }: { lotId: string; bidderId: string },
): Promise<{ submissionId: string } | undefined> {
  const [bid] = await db
    .select({ submissionId: openedBids.submissionId })
    .from(openedBids)
    .where(and(eq(openedBids.lotId, lotId), eq(openedBids.bidderId, bidderId)))
  return bid
}

/**
 * How one bidder came out on a lot, for every round that led to an award, the latest
 * first: its own scores and place, nothing of a rival's. Empty before the award.
 */
export async function listOwnResults(
  db: Db,
  { lotId, bidderId }: { lotId: string; bidderId: string },
): Promise<OwnResult[]> {
  const bid = await findOpenedBidOf(db, { lotId, bidderId })
  if (!bid) return []
  const opened = await db.$count(openedBids, eq(openedBids.lotId, lotId))
  const given = await listAwardsOfLot(db, lotId)
  const reports = await db
    .select({
      round: evaluationReports.round,
      ranking: evaluationReports.ranking,
      completedAt: evaluationReports.completedAt,
    })
    .from(evaluationReports)
    .where(
      and(
        eq(evaluationReports.lotId, lotId),
        exists(
          db
            .select({ id: awards.id })
            .from(awards)
            .where(and(eq(awards.lotId, lotId), eq(awards.round, evaluationReports.round))),
        ),
      ),
    )
    .orderBy(desc(evaluationReports.round))
  return Promise.all(
    reports.map(async ({ round, ranking, completedAt }) => ({
      round,
      completedAt,
      opened,
      ranked: ranking.ranked.length,
      place: ownPlace(ranking, bid.submissionId),
      rejection: await findRejection(db, { lotId, round, submissionId: bid.submissionId }),
      awards: given
        .filter((award) => award.round === round)
        .map(({ submissionId, awardedAt, cancelledAt, cancellationReason }) => ({
          own: submissionId === bid.submissionId,
          awardedAt,
          cancelledAt,
          cancellationReason,
        })),
    })),
  )
}

async function listAwardsOfLot(db: Db, lotId: string) {
  return db
    .select({
      round: awards.round,
      submissionId: awards.submissionId,
      awardedAt: awards.awardedAt,
      cancelledAt: awardCancellations.cancelledAt,
      cancellationReason: awardCancellations.reason,
    })
    .from(awards)
    .leftJoin(awardCancellations, eq(awardCancellations.awardId, awards.id))
    .where(eq(awards.lotId, lotId))
    .orderBy(asc(awards.number))
}

async function findRejection(
  db: Db,
  { lotId, round, submissionId }: { lotId: string; round: number; submissionId: string },
): Promise<OwnResult['rejection']> {
  const reviews = await listReviews(db, lotId, round)
  const rejection = reviews.find((review) => review.submissionId === submissionId && !review.passed)
  return rejection ? { stage: rejection.stage, reason: rejection.reason } : null
}
