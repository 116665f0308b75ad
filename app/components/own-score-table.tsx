import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type CriterionScore } from '#app/domain/evaluation/lot-ranking.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { DataTable } from './data-table.tsx'
import { pointsText } from './format.ts'
import { arithmeticText } from './score-text.ts'

/** One bid's points on every criterion with their arithmetic, and the reasons experts gave for it. */
export function OwnScoreTable({
  scores,
  criteria,
  basis,
}: {
  scores: readonly CriterionScore[]
  criteria: readonly ScoringCriterion[]
  basis: BidBasis
}) {
  const rows = criteria.flatMap((criterion) => {
    const score = scores.find(({ criterionId }) => criterionId === criterion.id)
    return score ? [{ criterion, score }] : []
  })
  return (
    <DataTable
      caption="仅本公司可见；专家以序号代替姓名"
      rows={rows}
      keyOf={({ criterion }) => criterion.id}
      columns={[
        { header: '评分项', cell: ({ criterion }) => criterion.name },
        {
          header: '满分',
          align: 'number',
          cell: ({ criterion }) => pointsText(criterion.maxPoints),
        },
        { header: '得分', align: 'number', cell: ({ score }) => pointsText(score.points) },
        {
          header: '计算过程',
          cell: ({ criterion, score }) =>
            arithmeticText(score, criterion, basis, (_id, index) => `专家${index + 1}`),
        },
        { header: '评分理由', cell: ({ score }) => <Reasons score={score} /> },
      ]}
    />
  )
}

function Reasons({ score: { arithmetic } }: { score: CriterionScore }) {
  if (arithmetic.by === 'formula') return <>按公式计算</>
  return (
    <ul>
      {arithmetic.experts.map(({ expertId, reason }) => (
        <li key={expertId}>
          专家{expertId}：{reason}
        </li>
      ))}
    </ul>
  )
}
