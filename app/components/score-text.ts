import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type CriterionScore, type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { PPM_ONE, divideHalfUp } from '#app/domain/money.ts'
import { countText, moneyText, pointsText, rateText } from './format.ts'
import { tieBreakerLabel } from './labels.ts'

/** How a criterion's points came about, so that anybody can redo it. */
export function arithmeticText(
  { arithmetic }: CriterionScore,
  criterion: ScoringCriterion,
  basis: BidBasis,
  expertName: (expertId: string, index: number) => string,
): string {
  if (arithmetic.by === 'expert') {
    const each = arithmetic.experts.map(
      ({ expertId, points }, index) => `${expertName(expertId, index)} ${pointsText(points)}`,
    )
    return `平均（${each.join('，')}）`
  }
  if (criterion.by !== 'formula') return ''
  const show = (value: bigint) => offerText(value, criterion.offer, basis)
  const most = pointsText(criterion.maxPoints)
  if (arithmetic.formula === 'lowest-is-best')
    return `${most} × ${show(arithmetic.reference)} ÷ ${show(arithmetic.offer)}`
  if (arithmetic.formula === 'highest-is-best')
    return `${most} × ${show(arithmetic.offer)} ÷ ${show(arithmetic.reference)}`
  return `${show(arithmetic.offer)}，满分值 ${show(arithmetic.reference)}`
}

/** What put a bid in its place. */
export function decidedByText(decidedBy: LotRanking['ranked'][number]['decidedBy']): string {
  if (decidedBy === 'points') return '总分'
  return decidedBy === 'draw' ? '抽签' : tieBreakerLabel[decidedBy]
}

function offerText(
  value: bigint,
  offer: Extract<ScoringCriterion, { by: 'formula' }>['offer'],
  basis: BidBasis,
): string {
  if (offer === 'payout-ratio') return rateText(divideHalfUp(value, PPM_ONE))
  if (offer === 'profit-rate' || offer === 'loss-rate') return rateText(value)
  if (offer !== 'price') return countText(value)
  return basis === 'premium-per-head' || basis === 'service-fee'
    ? moneyText(value)
    : rateText(value)
}
