import { type Ppm } from '#app/domain/money.ts'
import { type BidScore, type LotRanking } from './lot-ranking.ts'
import { weightedPayoutRatio } from './score-bids.ts'
import { type ScorableBid, type TieBreaker } from './scoring-criteria.ts'

/**
 * Ranks scored bids (排序): by total points, then by the published tie order.
 * Bids that are still equal need a recorded draw; until `drawOrder` names them
 * all, the answer is the groups to draw for.
 */
export function rankBids({
  scores,
  bids,
  tierWeights,
  tieBreakers,
  lowPriceWins,
  drawOrder,
}: {
  scores: readonly BidScore[]
  bids: readonly ScorableBid[]
  tierWeights: readonly Ppm[]
  tieBreakers: readonly TieBreaker[]
  lowPriceWins: boolean // false where the price is a payout ratio
  drawOrder: readonly string[]
}): { ranking: LotRanking } | { drawNeeded: string[][] } {
  const keyOf = (score: BidScore, breaker: TieBreaker): bigint => {
    const bid = bids.find(({ bidId }) => bidId === score.bidId)
    if (!bid) throw new Error(`bid ${score.bidId} was scored but is not among the bids`)
    if (breaker === 'expert-points') return score.expertPoints
    if (breaker === 'payout-ratio') return weightedPayoutRatio(bid.payoutRatios, tierWeights)
    return lowPriceWins ? -bid.price : bid.price
  }
  const firstDifference = (a: BidScore, b: BidScore): 'points' | TieBreaker | undefined => {
    if (a.totalPoints !== b.totalPoints) return 'points'
    return tieBreakers.find((breaker) => keyOf(a, breaker) !== keyOf(b, breaker))
  }
  const compare = (a: BidScore, b: BidScore): number => {
    const difference = firstDifference(a, b)
    if (!difference) return drawOrder.indexOf(a.bidId) - drawOrder.indexOf(b.bidId)
    const [first, second] =
      difference === 'points'
        ? [a.totalPoints, b.totalPoints]
        : [keyOf(a, difference), keyOf(b, difference)]
    return first > second ? -1 : 1
  }

  const drawNeeded = findTies(scores, firstDifference).filter((tie) =>
    tie.some((bidId) => !drawOrder.includes(bidId)),
  )
  if (drawNeeded.length > 0) return { drawNeeded }

  const sorted = scores.toSorted(compare)
  const ranked = sorted.map((score, index) => {
    const rival = sorted[index + 1] ?? sorted[index - 1]
    const decidedBy: LotRanking['ranked'][number]['decidedBy'] = rival
      ? (firstDifference(score, rival) ?? 'draw')
      : 'points'
    return { ...score, rank: index + 1, decidedBy }
  })
  return { ranking: { ranked, drawOrder } }
}

function findTies(
  scores: readonly BidScore[],
  firstDifference: (a: BidScore, b: BidScore) => unknown,
): string[][] {
  const seen = new Set<string>()
  const ties: string[][] = []
  for (const score of scores) {
    if (seen.has(score.bidId)) continue
    const equals = scores.filter((other) => other === score || !firstDifference(score, other))
    for (const { bidId } of equals) seen.add(bidId)
    if (equals.length > 1) ties.push(equals.map(({ bidId }) => bidId))
  }
  return ties
}
