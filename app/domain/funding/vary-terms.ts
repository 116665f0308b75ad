import { type BenefitTerms, type Cap } from '#app/domain/benefit/benefit-terms.ts'
import { type Fen, PPM_ONE, type Ppm, divideHalfUp, max, min } from '#app/domain/money.ts'
import { type FundingCandidate } from './funding-estimate.ts'

/** Deductibles that are tried, as a part of the candidate's. */
const DEDUCTIBLE_PARTS: readonly Ppm[] = [500_000n, 750_000n, 1_000_000n, 1_250_000n, 1_500_000n]
/** Percentage points by which every ratio is moved. */
const RATIO_SHIFTS: readonly Ppm[] = [-100_000n, -50_000n, 0n, 50_000n, 100_000n]
const YUAN: Fen = 100n

export type Variation = { deductible: Fen; ratioShift: Ppm; terms: BenefitTerms }

/** The candidate terms and their neighbours: one row of deductibles, one of ratios (敏感性分析). */
export function varyTerms({ terms }: FundingCandidate): {
  byDeductible: Variation[]
  byRatio: Variation[]
} {
  return {
    byDeductible: DEDUCTIBLE_PARTS.map((part) => {
      const varied = withDeductible(terms, part)
      return { deductible: varied.deductible, ratioShift: 0n, terms: varied }
    }),
    byRatio: RATIO_SHIFTS.map((shift) => ({
      deductible: terms.deductible,
      ratioShift: shift,
      terms: withRatioShift(terms, shift),
    })),
  }
}

/** Everybody's deductible moves in proportion, to the whole yuan. */
function withDeductible(terms: BenefitTerms, part: Ppm): BenefitTerms {
  const moved = (deductible: Fen) =>
    part === PPM_ONE ? deductible : divideHalfUp(deductible * part, PPM_ONE * YUAN) * YUAN
  return {
    ...terms,
    deductible: moved(terms.deductible),
    categories: mapValues(terms.categories, (hardship) =>
      hardship.deductible === undefined
        ? hardship
        : { ...hardship, deductible: moved(hardship.deductible) },
    ),
  }
}

function withRatioShift(terms: BenefitTerms, shift: Ppm): BenefitTerms {
  const tiers = terms.tiers.map((tier) => ({
    ...tier,
    payoutRatio: max(0n, min(tier.payoutRatio + shift, PPM_ONE)),
  }))
  return { ...terms, tiers }
}

/**
 * Terms under which the base year's own expenses pay 1 ÷ (1 + growth) of what the grown ones
 * would: growing every visit is the same as shrinking every amount of the terms, so the claims
 * need no rewriting. Amounts are rounded half-up to the fen: an estimate, not a settlement.
 */
export function shrinkTerms(terms: BenefitTerms, growth: Ppm): BenefitTerms {
  if (growth === 0n) return terms
  const shrunk = (amount: Fen) => divideHalfUp(amount * PPM_ONE, PPM_ONE + growth)
  const shrunkCap = (cap: Cap | null) => cap && { ...cap, amount: shrunk(cap.amount) }
  return {
    ...terms,
    deductible: shrunk(terms.deductible),
    tiers: terms.tiers.map((tier) => ({
      ...tier,
      upTo: tier.upTo === null ? null : shrunk(tier.upTo),
    })),
    cap: shrunkCap(terms.cap),
    categories: mapValues(terms.categories, (hardship) => ({
      ...hardship,
      ...(hardship.deductible === undefined ? {} : { deductible: shrunk(hardship.deductible) }),
      ...(hardship.cap === undefined ? {} : { cap: shrunkCap(hardship.cap) }),
    })),
  }
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
