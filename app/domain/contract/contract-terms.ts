import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type BidBasis, type Staffing } from '#app/domain/bid/bid-content.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import {
  type SettlementBasis,
  type SettlementTerms,
} from '#app/domain/settlement/settlement-terms.ts'

/** What the parties agreed, generated from tender and winning bid. Never edited in place. */
export type ContractTerms = {
  startsOn: PlainDate
  endsOn: PlainDate
  termMonths: number
  bidBasis: BidBasis
  price: bigint // unit by the bid basis
  headcount: bigint // 参保人数 the tender estimated
  fundingPerHead: Fen // 筹资标准
  estimatedTotal: Fen // headcount × funding per head × years
  benefitTerms: BenefitTerms // with the payout ratios the insurer offered
  basis: SettlementBasis
  settlementTerms: SettlementTerms // with the profit and loss rate the insurer offered
  staffing: Staffing
  servicePromises: string
}
