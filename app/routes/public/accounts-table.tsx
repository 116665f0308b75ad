import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate, Count, Money, Rate } from '#app/components/values.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'

type Row = {
  contractYearId: string
  region: string
  insurerName: string
  startsOn: PlainDate
  endsOn: PlainDate
  headcount: bigint
  premium: Fen
  incurredClaims: Fen
  lossRatio: bigint
  outcome: 'surplus' | 'loss'
  balance: Fen
  returnedToFund: Fen
  borneByFund: Fen
}

/** Published yearly accounts as a list. */
export function AccountsTable({ accounts }: { accounts: readonly Row[] }) {
  return (
    <DataTable
      caption="年度收支（单位：元）"
      rows={accounts}
      keyOf={({ contractYearId }) => contractYearId}
      empty={
        <EmptyState title="还没有公开的年度收支">
          合同年度结算经审计签署后，由基金经办公开。
        </EmptyState>
      }
      columns={[
        {
          header: '合同年度',
          cell: ({ contractYearId, startsOn, endsOn }) => (
            <Link to={`/accounts/${contractYearId}`}>
              <ChinaDate date={startsOn} />—<ChinaDate date={endsOn} />
            </Link>
          ),
        },
        { header: '统筹地区', cell: ({ region }) => region },
        { header: '承办保险公司', cell: ({ insurerName }) => insurerName },
        {
          header: '参保人数',
          align: 'number',
          cell: ({ headcount }) => <Count value={headcount} />,
        },
        { header: '保费', align: 'number', cell: ({ premium }) => <Money fen={premium} unit="" /> },
        {
          header: '已发生赔款',
          align: 'number',
          cell: ({ incurredClaims }) => <Money fen={incurredClaims} unit="" />,
        },
        { header: '赔付率', align: 'number', cell: ({ lossRatio }) => <Rate ppm={lossRatio} /> },
        {
          header: '结果',
          cell: ({ outcome }) =>
            outcome === 'surplus' ? (
              <Badge tone="success">结余</Badge>
            ) : (
              <Badge tone="danger">亏损</Badge>
            ),
        },
        {
          header: '收支差额',
          align: 'number',
          cell: ({ balance }) => <Money fen={balance} unit="" />,
        },
        {
          header: '返还基金',
          align: 'number',
          cell: ({ returnedToFund }) => <Money fen={returnedToFund} unit="" />,
        },
        {
          header: '基金分担',
          align: 'number',
          cell: ({ borneByFund }) => <Money fen={borneByFund} unit="" />,
        },
      ]}
    />
  )
}
