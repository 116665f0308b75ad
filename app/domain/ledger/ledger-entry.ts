import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, sum } from '#app/domain/money.ts'

/** The accounts of one contract (会计科目), in the order of its statements. */
export const LEDGER_ACCOUNTS = {
  'income-account': { kind: 'asset', name: '收入户存款' },
  'payout-account': { kind: 'asset', name: '支出户存款' },
  'premium-receivable': { kind: 'asset', name: '应收保费' },
  'fund-receivable': { kind: 'asset', name: '应收基金分担款' },
  'outstanding-claims': { kind: 'liability', name: '未决赔款准备金' },
  'fund-payable': { kind: 'liability', name: '应付基金款' },
  'risk-adjustment-reserve': { kind: 'liability', name: '风险调节金' },
  'insurer-account': { kind: 'liability', name: '公司往来' },
  'premium-income': { kind: 'income', name: '保费收入' },
  'loss-share': { kind: 'income', name: '基金分担的亏损' },
  'claims-paid': { kind: 'expense', name: '赔付支出' },
  'outstanding-claims-change': { kind: 'expense', name: '提转未决赔款准备金' },
  'direct-cost': { kind: 'expense', name: '专属费用' },
  'shared-cost': { kind: 'expense', name: '共同费用' },
  'assessment-deduction': { kind: 'expense', name: '考核扣款' },
  'surplus-return': { kind: 'expense', name: '结余返还' },
} as const satisfies Record<
  string,
  { kind: 'asset' | 'liability' | 'income' | 'expense'; name: string }
>

export type LedgerAccount = keyof typeof LEDGER_ACCOUNTS

/** What made an entry; with the source's id it is unique, so that nothing is booked twice. */
export const ENTRY_KINDS = [
  'premium-agreed', // source: the agreed headcount
  'premium-received', // the payment
  'claims-imported', // the import's key
  'claims-reversed',
  'cost-recorded',
  'cost-reversed',
  'outstanding-claims-set',
  'account-transfer',
  'deduction-decided', // the assessment
  'settlement-final', // the settlement's year
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

export type LedgerLine = { account: LedgerAccount; amount: Fen } // positive debit, negative credit

export type LedgerEntry = {
  kind: EntryKind
  bookedOn: PlainDate
  sourceId: string
  memo: string
  document: string
  lines: readonly LedgerLine[]
}

/** One amount moved from the credited to the debited account. */
export function move(debit: LedgerAccount, credit: LedgerAccount, amount: Fen): LedgerLine[] {
  return [
    { account: debit, amount },
    { account: credit, amount: -amount },
  ]
}

/** One line an account, debits first, without those that come to nothing. */
export function combineLines(lines: readonly LedgerLine[]): LedgerLine[] {
  const sums = new Map<LedgerAccount, Fen>()
  for (const { account, amount } of lines)
    if (amount !== 0n) sums.set(account, (sums.get(account) ?? 0n) + amount)
  const combined = [...sums].map(([account, amount]) => ({ account, amount }))
  return [
    ...combined.filter(({ amount }) => amount > 0n),
    ...combined.filter(({ amount }) => amount < 0n),
  ]
}

/** Debits equal credits, and every line says something. */
export function isBalanced(lines: readonly LedgerLine[]): boolean {
  return (
    lines.length >= 2 &&
    lines.every(({ amount }) => amount !== 0n) &&
    sum(lines.map(({ amount }) => amount)) === 0n
  )
}
