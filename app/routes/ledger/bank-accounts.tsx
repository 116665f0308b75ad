import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { accountName } from '#app/components/ledger-labels.ts'
import { Badge } from '#app/components/page.tsx'
import { Money } from '#app/components/values.tsx'
import { type LedgerAccount } from '#app/domain/ledger/ledger-entry.ts'
import { type Fen } from '#app/domain/money.ts'

export type BankAccount = {
  account: LedgerAccount
  opening: Fen
  received: Fen
  paid: Fen
  closing: Fen
}

/** The two separate bank accounts: what they held, got, paid and hold. */
export function BankAccounts({
  banks,
  base,
  period,
}: {
  banks: readonly BankAccount[]
  base: string
  period: string
}) {
  return (
    <DataTable
      caption="单位：元"
      rows={banks}
      keyOf={({ account }) => account}
      columns={[
        {
          header: '账户',
          cell: ({ account }) => (
            <Link to={`${base}/book/${account}?period=${period}`}>{accountName(account)}</Link>
          ),
        },
        {
          header: '期初余额',
          align: 'number',
          cell: ({ opening }) => <Money fen={opening} unit="" />,
        },
        {
          header: '本期收入',
          align: 'number',
          cell: ({ received }) => <Money fen={received} unit="" />,
        },
        { header: '本期支出', align: 'number', cell: ({ paid }) => <Money fen={paid} unit="" /> },
        {
          header: '期末余额',
          align: 'number',
          cell: ({ closing }) => (
            <>
              {closing < 0n ? <Badge tone="warning">透支</Badge> : null}{' '}
              <Money fen={closing} unit="" />
            </>
          ),
        },
      ]}
    />
  )
}
