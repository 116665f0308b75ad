import { type CriterionScore, type LotRanking } from './lot-ranking.ts'

/** The ranking as the public reads it: every score, but neither who gave it nor the reasons. */
export function publishedRanking(ranking: LotRanking): LotRanking {
  return {
    ...ranking,
    ranked: ranking.ranked.map((bid) => ({
      ...bid,
      criteria: bid.criteria.map((score) => withoutNames(score, 'without-reasons')),
    })),
  }
}

/** One bidder's place and scores, with the reasons given for its own bid. Undefined when it was not ranked. */
export function ownPlace(ranking: LotRanking, bidId: string) {
  const own = ranking.ranked.find((bid) => bid.bidId === bidId)
  return (
    own && {
      ...own,
      criteria: own.criteria.map((score) => withoutNames(score, 'with-reasons')),
    }
  )
}

/** Experts are numbered in the order of the report, so that nobody can tell who they are. */
function withoutNames(
  score: CriterionScore,
  reasons: 'with-reasons' | 'without-reasons',
): CriterionScore {
  const { arithmetic } = score
  if (arithmetic.by === 'formula') return score
  return {
    ...score,
    arithmetic: {
      by: 'expert',
      experts: arithmetic.experts.map(({ points, reason }, index) => ({
        expertId: String(index + 1),
        points,
        reason: reasons === 'with-reasons' ? reason : '',
      })),
    },
  }
}
