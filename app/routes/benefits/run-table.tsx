import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { ChinaDateTime, Count, Money } from '#app/components/values.tsx'
import { type RunView } from './run-totals-table.tsx'

/** Earlier runs, each still to be opened. */
export function RunTable({
  base,
  runs,
  chosen,
}: {
  base: string
  runs: readonly RunView[]
  chosen: number
}) {
  return (
    <DataTable
      caption="最近的在前（单位：元）"
      rows={runs}
      keyOf={({ key }) => String(key)}
      columns={[
        {
          header: '复算',
          cell: ({ key }) =>
            key === chosen ? (
              <strong>第 {key} 号（正在查看）</strong>
            ) : (
              <Link to={`${base}/benefits?run=${key}`}>第 {key} 号</Link>
            ),
        },
        { header: '时间', cell: ({ ranAt }) => <ChinaDateTime instant={ranAt} /> },
        { header: '操作人', cell: ({ ranByName }) => ranByName },
        { header: '笔数', align: 'number', cell: ({ claims }) => <Count value={claims} /> },
        { header: '应付', align: 'number', cell: ({ due }) => <Money fen={due} unit="" /> },
        { header: '已付', align: 'number', cell: ({ paid }) => <Money fen={paid} unit="" /> },
        {
          header: '差异笔数',
          align: 'number',
          cell: ({ differences }) => <Count value={differences} />,
        },
      ]}
    />
  )
}
