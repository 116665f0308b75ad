import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money } from '#app/components/values.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'

type Reserve = {
  id: string
  asOf: PlainDate
  version: number
  amount: Fen
  method: string
  document: string
  recorderName: string
  recordedAt: Date
}

/** The reserve on each day, the version that counts first. */
export function ReserveTable({ reserves }: { reserves: readonly Reserve[] }) {
  return (
    <DataTable
      caption="单位：元；新的在前"
      rows={reserves.map((reserve, index) => ({
        ...reserve,
        counts: reserves[index - 1]?.asOf !== reserve.asOf,
      }))}
      keyOf={({ id }) => id}
      empty={<EmptyState title="还没有评估记录">由保险公司财务按评估报告登记。</EmptyState>}
      columns={[
        { header: '时点', cell: ({ asOf }) => <ChinaDate date={asOf} /> },
        {
          header: '版本',
          cell: ({ version, counts }) => (
            <>
              {version}{' '}
              {counts ? <Badge tone="success">有效</Badge> : <Badge tone="neutral">已替换</Badge>}
            </>
          ),
        },
        { header: '余额', align: 'number', cell: ({ amount }) => <Money fen={amount} unit="" /> },
        { header: '评估方法', cell: ({ method }) => method },
        { header: '依据', cell: ({ document }) => document },
        {
          header: '登记',
          cell: ({ recorderName, recordedAt }) => (
            <>
              {recorderName}，<ChinaDateTime instant={recordedAt} />
            </>
          ),
        },
      ]}
    />
  )
}
