import { type ExpertScore, type Points, type ScoringCriterion } from './scoring-criteria.ts'

export type ScoreSheetProblem = {
  bidId: string
  criterionId: string
  problem: 'missing' | 'above-maximum' | 'negative' | 'reason-missing'
  limit?: Points
}

/**
 * Checks one expert's sheet (评分表) before signing: points and a reason for every
 * valid bid on every expert criterion, within 0 and the maximum.
 */
export function checkScoreSheet(
  scores: readonly ExpertScore[],
  { criteria, bidIds }: { criteria: readonly ScoringCriterion[]; bidIds: readonly string[] },
): ScoreSheetProblem[] {
  return bidIds.flatMap((bidId) =>
    criteria
      .filter((criterion) => criterion.by === 'expert')
      .flatMap(({ id: criterionId, maxPoints }): ScoreSheetProblem[] => {
        const score = scores.find(
          (entry) => entry.bidId === bidId && entry.criterionId === criterionId,
        )
        const at = { bidId, criterionId }
        if (!score) return [{ ...at, problem: 'missing' }]
        if (score.points < 0n) return [{ ...at, problem: 'negative' }]
        if (score.points > maxPoints) return [{ ...at, problem: 'above-maximum', limit: maxPoints }]
        return score.reason.trim() === '' ? [{ ...at, problem: 'reason-missing' }] : []
      }),
  )
}
