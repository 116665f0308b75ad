import { DataTable } from '#app/components/data-table.tsx'
import { Badge } from '#app/components/page.tsx'
import { Count, Money } from '#app/components/values.tsx'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import { totalsLabel } from './import-text.ts'

type Field = keyof ClaimsTotals

const FIELDS: readonly Field[] = [
  'rows',
  'persons',
  'totalCost',
  'selfFunded',
  'basicPaid',
  'basicPaidBaseline',
  'eligibleExpense',
  'newlyCovered',
  'paid',
]

/** 控制总数: what the portal counted against what the sender stated, differences marked. */
export function ControlTotals({
  stated,
  counted,
}: {
  stated: Partial<ClaimsTotals>
  counted: ClaimsTotals | null // null: the file could not be read to its end
}) {
  return (
    <DataTable
      caption="行数、人数；金额单位：元"
      rows={FIELDS}
      keyOf={(field) => field}
      columns={[
        { header: '项目', cell: (field) => totalsLabel[field] },
        { header: '发送方', align: 'number', cell: (field) => <Figure value={stated[field]} /> },
        { header: '计得', align: 'number', cell: (field) => <Figure value={counted?.[field]} /> },
        {
          header: '计得 − 发送方',
          align: 'number',
          cell: (field) => <Figure value={difference(stated[field], counted?.[field])} />,
        },
        {
          header: '核对',
          cell: (field) => <Verdict stated={stated[field]} counted={counted?.[field]} />,
        },
      ]}
    />
  )
}

type Value = number | bigint | undefined

function Figure({ value }: { value: Value }) {
  if (value === undefined) return '—'
  return typeof value === 'bigint' ? <Money fen={value} unit="" /> : <Count value={value} />
}

function difference(stated: Value, counted: Value): Value {
  if (typeof stated === 'bigint' && typeof counted === 'bigint') return counted - stated
  return typeof stated === 'number' && typeof counted === 'number' ? counted - stated : undefined
}

function Verdict({ stated, counted }: { stated: Value; counted: Value }) {
  if (stated === undefined || counted === undefined) return <span className="muted">未核对</span>
  return stated === counted ? (
    <Badge tone="success">一致</Badge>
  ) : (
    <Badge tone="danger">不一致</Badge>
  )
}
