import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { type ConsultationRow } from '#db/queries/consultations.server.ts'

/** Consultations with whether comments are still taken; public and officer's lists show it. */
export function ConsultationTable({
  items,
  empty,
}: {
  items: readonly (ConsultationRow & { open: boolean })[]
  empty: string
}) {
  return (
    <DataTable
      caption="征求意见"
      rows={items}
      keyOf={({ id }) => id}
      empty={<EmptyState title="没有征求意见">{empty}</EmptyState>}
      columns={[
        {
          header: '项目',
          cell: ({ id, title, number, region }) => (
            <>
              <Link to={`/consultations/${id}`}>
                {title}（第 {number} 次）
              </Link>
              <div className="muted">{region}</div>
            </>
          ),
        },
        { header: '状态', cell: ({ open }) => <ConsultationState open={open} /> },
        { header: '采购人', cell: ({ procuringEntityName }) => procuringEntityName },
        { header: '发布时间', cell: ({ publishedAt }) => <ChinaDateTime instant={publishedAt} /> },
        { header: '最后一日', cell: ({ lastDay }) => <ChinaDate date={lastDay} /> },
      ]}
    />
  )
}

export function ConsultationState({ open }: { open: boolean }) {
  return open ? <Badge tone="info">征求意见中</Badge> : <Badge tone="neutral">已结束</Badge>
}
