import {
  type BenefitTermsProblem,
  checkBenefitTerms,
} from '#app/domain/benefit/check-benefit-terms.ts'
import { type Fen, PPM_ONE, divideHalfUp, shareOf } from '#app/domain/money.ts'
import {
  type FundingAssumptions,
  type FundingCandidate,
  type FundingPoint,
  type FundingResult,
} from './funding-estimate.ts'
import { type Variation } from './vary-terms.ts'

export type FundingProblem =
  | { problem: 'benefit-terms-unusable'; details: readonly BenefitTermsProblem[] }
  | { problem: 'headcount-not-positive' }
  | { problem: 'growth-out-of-range' }
  | { problem: 'loading-out-of-range' }

/** Why a candidate cannot be estimated. Empty when it can. */
export function checkCandidate({ terms, assumptions }: FundingCandidate): FundingProblem[] {
  const details = checkBenefitTerms(terms)
  return [
    ...(details.length > 0 ? [{ problem: 'benefit-terms-unusable' as const, details }] : []),
    ...checkAssumptions(assumptions),
  ]
}

function checkAssumptions({
  headcount,
  expenseGrowth,
  loading,
}: FundingAssumptions): FundingProblem[] {
  const problems: FundingProblem[] = []
  if (headcount <= 0n) problems.push({ problem: 'headcount-not-positive' })
  if (expenseGrowth < -500_000n || expenseGrowth > PPM_ONE)
    problems.push({ problem: 'growth-out-of-range' })
  if (loading < 0n || loading > 500_000n) problems.push({ problem: 'loading-out-of-range' })
  return problems
}

/** What the base year's claims come to under one set of terms, before the growth. */
export type BenefitSums = { claims: number; persons: number; eligibleExpense: Fen; due: Fen }

/**
 * Puts a funding estimate (筹资测算) together from the base year's sums under the candidate's
 * variations, which were run under shrunken terms (`shrinkTerms`). Amounts in fen.
 */
export function estimateFunding({
  assumptions,
  baseHeadcount,
  byDeductible,
  byRatio,
}: {
  assumptions: FundingAssumptions
  baseHeadcount: bigint
  byDeductible: readonly { variation: Variation; sums: BenefitSums }[]
  byRatio: readonly { variation: Variation; sums: BenefitSums }[]
}): FundingResult {
  const pointOf = ({
    variation,
    sums,
  }: {
    variation: Variation
    sums: BenefitSums
  }): FundingPoint => {
    const payout = shareOf(sums.due, PPM_ONE + assumptions.expenseGrowth)
    return {
      deductible: variation.deductible,
      ratioShift: variation.ratioShift,
      payout,
      payoutPerHead: divideHalfUp(payout, baseHeadcount),
    }
  }
  const candidate = byRatio.find(({ variation }) => variation.ratioShift === 0n)
  if (!candidate) throw new Error('the candidate is among its variations')
  const { payout, payoutPerHead } = pointOf(candidate)
  const { claims, persons, eligibleExpense } = candidate.sums
  return {
    baseHeadcount,
    claims,
    persons,
    eligibleExpense,
    payout,
    payoutPerHead,
    fundingPerHead: divideHalfUp(payoutPerHead * PPM_ONE, PPM_ONE - assumptions.loading),
    expectedPayout: divideHalfUp(payout * assumptions.headcount, baseHeadcount),
    byDeductible: byDeductible.map(pointOf),
    byRatio: byRatio.map(pointOf),
  }
}
