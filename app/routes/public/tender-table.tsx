import { Link } from '@remix-run/react'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type TenderPhase } from '#app/domain/tender/tender.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { phaseLabel, phaseTone, regimeLabel } from '#app/components/labels.ts'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'

type Row = {
  id: string
  title: string
  projectNumber: string
  region: string
  regime: Regime
  procuringEntityName: string
  publishedAt: Date | null
  bidDeadline: Date
  phase: TenderPhase
}

/** Tenders as a list; the same for the public and for the officer. */
export function TenderTable({
  tenders,
  linkTo,
  sortable = false,
}: {
  tenders: readonly Row[]
  linkTo: (id: string) => string
  sortable?: boolean
}) {
  return (
    <DataTable
      caption="招标项目"
      rows={tenders}
      keyOf={({ id }) => id}
      empty={<EmptyState title="没有符合条件的招标项目">可以放宽筛选条件后再查。</EmptyState>}
      columns={[
        {
          header: '项目',
          cell: ({ id, title, projectNumber }) => (
            <>
              <Link to={linkTo(id)}>{title}</Link>
              <div className="muted">{projectNumber}</div>
            </>
          ),
        },
        {
          header: '状态',
          cell: ({ phase }) => <Badge tone={phaseTone[phase]}>{phaseLabel[phase]}</Badge>,
        },
        { header: '统筹地区', cell: ({ region }) => region },
        { header: '采购人', cell: ({ procuringEntityName }) => procuringEntityName },
        { header: '适用法律', cell: ({ regime }) => regimeLabel[regime] },
        {
          header: '发布时间',
          ...(sortable ? { sort: 'published' } : {}),
          cell: ({ publishedAt }) =>
            publishedAt ? <ChinaDateTime instant={publishedAt} /> : '未发布',
        },
        {
          header: '投标截止',
          ...(sortable ? { sort: 'deadline' } : {}),
          cell: ({ bidDeadline }) => <ChinaDateTime instant={bidDeadline} />,
        },
      ]}
    />
  )
}
