import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'

type Row = {
  id: string
  number: string
  tenderTitle: string
  lotName: string
  region: string
  policyholderName: string
  insurerName: string
  startsOn: PlainDate
  endsOn: PlainDate
  signed: boolean
}

/** Contracts as a list, for the parties and for the public. */
export function ContractTable({
  contracts,
  linkTo,
  empty,
}: {
  contracts: readonly Row[]
  linkTo: (id: string) => string
  empty: string
}) {
  return (
    <DataTable
      caption="合同"
      rows={contracts}
      keyOf={({ id }) => id}
      empty={<EmptyState title="没有合同">{empty}</EmptyState>}
      columns={[
        {
          header: '合同',
          cell: ({ id, number, tenderTitle, lotName }) => (
            <>
              <Link to={linkTo(id)}>
                {tenderTitle} · {lotName}
              </Link>
              <div className="muted">合同编号 {number}</div>
            </>
          ),
        },
        { header: '统筹地区', cell: ({ region }) => region },
        { header: '投保人', cell: ({ policyholderName }) => policyholderName },
        { header: '承办保险公司', cell: ({ insurerName }) => insurerName },
        {
          header: '合同期限',
          cell: ({ startsOn, endsOn }) => (
            <>
              <ChinaDate date={startsOn} />—<ChinaDate date={endsOn} />
            </>
          ),
        },
        {
          header: '状态',
          cell: ({ signed }) =>
            signed ? <Badge tone="success">已签订</Badge> : <Badge tone="warning">待确认</Badge>,
        },
      ]}
    />
  )
}
