import { type Fen } from '#app/domain/money.ts'

/** A year's premium (保费): agreed headcount × funding per head, exactly. */
export function yearPremium(headcount: bigint, fundingPerHead: Fen): Fen {
  return headcount * fundingPerHead
}
