import { divideHalfUp, sum } from '#app/domain/money.ts'
import { type LotRanking } from './lot-ranking.ts'
import { type ExpertScore, type Points, type ScoringCriterion } from './scoring-criteria.ts'

/** Something in the signed sheets that the chair should look at before the report is made. */
export type ScoreFlag = {
  expertId: string
  criterionId: string
  bidId: string
  flag: 'outlier' | 'same-reason-for-all' | 'reason-missing'
  points: Points
  mean: Points // of all experts, half-up
}

/** An expert this far from the mean, in percent of the criterion's maximum, stands out. */
export const OUTLIER_PERCENT = 30n

/**
 * Scores that stand out: further from the mean than 30% of the maximum, given to
 * every bid with word for word the same reason though the points differ, or
 * without a reason.
 */
export function flagScores(
  scores: readonly ExpertScore[],
  criteria: readonly ScoringCriterion[],
): ScoreFlag[] {
  return scores.flatMap((score): ScoreFlag[] => {
    const criterion = criteria.find(({ id }) => id === score.criterionId)
    if (!criterion) return []
    const peers = scores.filter(
      ({ bidId, criterionId }) => bidId === score.bidId && criterionId === score.criterionId,
    )
    const mean = divideHalfUp(sum(peers.map(({ points }) => points)), BigInt(peers.length))
    const distance = score.points > mean ? score.points - mean : mean - score.points
    const { expertId, criterionId, bidId, points } = score
    const about = { expertId, criterionId, bidId, points, mean }
    return [
      ...(distance * 100n > criterion.maxPoints * OUTLIER_PERCENT
        ? [{ ...about, flag: 'outlier' as const }]
        : []),
      ...(isBlank(score)
        ? [{ ...about, flag: 'reason-missing' as const }]
        : repeatsItself(score, scores)
          ? [{ ...about, flag: 'same-reason-for-all' as const }]
          : []),
    ]
  })
}

/** The experts' scores that a report was made from. */
export function expertScoresOf({ ranked }: LotRanking): ExpertScore[] {
  return ranked.flatMap(({ bidId, criteria }) =>
    criteria.flatMap(({ criterionId, arithmetic }) =>
      arithmetic.by === 'expert'
        ? arithmetic.experts.map((score) => ({ ...score, bidId, criterionId }))
        : [],
    ),
  )
}

function isBlank({ reason }: ExpertScore): boolean {
  return reason.trim() === ''
}

function repeatsItself(score: ExpertScore, scores: readonly ExpertScore[]): boolean {
  const others = scores.filter(
    ({ expertId, criterionId, bidId }) =>
      expertId === score.expertId && criterionId === score.criterionId && bidId !== score.bidId,
  )
  return (
    others.length > 0 &&
    others.every(({ reason }) => reason.trim() === score.reason.trim()) &&
    others.some(({ points }) => points !== score.points)
  )
}
