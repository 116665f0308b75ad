import { PPM_ONE, type Ppm, divideHalfUp, max, min, sum } from '#app/domain/money.ts'
import { type BidScore, type CriterionScore } from './lot-ranking.ts'
import {
  type ExpertScore,
  type Points,
  type ScorableBid,
  type ScoredOffer,
  type ScoringCriterion,
  type ScoringFormula,
} from './scoring-criteria.ts'

/**
 * Scores a lot's valid bids by the published criteria (综合评分法). Each criterion
 * is rounded half-up to hundredths of a point once; an expert criterion is the
 * mean over the experts, rounded half-up.
 */
export function scoreBids({
  bids,
  criteria,
  tierWeights,
  expertScores,
}: {
  bids: readonly ScorableBid[]
  criteria: readonly ScoringCriterion[]
  tierWeights: readonly Ppm[]
  expertScores: readonly ExpertScore[]
}): BidScore[] {
  return bids.map((bid) => {
    const scores = criteria.map((criterion) =>
      criterion.by === 'formula'
        ? scoreByFormula(criterion, bid, { bids, tierWeights })
        : scoreByExperts(criterion, bid, expertScores),
    )
    const pointsBy = (by: 'formula' | 'expert') =>
      sum(scores.filter(({ arithmetic }) => arithmetic.by === by).map(({ points }) => points))
    const formulaPoints = pointsBy('formula')
    const expertPoints = pointsBy('expert')
    return {
      bidId: bid.bidId,
      criteria: scores,
      formulaPoints,
      expertPoints,
      totalPoints: formulaPoints + expertPoints,
    }
  })
}

/** The payout ratio a bid is judged on: Σ tier weight × offered ratio, in ppm × ppm, unrounded. */
export function weightedPayoutRatio(
  payoutRatios: readonly Ppm[],
  tierWeights: readonly Ppm[],
): bigint {
  return sum(tierWeights.map((weight, index) => weight * (payoutRatios[index] ?? 0n)))
}

/**
 * What a criterion measures in a bid: a payout ratio in ppm × ppm, staff as
 * counts, everything else in the unit in which it was offered.
 */
export function offerOf(bid: ScorableBid, offer: ScoredOffer, tierWeights: readonly Ppm[]): bigint {
  const offers: Record<ScoredOffer, bigint> = {
    price: bid.price,
    'payout-ratio': weightedPayoutRatio(bid.payoutRatios, tierWeights),
    'profit-rate': bid.profitRate,
    'loss-rate': bid.lossRate,
    'full-time-staff': BigInt(bid.fullTimeStaff),
    'medical-staff': BigInt(bid.medicalStaff),
    'service-points': BigInt(bid.servicePointsPerCounty),
    'training-hours': BigInt(bid.trainingHours),
  }
  return offers[offer]
}

function scoreByFormula(
  criterion: Extract<ScoringCriterion, { by: 'formula' }>,
  bid: ScorableBid,
  { bids, tierWeights }: { bids: readonly ScorableBid[]; tierWeights: readonly Ppm[] },
): CriterionScore {
  const { formula, maxPoints, offer: measured } = criterion
  const offer = offerOf(bid, measured, tierWeights)
  const all = bids.map((other) => offerOf(other, measured, tierWeights))
  const scale = measured === 'payout-ratio' ? PPM_ONE : 1n
  const { points, reference } = pointsByFormula(formula, { maxPoints, offer, all, scale })
  return {
    criterionId: criterion.id,
    points,
    arithmetic: { by: 'formula', offer, reference, formula: formula.kind },
  }
}

/**
 * `lowest-is-best`: max × lowest ÷ offer. `highest-is-best`: max × offer ÷ highest.
 * `linear`: from 0 at the worst to max at the best, held between. An offer of zero
 * is itself the best of lowest-is-best, and all-zero offers are all the best.
 */
function pointsByFormula(
  formula: ScoringFormula,
  {
    maxPoints,
    offer,
    all,
    scale,
  }: { maxPoints: Points; offer: bigint; all: readonly bigint[]; scale: bigint },
): { points: Points; reference: bigint } {
  if (formula.kind === 'lowest-is-best') {
    const lowest = min(offer, ...all)
    return {
      reference: lowest,
      points: offer === 0n ? maxPoints : divideHalfUp(maxPoints * lowest, offer),
    }
  }
  if (formula.kind === 'highest-is-best') {
    const highest = max(offer, ...all)
    return {
      reference: highest,
      points: highest === 0n ? maxPoints : divideHalfUp(maxPoints * offer, highest),
    }
  }
  const best = formula.best * scale
  const worst = formula.worst * scale
  const rising = best > worst
  const width = rising ? best - worst : worst - best
  const way = rising ? offer - worst : worst - offer
  return { reference: best, points: divideHalfUp(maxPoints * max(0n, min(way, width)), width) }
}

function scoreByExperts(
  criterion: ScoringCriterion,
  bid: ScorableBid,
  expertScores: readonly ExpertScore[],
): CriterionScore {
  const experts = expertScores
    .filter(({ bidId, criterionId }) => bidId === bid.bidId && criterionId === criterion.id)
    .map(({ expertId, points, reason }) => ({ expertId, points, reason }))
  if (experts.length === 0)
    throw new Error(`no expert scored criterion ${criterion.id} of bid ${bid.bidId}`)
  const points = divideHalfUp(sum(experts.map((expert) => expert.points)), BigInt(experts.length))
  return { criterionId: criterion.id, points, arithmetic: { by: 'expert', experts } }
}
