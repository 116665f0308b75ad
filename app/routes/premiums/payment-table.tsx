import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { type PremiumPayment } from '#db/queries/premium-payments.server.ts'

/** What was paid and whether it arrived; the insurer confirms from here. */
export function PaymentTable({
  yearId,
  payments,
  mayConfirm,
}: {
  yearId: string
  payments: readonly PremiumPayment[]
  mayConfirm: boolean
}) {
  return (
    <DataTable
      caption="拨付与到账（元）"
      rows={payments}
      keyOf={({ id }) => id}
      empty={<EmptyState title="还没有拨付记录" />}
      columns={[
        { header: '拨付日期', cell: ({ paidOn }) => <ChinaDate date={paidOn} /> },
        { header: '金额', align: 'number', cell: ({ amount }) => <Money fen={amount} unit="" /> },
        { header: '凭证', cell: ({ document }) => document },
        { header: '登记人', cell: ({ recorderName }) => recorderName },
        {
          header: '到账',
          cell: ({ id, receivedOn, receiptDocument, confirmerName }) =>
            receivedOn ? (
              <>
                <ChinaDate date={receivedOn} /> {confirmerName}
                <span className="counted-how">{receiptDocument}</span>
              </>
            ) : mayConfirm ? (
              <Link to={`/contract-years/${yearId}/payments/${id}/receipt`}>确认到账</Link>
            ) : (
              <Badge tone="warning">待保险公司确认</Badge>
            ),
        },
      ]}
    />
  )
}
