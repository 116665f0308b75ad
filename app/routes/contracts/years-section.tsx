import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState, Section } from '#app/components/page.tsx'
import { ChinaDate, Money, Rate } from '#app/components/values.tsx'
import { YearlyTrend } from '#app/components/yearly-trend.tsx'
import { type ContractYearSummary } from '#db/queries/contract-years.server.ts'

/** A contract's years with what is final of each. */
export function YearsSection({ years }: { years: readonly ContractYearSummary[] }) {
  const settled = years.flatMap(({ number, premium, incurredClaims, lossRatio }) =>
    premium !== null && incurredClaims !== null && lossRatio !== null
      ? [{ label: `第${number}年度`, premium, incurredClaims, lossRatio }]
      : [],
  )
  return (
    <Section title="合同年度">
      <DataTable
        caption="单位：元"
        rows={years}
        keyOf={({ id }) => id}
        empty={<EmptyState title="合同签订后生成合同年度" />}
        columns={[
          {
            header: '年度',
            cell: ({ id, number, startsOn, endsOn }) => (
              <>
                <Link to={`/contract-years/${id}`}>第{number}年度</Link>{' '}
                <span className="muted">
                  <ChinaDate date={startsOn} />—<ChinaDate date={endsOn} />
                </span>
              </>
            ),
          },
          {
            header: '保费',
            align: 'number',
            cell: ({ premium }) => (premium === null ? '未登记' : <Money fen={premium} unit="" />),
          },
          { header: '已拨付', align: 'number', cell: ({ paid }) => <Money fen={paid} unit="" /> },
          {
            header: '赔付率',
            align: 'number',
            cell: ({ lossRatio }) => (lossRatio === null ? '—' : <Rate ppm={lossRatio} />),
          },
          {
            header: '收支差额',
            align: 'number',
            cell: ({ balance }) => (balance === null ? '—' : <Money fen={balance} unit="" />),
          },
          {
            header: '返还基金',
            align: 'number',
            cell: ({ returnedToFund }) =>
              returnedToFund === null ? '—' : <Money fen={returnedToFund} unit="" />,
          },
          {
            header: '基金分担',
            align: 'number',
            cell: ({ borneByFund }) =>
              borneByFund === null ? '—' : <Money fen={borneByFund} unit="" />,
          },
          {
            header: '结算',
            cell: ({ outcome, published }) =>
              outcome === null ? '未结算' : published ? '已公开' : '已审定',
          },
        ]}
      />
      <YearlyTrend years={settled} />
    </Section>
  )
}
