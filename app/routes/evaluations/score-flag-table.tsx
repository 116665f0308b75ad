import { DataTable } from '#app/components/data-table.tsx'
import { pointsText } from '#app/components/format.ts'
import { scoreFlagLabel } from '#app/components/labels.ts'
import { EmptyState } from '#app/components/page.tsx'
import { OUTLIER_PERCENT, type ScoreFlag } from '#app/domain/evaluation/score-flags.ts'

/** What in the signed sheets stands out; the sheets themselves stay as they were signed. */
export function ScoreFlagTable({
  flags,
  criteria,
  nameOf,
  expertName,
}: {
  flags: readonly ScoreFlag[]
  criteria: readonly { id: string; name: string }[]
  nameOf: (bidId: string) => string
  expertName: (expertId: string) => string
}) {
  return (
    <DataTable
      caption={`偏离平均分超过满分的${OUTLIER_PERCENT}%，或者理由雷同、缺失的评分；评分表签署后不改，提示记入评标报告`}
      rows={flags}
      keyOf={({ expertId, criterionId, bidId, flag }) =>
        `${expertId} ${criterionId} ${bidId} ${flag}`
      }
      empty={<EmptyState title="没有需要提示的评分" />}
      columns={[
        { header: '专家', cell: ({ expertId }) => expertName(expertId) },
        { header: '投标人', cell: ({ bidId }) => nameOf(bidId) },
        {
          header: '评分项',
          cell: ({ criterionId }) =>
            criteria.find(({ id }) => id === criterionId)?.name ?? criterionId,
        },
        { header: '得分', align: 'number', cell: ({ points }) => pointsText(points) },
        { header: '平均分', align: 'number', cell: ({ mean }) => pointsText(mean) },
        { header: '提示', cell: ({ flag }) => scoreFlagLabel[flag] },
      ]}
    />
  )
}
