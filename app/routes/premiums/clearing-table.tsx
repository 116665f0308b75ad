import { DataTable } from '#app/components/data-table.tsx'
import { Alert } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Clearing } from '#app/domain/premium/clear-year.ts'

const PAYER = { fund: '医保基金支付保险公司', insurer: '保险公司支付医保基金' } as const

/** What both sides owe after the settlement, set off against each other (清算轧差). */
export function ClearingTable({
  clearing,
  payBy,
}: {
  clearing: Clearing
  payBy: PlainDate | null
}) {
  const rows = [
    { what: '未拨付的保费', fund: clearing.unpaidPremium, insurer: 0n },
    { what: '多拨付的保费', fund: 0n, insurer: clearing.overpaidPremium },
    { what: '基金分担的亏损', fund: clearing.payableByFund, insurer: 0n },
    { what: '结余返还与考核扣款', fund: 0n, insurer: clearing.payableByInsurer },
    { what: '合计', fund: clearing.owedByFund, insurer: clearing.owedByInsurer },
  ]
  return (
    <>
      <Alert tone="info" title={clearing.payer ? PAYER[clearing.payer] : '双方互不再支付'}>
        {clearing.payer ? (
          <>
            轧差后净额 <Money fen={clearing.net} />
            {payBy ? (
              <>
                ，最迟 <ChinaDate date={payBy} /> 支付
              </>
            ) : null}
            。
          </>
        ) : null}
      </Alert>
      <DataTable
        caption="清算轧差（元）"
        rows={rows}
        keyOf={({ what }) => what}
        columns={[
          { header: '项目', cell: ({ what }) => what },
          { header: '基金应付', align: 'number', cell: ({ fund }) => <Money fen={fund} unit="" /> },
          {
            header: '保险公司应付',
            align: 'number',
            cell: ({ insurer }) => <Money fen={insurer} unit="" />,
          },
        ]}
      />
    </>
  )
}
