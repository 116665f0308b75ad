import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type CriterionScore, type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { divideHalfUp, PPM_ONE } from '#app/domain/money.ts'
import { DataTable } from './data-table.tsx'
import { countText, moneyText, pointsText, rateText } from './format.ts'
import { tieBreakerLabel } from './labels.ts'

/** The ranking with every number that went into it, so that anybody can redo it. */
export function RankingTable({
  ranking,
  criteria,
  basis,
  nameOf,
  expertName,
}: {
  ranking: LotRanking
  criteria: readonly ScoringCriterion[]
  basis: BidBasis
  nameOf: (bidId: string) => string
  expertName: (expertId: string, index: number) => string
}) {
  return (
    <DataTable
      caption="排名与计算过程"
      rows={ranking.ranked}
      keyOf={({ bidId }) => bidId}
      columns={[
        { header: '名次', align: 'number', cell: ({ rank }) => rank },
        { header: '投标人', cell: ({ bidId }) => nameOf(bidId) },
        ...criteria.map((criterion) => ({
          header: criterion.name,
          cell: ({ criteria: scores }: { criteria: readonly CriterionScore[] }) => {
            const score = scores.find(({ criterionId }) => criterionId === criterion.id)
            return score ? (
              <>
                <strong className="number">{pointsText(score.points)}</strong>
                <div className="muted">{arithmeticText(score, criterion, basis, expertName)}</div>
              </>
            ) : null
          },
        })),
        {
          header: '总分',
          align: 'number',
          cell: ({ totalPoints }) => <strong>{pointsText(totalPoints)}</strong>,
        },
        {
          header: '名次依据',
          cell: ({ decidedBy }) =>
            decidedBy === 'points'
              ? '总分'
              : decidedBy === 'draw'
                ? '抽签'
                : tieBreakerLabel[decidedBy],
        },
      ]}
    />
  )
}

function arithmeticText(
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
