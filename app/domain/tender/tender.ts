import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type CalendarOverrides, type PlainDate } from '#app/domain/calendar.ts'
import { type ScoringCriterion, type TieBreaker } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Fen, type Ppm } from '#app/domain/money.ts'
import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import {
  type CostTreatment,
  type PolicyLossCause,
  type SettlementBasis,
  type SettlementTerms,
} from '#app/domain/settlement/settlement-terms.ts'

/** A group of districts bought together (标段/采购包). One award per lot. */
export type Lot = {
  id: string
  number: number
  name: string
  districts: string
  headcount: bigint // 参保人数
  bidBasis: BidBasis // 报价方式
  priceCeiling: bigint // 最高限价, unit by the bid basis
  priceFloor: bigint | null
  fundingPerHead: Fen // 筹资标准, what the premium of a year is computed from when the price is not per head
}

/** Dates the notice publishes. Instants are `Date`, days are China days. */
export type Timetable = {
  documentsFrom: PlainDate // 招标文件获取期间, first day
  documentsUntil: PlainDate // last day
  bidDeadline: Date // 投标截止时间
}

/** The settlement rules a tender publishes; profit and loss rate come from the winning bid. */
export type PublishedSettlementRules = {
  basis: SettlementBasis
  cost: CostTreatment
  surplusBands: SettlementTerms['surplusBands']
  reserve: SettlementTerms['reserve']
  sharedCauses: SettlementTerms['loss']['sharedCauses']
  fundShareOfLoss: Ppm // within the agreed loss rate
  fundShareBeyond: Ppm // above it
}

/** One past year's totals, published so that insurers can price (既往赔付数据). */
export type ExperienceYear = {
  year: string // as the source names it, `2023`
  insured: bigint // 参保人数
  claimants: bigint // 赔付人数
  eligibleExpense: Fen // 合规费用
  payout: Fen // 大病赔付
  premium: Fen // 保费
}

/** `standard` (通用条款) is a template's own wording, `special` (专用条款) the tender's. */
export const CLAUSE_KINDS = ['standard', 'special'] as const
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

/** One clause of the contract besides its figures (合同条款). Read its kind by `clauseKind`. */
export type ContractClause = { kind?: ClauseKind; title: string; text: string }

/** What a tender says. Editable while a draft; after publication only an amendment changes it. */
export type TenderTerms = {
  title: string
  projectNumber: string
  region: string // 统筹地区
  regime: Regime
  budget: Fen // 采购预算 for the whole term
  bidSecurity: Fen // 投标保证金
  termMonths: number // 合同期限
  shortTermReason: string // empty unless termMonths < 36
  coverageStartsOn: PlainDate // 首个合同年度起始日
  timetable: Timetable
  benefitTerms: BenefitTerms // payoutRatio of each tier is the minimum an insurer may offer
  tierWeights: readonly Ppm[] // weight of each tier in the payout-ratio criterion, sum 1
  profitRateCeiling: Ppm // 盈利率上限
  settlementRules: PublishedSettlementRules
  policyLossCauses: readonly PolicyLossCause[] // 认定为政策性亏损的原因
  paymentSchedule: PaymentSchedule | null // 保费拨付约定; null: the documents say nothing
  assessment: AssessmentTerms | null // 考核约定; null: the documents say nothing
  criteria: readonly ScoringCriterion[]
  tieBreakers: readonly TieBreaker[]
  lots: readonly Lot[]
  reviewItems: readonly ReviewItem[] // 资格与符合性审查表, ★ marked
  experience: readonly ExperienceYear[]
  clauses: readonly ContractClause[]
  openingThreshold: number // 开标所需份额数, k of the opening officers
  bidderOpeningMinutes: number // 投标人解密时限, from the start of the opening
  contact: string // 联系人与电话
  calendarOverrides: CalendarOverrides // frozen at publication
}

/** Facts with a date that decide the phase; nothing else does. */
export type TenderFacts = {
  publishedAt: Date | null
  bidDeadline: Date
  openingStartedAt: Date | null
  openedAt: Date | null
  lots: readonly LotFacts[]
}

/** The facts of a lot in its current round of evaluation. */
export type LotFacts = {
  failed: boolean // 废标/流标, or cancelled
  cancelled: boolean // 终止招标
  otherProcedure: boolean // 其他方式 after the failure
  round: number // 1, and one more with each re-evaluation
  evaluated: boolean
  candidatesPublished: boolean
  awarded: boolean // and the award not cancelled
  contractSigned: boolean
}

export const TENDER_PHASES = [
  'draft', // 编制中
  'open-for-bids', // 投标中
  'awaiting-opening', // 待开标
  'evaluation', // 评审中
  'candidates', // 中标候选人公示
  'awarded', // 已定标
  'contracted', // 已签约
  'failed', // 已废标
  'cancelled', // 已终止
] as const
export type TenderPhase = (typeof TENDER_PHASES)[number]
