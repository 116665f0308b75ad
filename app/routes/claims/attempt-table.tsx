import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState } from '#app/components/page.tsx'
import { ChinaDateTime, Count } from '#app/components/values.tsx'
import { type AttemptState } from '#app/domain/claims/attempt-state.ts'
import { type ImportAttempt } from '#db/queries/claims-imports.server.ts'
import { AttemptBadge } from './attempt-outcome.tsx'

/** Sendings of files that took nothing in. */
export function AttemptTable({
  base,
  attempts,
  caption,
}: {
  base: string // address of the year's claims
  attempts: readonly (ImportAttempt & { state: AttemptState })[]
  caption: string
}) {
  return (
    <DataTable
      caption={caption}
      rows={attempts}
      keyOf={({ id }) => id}
      empty={<EmptyState title="没有未入账的导入" />}
      columns={[
        {
          header: '批次号',
          cell: ({ id, reference }) => <Link to={`${base}/${id}`}>{reference}</Link>,
        },
        { header: '结果', cell: (attempt) => <AttemptBadge {...attempt} /> },
        {
          header: '已读行数',
          align: 'number',
          cell: ({ counted, rows }) => <Count value={counted?.rows ?? rows ?? 0} />,
        },
        {
          header: '错误',
          align: 'number',
          cell: ({ findingCount }) => <Count value={findingCount ?? 0} />,
        },
        {
          header: '导入',
          cell: ({ starterName, startedAt, source }) => (
            <>
              {starterName}
              {source === 'api' ? '（接口）' : ''} <ChinaDateTime instant={startedAt} />
            </>
          ),
        },
      ]}
    />
  )
}
