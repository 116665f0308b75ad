import { Link } from '@remix-run/react'
import { DataTable, Pagination } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDateTime, Count, Money } from '#app/components/values.tsx'
import { type ImportedFile } from '#db/queries/claims-imports.server.ts'

/** The files that were taken in, each with its way to the control totals and the rows. */
export function FileTable({
  base,
  files,
  total,
  page,
}: {
  base: string // address of the year's claims
  files: readonly ImportedFile[]
  total: number
  page: number
}) {
  return (
    <>
      <DataTable
        caption="金额单位：元"
        rows={files}
        keyOf={({ key }) => String(key)}
        empty={<EmptyState title="还没有入账的文件" />}
        columns={[
          {
            header: '编号',
            cell: ({ number, attemptId }) => <Link to={`${base}/${attemptId}`}>第{number}号</Link>,
          },
          { header: '批次号', cell: ({ reference }) => reference },
          {
            header: '状态',
            cell: ({ reversedAt }) =>
              reversedAt ? (
                <Badge tone="neutral">已冲回</Badge>
              ) : (
                <Badge tone="success">已入账</Badge>
              ),
          },
          {
            header: '笔数',
            align: 'number',
            cell: ({ number, totals }) => (
              <Link to={`${base}/rows?file=${number}`} aria-label={`第${number}号逐笔查看`}>
                <Count value={totals.rows} />
              </Link>
            ),
          },
          {
            header: '人数',
            align: 'number',
            cell: ({ totals }) => <Count value={totals.persons} />,
          },
          {
            header: '合规费用',
            align: 'number',
            cell: ({ totals }) => <Money fen={totals.eligibleExpense} unit="" />,
          },
          { header: '大病赔付', align: 'number', cell: ({ paid }) => <Money fen={paid} unit="" /> },
          {
            header: '导入',
            cell: ({ takerName, takenAt, source }) => (
              <>
                {takerName}
                {source === 'api' ? '（接口）' : ''} <ChinaDateTime instant={takenAt} />
              </>
            ),
          },
        ]}
      />
      {total > files.length ? <Pagination total={total} page={page} /> : null}
    </>
  )
}
