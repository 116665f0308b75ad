import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'

type RankedBid = LotRanking['ranked'][number]

/** 招标投标法实施条例 第五十三条：中标候选人应当不超过3个. */
const MOST_CANDIDATES = 3

/**
 * Whether a bid may win: a candidate, and the best of those whose award was not
 * cancelled in this round, or another for a stated reason (招标投标法实施条例 第五十五条).
 */
export function chooseWinner(
  { ranked }: LotRanking,
  {
    submissionId,
    reason,
    lostAwards,
  }: { submissionId: string; reason: string; lostAwards: readonly string[] },
): Decision<RankedBid, 'not-a-candidate' | 'award-was-cancelled' | 'reason-missing'> {
  const candidate = ranked.find(({ bidId }) => bidId === submissionId)
  if (!candidate || candidate.rank > MOST_CANDIDATES) return refuse('not-a-candidate')
  if (lostAwards.includes(submissionId)) return refuse('award-was-cancelled')
  const passesOver = ranked.some(
    ({ bidId, rank }) => rank < candidate.rank && !lostAwards.includes(bidId),
  )
  return passesOver && reason.trim() === '' ? refuse('reason-missing') : accept(candidate)
}

/** The candidates that may still win: those whose award was not cancelled in this round. */
export function candidatesLeft(
  { ranked }: LotRanking,
  lostAwards: readonly string[],
): readonly RankedBid[] {
  return ranked.filter(({ bidId, rank }) => rank <= MOST_CANDIDATES && !lostAwards.includes(bidId))
}
