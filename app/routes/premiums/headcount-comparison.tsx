import { DataTable } from '#app/components/data-table.tsx'
import { Count, Money } from '#app/components/values.tsx'
import { type ComparedHeadcount } from '#app/domain/premium/compare-headcounts.ts'

const STAGE: Record<ComparedHeadcount['stage'], string> = {
  tender: '招标估算',
  estimate: '预计人数（已确认）',
  actual: '实际人数（已确认）',
}

/** What each stage's headcount changes in people and in premium. */
export function HeadcountComparison({ compared }: { compared: readonly ComparedHeadcount[] }) {
  return (
    <DataTable
      caption="招标估算、预计与实际对照（元）"
      rows={compared}
      keyOf={({ stage }) => stage}
      columns={[
        { header: '口径', cell: ({ stage }) => STAGE[stage] },
        { header: '人数', align: 'number', cell: ({ headcount }) => <Count value={headcount} /> },
        {
          header: '比上一口径',
          align: 'number',
          cell: ({ headcountChange }) =>
            headcountChange === null ? '—' : <Count value={headcountChange} />,
        },
        {
          header: '年度保费',
          align: 'number',
          cell: ({ premium }) => <Money fen={premium} unit="" />,
        },
        {
          header: '保费增减',
          align: 'number',
          cell: ({ premiumChange }) =>
            premiumChange === null ? '—' : <Money fen={premiumChange} unit="" />,
        },
      ]}
    />
  )
}
