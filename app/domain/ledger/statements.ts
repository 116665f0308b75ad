import { type Fen, sum } from '#app/domain/money.ts'
import { LEDGER_ACCOUNTS, type LedgerAccount } from './ledger-entry.ts'

/** Debit less credit by account. */
export type AccountSums = ReadonlyMap<LedgerAccount, Fen>

/** An account's amount in its own direction: what an asset holds, what a liability owes. */
export type StatementLine = { account: LedgerAccount; amount: Fen }

/** 收支表: what a period earned and cost. */
export type IncomeStatement = {
  income: StatementLine[]
  expense: StatementLine[]
  result: Fen // income less expense
}

/** 资产负债表 at the end of a day. */
export type BalanceSheet = {
  assets: StatementLine[]
  liabilities: StatementLine[]
  totalAssets: Fen
  totalLiabilities: Fen
  result: Fen // 累计收支差额, since the contract began
}

const ACCOUNTS = Object.keys(LEDGER_ACCOUNTS) as LedgerAccount[] // keys of a constant

export function incomeStatement(moved: AccountSums): IncomeStatement {
  const income = linesOf('income', moved)
  const expense = linesOf('expense', moved)
  return { income, expense, result: totalOf(income) - totalOf(expense) }
}

/** Assets are liabilities and what the contract has earned so far. */
export function balanceSheet(balances: AccountSums): BalanceSheet {
  const assets = linesOf('asset', balances)
  const liabilities = linesOf('liability', balances)
  return {
    assets,
    liabilities,
    totalAssets: totalOf(assets),
    totalLiabilities: totalOf(liabilities),
    result: incomeStatement(balances).result,
  }
}

export function totalOf(lines: readonly StatementLine[]): Fen {
  return sum(lines.map(({ amount }) => amount))
}

/** Debit less credit, turned the way the account counts. */
export function inOwnDirection(account: LedgerAccount, amount: Fen): Fen {
  const { kind } = LEDGER_ACCOUNTS[account]
  return kind === 'asset' || kind === 'expense' ? amount : -amount
}

function linesOf(
  kind: (typeof LEDGER_ACCOUNTS)[LedgerAccount]['kind'],
  sums: AccountSums,
): StatementLine[] {
  return ACCOUNTS.filter((account) => LEDGER_ACCOUNTS[account].kind === kind).map((account) => ({
    account,
    amount: inOwnDirection(account, sums.get(account) ?? 0n),
  }))
}
