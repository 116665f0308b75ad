import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type Fen, type Ppm } from '#app/domain/money.ts'

/** What a funding estimate (筹资测算) assumes besides the candidate terms. */
export type FundingAssumptions = {
  headcount: bigint // 参保人数 of the coming year
  expenseGrowth: Ppm // 合规费用增长率 of every visit, may be negative
  loading: Ppm // 费用与盈利率, of the premium
}

export type FundingCandidate = { terms: BenefitTerms; assumptions: FundingAssumptions }

/** The base year's claims under one variation of the candidate terms. */
export type FundingPoint = {
  deductible: Fen
  ratioShift: Ppm // added to every tier's ratio
  payout: Fen // of the base year's people
  payoutPerHead: Fen // half-up to the fen
}

export type FundingResult = {
  baseHeadcount: bigint
  claims: number
  persons: number
  eligibleExpense: Fen // of the base year, as it was
  payout: Fen // of the base year's people, under the candidate terms and the growth
  payoutPerHead: Fen
  fundingPerHead: Fen // 筹资标准: payout per head ÷ (1 − loading), half-up
  expectedPayout: Fen // of the coming year's headcount
  byDeductible: readonly FundingPoint[] // rising deductible, the candidate among them
  byRatio: readonly FundingPoint[] // rising ratio, the candidate among them
}
