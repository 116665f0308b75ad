import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type CriterionScore, type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { DataTable } from './data-table.tsx'
import { pointsText } from './format.ts'
import { arithmeticText, decidedByText } from './score-text.ts'

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
          cell: ({ decidedBy }) => decidedByText(decidedBy),
        },
      ]}
    />
  )
}
