import { Link } from '@remix-run/react'
import {
  amendmentKindLabel,
  amendmentStateLabel,
  amendmentStateTone,
} from '#app/components/contract-change-text.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type AmendmentKind, amendmentState } from '#app/domain/contract/contract-amendment.ts'

type Row = {
  number: number
  kind: AmendmentKind
  effectiveOn: PlainDate
  reason: string
  confirmations: readonly unknown[]
  withdrawal: unknown
}

/** A contract's amendments as a list, for the parties and for the public. */
export function AmendmentTable({
  amendments,
  linkTo,
}: {
  amendments: readonly Row[]
  linkTo: (number: number) => string
}) {
  return (
    <DataTable
      caption="补充协议"
      rows={amendments}
      keyOf={({ number }) => String(number)}
      empty={<EmptyState title="没有补充协议" />}
      columns={[
        {
          header: '补充协议',
          cell: ({ number }) => <Link to={linkTo(number)}>第 {number} 号</Link>,
        },
        { header: '变更条款', cell: ({ kind }) => amendmentKindLabel[kind] },
        { header: '生效日期', cell: ({ effectiveOn }) => <ChinaDate date={effectiveOn} /> },
        { header: '原因', cell: ({ reason }) => reason },
        {
          header: '状态',
          cell: (amendment) => {
            const state = amendmentState(amendment)
            return <Badge tone={amendmentStateTone[state]}>{amendmentStateLabel[state]}</Badge>
          },
        },
      ]}
    />
  )
}
