import { Link } from '@remix-run/react'
import { type Column, DataTable } from '#app/components/data-table.tsx'
import { accountName } from '#app/components/ledger-labels.ts'
import { policyLossCauseLabel, settlementTermLabel } from '#app/components/labels.ts'
import { Section } from '#app/components/page.tsx'
import { Money } from '#app/components/values.tsx'
import { type LedgerAccount } from '#app/domain/ledger/ledger-entry.ts'
import { FIGURE_ACCOUNTS, LEDGER_FIGURES } from '#app/domain/ledger/settlement-inputs.ts'
import { type Fen } from '#app/domain/money.ts'
import { type YearFigures } from '#app/domain/settlement/settlement-terms.ts'

/** Each input of the settlement and where it came from. */
export function FigureSources({
  figures,
  evidence,
  headcount,
  yearId,
  accounts,
}: {
  figures: YearFigures
  evidence: Readonly<Record<string, string>>
  headcount: { document: string } | null
  yearId: string
  accounts: boolean // whether the viewer may open them
}) {
  const rows: {
    key: string
    label: string
    amount: Fen
    source: string
    record: boolean
    books: readonly LedgerAccount[]
  }[] = [
    {
      key: 'premium',
      label: '保费',
      amount: figures.premium,
      source: `参保人数登记：${headcount?.document ?? ''}`,
      record: true,
      books: ['premium-income'],
    },
    ...LEDGER_FIGURES.map((name) => ({
      key: name,
      label: settlementTermLabel[name] ?? name,
      amount: figures[name],
      source: evidence[name] || '—',
      record: false,
      books: FIGURE_ACCOUNTS[name],
    })),
    ...figures.policyLosses.map(({ cause, amount }, index) => ({
      key: `policyLosses.${index}`,
      label: `政策性亏损：${policyLossCauseLabel[cause]}`,
      amount,
      source: evidence.policyLosses || '—',
      record: false,
      books: [],
    })),
    {
      key: 'reserveBalance',
      label: '风险调节金余额（年初）',
      amount: figures.reserveBalance,
      source: '以前年度审定结算累计',
      record: false,
      books: ['risk-adjustment-reserve'],
    },
  ]
  return (
    <Section title="数据与来源">
      <DataTable
        caption="单位：元"
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { header: '数据', cell: ({ label }) => label },
          { header: '金额', align: 'number', cell: ({ amount }) => <Money fen={amount} unit="" /> },
          {
            header: '来源',
            cell: ({ source, record }) =>
              record ? <Link to={`/contract-years/${yearId}`}>{source}</Link> : source,
          },
          ...(accounts ? [bookColumn(yearId)] : []),
        ]}
      />
    </Section>
  )
}

function bookColumn(yearId: string): Column<{ books: readonly LedgerAccount[] }> {
  return {
    header: '账簿',
    cell: ({ books }) =>
      books.map((account, index) => (
        <span key={account}>
          {index > 0 ? '、' : null}
          <Link to={`/contract-years/${yearId}/accounts/book/${account}`}>
            {accountName(account)}
          </Link>
        </span>
      )),
  }
}
