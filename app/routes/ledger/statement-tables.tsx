import { Link } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { accountName } from '#app/components/ledger-labels.ts'
import { Money } from '#app/components/values.tsx'
import {
  type BalanceSheet,
  type IncomeStatement,
  type StatementLine,
  totalOf,
} from '#app/domain/ledger/statements.ts'
import { type Fen } from '#app/domain/money.ts'

type Row = { key: string; label: string; amount: Fen; account?: StatementLine['account'] }

const toRow = (line: StatementLine): Row => ({
  key: line.account,
  label: accountName(line.account),
  ...line,
})

/** 收支表: income, expense and what is left of a period. */
export function IncomeTable({
  statement,
  base,
  period,
}: {
  statement: IncomeStatement
  base: string
  period: string
}) {
  return (
    <StatementTable
      caption="收支表（单位：元）"
      base={base}
      period={period}
      rows={[
        ...statement.income.map(toRow),
        { key: 'income', label: '收入合计', amount: totalOf(statement.income) },
        ...statement.expense.map(toRow),
        { key: 'expense', label: '支出合计', amount: totalOf(statement.expense) },
        { key: 'result', label: '本期收支差额', amount: statement.result },
      ]}
    />
  )
}

/** 资产负债表 at the period's last day. */
export function BalanceTable({
  sheet,
  base,
  period,
}: {
  sheet: BalanceSheet
  base: string
  period: string
}) {
  return (
    <StatementTable
      caption="资产负债表（单位：元）"
      base={base}
      period={period}
      rows={[
        ...sheet.assets.map(toRow),
        { key: 'assets', label: '资产合计', amount: sheet.totalAssets },
        ...sheet.liabilities.map(toRow),
        { key: 'liabilities', label: '负债合计', amount: sheet.totalLiabilities },
        { key: 'result', label: '累计收支差额', amount: sheet.result },
        {
          key: 'both',
          label: '负债与累计收支差额合计',
          amount: sheet.totalLiabilities + sheet.result,
        },
      ]}
    />
  )
}

function StatementTable({
  caption,
  rows,
  base,
  period,
}: {
  caption: string
  rows: readonly Row[]
  base: string
  period: string
}) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        {
          header: '项目',
          cell: ({ label, account }) =>
            account ? (
              <Link to={`${base}/book/${account}?period=${period}`}>{label}</Link>
            ) : (
              <strong>{label}</strong>
            ),
        },
        {
          header: '金额',
          align: 'number',
          cell: ({ amount, account }) =>
            account ? (
              <Money fen={amount} unit="" />
            ) : (
              <strong>
                <Money fen={amount} unit="" />
              </strong>
            ),
        },
      ]}
    />
  )
}
