import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { accountName } from '#app/components/ledger-labels.ts'
import { settlementTermLabel } from '#app/components/labels.ts'
import { Money } from '#app/components/values.tsx'
import { type LedgerAccount } from '#app/domain/ledger/ledger-entry.ts'
import {
  FIGURE_ACCOUNTS,
  LEDGER_FIGURES,
  type SettlementInputs,
} from '#app/domain/ledger/settlement-inputs.ts'

/** What the year's settlement takes from the accounts, figure by figure. */
export function InputTable({
  inputs,
  base,
  settled,
}: {
  inputs: SettlementInputs
  base: string
  settled: boolean
}) {
  const rows = (['premium', ...LEDGER_FIGURES] as const).map((figure) => ({
    figure,
    accounts: figure === 'premium' ? PREMIUM : FIGURE_ACCOUNTS[figure],
  }))
  return (
    <>
      <p className="muted">
        {settled
          ? '本年度已审定，账簿不再变动。'
          : inputs.kept
            ? '年度结算的申报数据须与下列账簿数据一致。'
            : '本年度尚未记入赔付、费用或准备金；申报结算前应先入账。'}
      </p>
      <DataTable
        caption="单位：元"
        rows={rows}
        keyOf={({ figure }) => figure}
        columns={[
          { header: '数据', cell: ({ figure }) => settlementTermLabel[figure] ?? figure },
          {
            header: '金额',
            align: 'number',
            cell: ({ figure }) => <Money fen={inputs[figure]} unit="" />,
          },
          {
            header: '科目',
            cell: ({ accounts }) =>
              accounts.map((account: LedgerAccount, index) => (
                <span key={account}>
                  {index > 0 ? '、' : null}
                  <Link to={`${base}/book/${account}`}>{accountName(account)}</Link>
                </span>
              )),
          },
        ]}
      />
    </>
  )
}

const PREMIUM: readonly LedgerAccount[] = ['premium-income']
