import { reviewProgress } from '#app/domain/evaluation/review-progress.ts'
import { type ScorableBid } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Db } from '#db/client.server.ts'
import { type OpenedBidRow, listOpenedBids } from './bids.server.ts'
import { findCurrentRound, listReviews } from './reviews.server.ts'

/** A lot's bids as its current round of evaluation needs them: reviewed, and which are valid. */
export async function findLotUnderEvaluation(db: Db, lotId: string) {
  const bids = await listOpenedBids(db, [lotId])
  const round = await findCurrentRound(db, lotId)
  const reviews = await listReviews(db, lotId, round)
  const progress = reviewProgress(
    bids.map(({ submissionId }) => submissionId),
    reviews,
  )
  const validBids = bids.filter(({ submissionId }) => progress.valid.includes(submissionId))
  return { round, bids, reviews, progress, validBids, scorable: validBids.map(toScorable) }
}

function toScorable({
  submissionId,
  price,
  payoutRatios,
  profitRate,
  lossRate,
  staffing,
}: OpenedBidRow): ScorableBid {
  return {
    bidId: submissionId,
    price,
    payoutRatios,
    profitRate,
    lossRate,
    fullTimeStaff: staffing.fullTime,
    medicalStaff: staffing.medicalBackground,
    servicePointsPerCounty: staffing.servicePointsPerCounty,
    trainingHours: staffing.trainingHours,
  }
}
