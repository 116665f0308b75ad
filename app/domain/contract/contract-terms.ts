import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type BidBasis, type Staffing } from '#app/domain/bid/bid-content.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import {
  type PolicyLossCause,
  type SettlementBasis,
  type SettlementTerms,
} from '#app/domain/settlement/settlement-terms.ts'
import { type ContractClause } from '#app/domain/tender/tender.ts'

/** What the parties agreed, generated from tender and winning bid. Never edited in place: amendments add to it. */
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
  policyLossCauses: readonly PolicyLossCause[] // 认定为政策性亏损的原因
  paymentSchedule: PaymentSchedule | null // 保费拨付约定
  assessment: AssessmentTerms | null // 考核约定
  staffing: Staffing
  servicePromises: string
  clauses: readonly ContractClause[] // 通用条款与专用条款
}
