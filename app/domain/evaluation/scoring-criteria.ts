import { type Ppm } from '#app/domain/money.ts'

/** Points in hundredths: 12.34 points = 1_234n. */
export type Points = bigint

/** What a formula criterion reads from a bid. */
export const SCORED_OFFERS = [
  'price',
  'payout-ratio',
  'profit-rate',
  'loss-rate',
  'full-time-staff',
  'medical-staff',
  'service-points',
  'training-hours',
] as const
export type ScoredOffer = (typeof SCORED_OFFERS)[number]

export type ScoringFormula =
  | { kind: 'lowest-is-best' }
  | { kind: 'highest-is-best' }
  | { kind: 'linear'; worst: bigint; best: bigint } // in the unit of the offer

/** A published criterion (评分标准). `maxPoints` of all criteria sum to 100.00. */
export type ScoringCriterion = { id: string; name: string; maxPoints: Points } & (
  | { by: 'formula'; offer: ScoredOffer; formula: ScoringFormula }
  | { by: 'expert'; guidance: string }
)

/** How equals are ranked, in published order; what is still equal after it goes to a recorded draw. */
export const TIE_BREAKERS = ['price', 'payout-ratio', 'expert-points'] as const
export type TieBreaker = (typeof TIE_BREAKERS)[number]

/** A bid as the scoring formulas see it. */
export type ScorableBid = {
  bidId: string
  price: bigint
  payoutRatios: readonly Ppm[]
  profitRate: Ppm
  lossRate: Ppm
  fullTimeStaff: number
  medicalStaff: number
  servicePointsPerCounty: number
  trainingHours: number
}

/** One expert's points for one bid on one expert criterion, with a reason. */
export type ExpertScore = {
  expertId: string
  bidId: string
  criterionId: string
  points: Points
  reason: string
}
