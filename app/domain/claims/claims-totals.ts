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

export type TotalsField = keyof ClaimsTotals

/** What the sender stated that was counted otherwise; what it did not state is not compared. */
export function differingTotals(
  counted: ClaimsTotals,
  stated: Partial<ClaimsTotals>,
): TotalsField[] {
  return (Object.keys(counted) as TotalsField[]).filter(
    (field) => stated[field] !== undefined && stated[field] !== counted[field],
  )
}
