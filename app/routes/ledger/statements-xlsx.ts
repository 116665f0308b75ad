import { type LoaderFunctionArgs } from '@remix-run/node'
import { accountName } from '#app/components/ledger-labels.ts'
import { db } from '#app/database.server.ts'
import { type SheetColumn } from '#app/documents/render-xlsx.server.ts'
import { addDays } from '#app/domain/calendar.ts'
import { LEDGER_ACCOUNTS, type LedgerAccount } from '#app/domain/ledger/ledger-entry.ts'
import {
  type StatementLine,
  balanceSheet,
  incomeStatement,
  inOwnDirection,
  totalOf,
} from '#app/domain/ledger/statements.ts'
import { type Fen } from '#app/domain/money.ts'
import { sheetResponse } from '#app/routes/documents/sheet-response.server.ts'
import { sumAccounts } from '#db/queries/ledger.server.ts'
import { listTurnover } from '#db/queries/statements.server.ts'
import { readPeriod, requireAccounts } from './accounts-page.server.ts'

type Row = {
  table: '收支表' | '资产负债表' | '科目余额表'
  item: string
  opening: Fen | null
  debit: Fen | null
  credit: Fen | null
  amount: Fen
}

const COLUMNS: readonly SheetColumn<Row>[] = [
  { header: '报表', width: 16, kind: 'text', value: ({ table }) => table },
  { header: '项目', width: 28, kind: 'text', value: ({ item }) => item },
  { header: '期初余额', width: 20, kind: 'money', value: ({ opening }) => opening },
  { header: '本期借方', width: 20, kind: 'money', value: ({ debit }) => debit },
  { header: '本期贷方', width: 20, kind: 'money', value: ({ credit }) => credit },
  { header: '本期金额或期末余额', width: 22, kind: 'money', value: ({ amount }) => amount },
]

/** A period's statements and the balances behind them, as one sheet. */
export async function loader(args: LoaderFunctionArgs) {
  const { year } = await requireAccounts(args)
  const { period } = readPeriod(args.request, year)
  const before = await sumAccounts(db, year.contractId, { until: addDays(period.from, -1) })
  const moved = await sumAccounts(db, year.contractId, period)
  const after = await sumAccounts(db, year.contractId, { until: period.until })
  const turnover = await listTurnover(db, year.contractId, period)
  const income = incomeStatement(moved)
  const sheet = balanceSheet(after)
  return sheetResponse(`单独核算报表 ${period.from}—${period.until}`, COLUMNS, [
    ...income.income.map(lineOf('收支表')),
    total('收支表', '收入合计', totalOf(income.income)),
    ...income.expense.map(lineOf('收支表')),
    total('收支表', '支出合计', totalOf(income.expense)),
    total('收支表', '本期收支差额', income.result),
    ...sheet.assets.map(lineOf('资产负债表')),
    total('资产负债表', '资产合计', sheet.totalAssets),
    ...sheet.liabilities.map(lineOf('资产负债表')),
    total('资产负债表', '负债合计', sheet.totalLiabilities),
    total('资产负债表', '累计收支差额', sheet.result),
    ...(Object.keys(LEDGER_ACCOUNTS) as LedgerAccount[]).map((account): Row => {
      const turned = turnover.find((one) => one.account === account)
      return {
        table: '科目余额表',
        item: accountName(account),
        opening: inOwnDirection(account, before.get(account) ?? 0n),
        debit: turned?.debit ?? 0n,
        credit: turned?.credit ?? 0n,
        amount: inOwnDirection(account, after.get(account) ?? 0n),
      }
    }),
  ])
}

function lineOf(table: Row['table']) {
  return ({ account, amount }: StatementLine): Row => total(table, accountName(account), amount)
}

function total(table: Row['table'], item: string, amount: Fen): Row {
  return { table, item, opening: null, debit: null, credit: null, amount }
}
