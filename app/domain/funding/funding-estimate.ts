import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type Fen, type Ppm } from '#app/domain/money.ts'

/** What a funding estimate (筹资测算) assumes besides the candidate terms. */
export type FundingAssumptions = {
  headcount: bigint // 参保人数 of the coming year
  expenseGrowth: Ppm // 合规费用增长率, may be negative
  loading: Ppm // 费用与盈利率, of the premium
}

/** The base year's claims under one variation of the candidate terms. */
export type FundingPoint = {
  deductible: Fen
  ratioShift: Ppm // added to every tier's ratio
  payout: Fen
  payoutPerHead: Fen // half-up to the fen
}

export type FundingResult = {
  claims: number
  persons: number
  eligibleExpense: Fen
  payout: Fen
  payoutPerHead: Fen
  fundingPerHead: Fen // with the loading
  byDeductible: readonly FundingPoint[]
  byRatio: readonly FundingPoint[]
}

export type FundingCandidate = { terms: BenefitTerms; assumptions: FundingAssumptions }
