import { type Fen, type Ppm } from '#app/domain/money.ts'

/** How the insurer's operating cost (经营成本) is admitted. */
export type CostTreatment =
  | { treatment: 'within-profit' }
  | { treatment: 'actual-capped'; capRate: Ppm }
  | { treatment: 'fixed-rate'; rate: Ppm }

/** A band whose upper edge is a rate of the premium; the fund's share inside it. */
export type SharingBand = {
  upTo: Ppm | null // null: no upper edge; only the last band
  fundShare: Ppm
}

export type SettlementBasis = 'annual' | 'agreement'

/** The money terms of a contract (约定). All rates in ppm of the premium. */
export type SettlementTerms = {
  profitRate: Ppm // 约定盈利率
  cost: CostTreatment
  surplusBands: readonly SharingBand[] // on the excess surplus 超额结余
  reserve: { yearlyCapRate: Ppm; totalCapRate: Ppm } | null // 风险调节金
  loss: { sharedCauses: 'policy' | 'any'; bands: readonly SharingBand[] }
}

export const POLICY_LOSS_CAUSES = [
  'benefit-terms',
  'basic-insurance',
  'catalogue',
  'pricing-data',
] as const
export type PolicyLossCause = (typeof POLICY_LOSS_CAUSES)[number]

/** One year's money, as reported with evidence. All amounts in fen. */
export type YearFigures = {
  year: string
  premium: Fen // 保费
  claimsPaid: Fen // 赔付支出
  outstandingOpening: Fen // 期初未决赔款准备金
  outstandingClosing: Fen // 期末未决赔款准备金
  operatingCost: Fen // 经营成本
  policyLosses: readonly { cause: PolicyLossCause; amount: Fen }[] // 政策性亏损
  assessmentDeduction: Fen // 考核扣款
  reserveBalance: Fen // 风险调节金余额, before this year
}

export type TraceInput = { unit: 'fen' | 'ppm'; value: bigint }

/** One line of the arithmetic, so that a reader can redo it. */
export type TraceStep = {
  step: string // the glossary identifier of the value, e.g. `incurredClaims`
  formula: string
  inputs: Readonly<Record<string, TraceInput>>
  unit: 'fen' | 'ppm'
  value: bigint
  source: string // the rule, or the contract term, that says so
}

/** What one contract year comes to. Amounts in fen, lossRatio in ppm. */
export type YearSettlement = {
  year: string
  outcome: 'surplus' | 'loss'
  incurredClaims: Fen
  admittedCost: Fen
  balance: Fen
  agreedProfit: Fen
  excessSurplus: Fen
  keptByInsurer: Fen
  returnedToFund: Fen
  toReserve: Fen
  policyLoss: Fen
  operatingLoss: Fen
  borneByFund: Fen
  borneByInsurer: Fen
  fromReserve: Fen
  assessmentDeduction: Fen
  payableByInsurer: Fen
  payableByFund: Fen
  lossRatio: Ppm
  trace: readonly TraceStep[]
}
