import { type Fen } from '#app/domain/money.ts'

/** Control totals of a claims file (控制总数), to be held against the sender's own figures. */
export type ClaimsTotals = {
  rows: number
  persons: number
  totalCost: Fen
  selfFunded: Fen
  basicPaid: Fen
  basicPaidBaseline: Fen
  eligibleExpense: Fen // 个人负担合规费用
  newlyCovered: Fen
  paid: Fen // 大病赔付
}
