import { type Points, type TieBreaker } from './scoring-criteria.ts'

/** One criterion's points for one bid, with what they were computed from. */
export type CriterionScore = {
  criterionId: string
  points: Points
  arithmetic:
    | { by: 'formula'; offer: bigint; reference: bigint; formula: string } // offer of this bid, and what it is measured against
    | { by: 'expert'; experts: readonly { expertId: string; points: Points; reason: string }[] }
}

export type BidScore = {
  bidId: string
  criteria: readonly CriterionScore[]
  formulaPoints: Points
  expertPoints: Points
  totalPoints: Points
}

/** 排序: a lot's valid bids from best to worst, and what decided between equals. */
export type LotRanking = {
  ranked: readonly (BidScore & { rank: number; decidedBy: 'points' | TieBreaker | 'draw' })[]
  drawOrder: readonly string[] // bids in the order drawn; empty when no draw was needed
}
