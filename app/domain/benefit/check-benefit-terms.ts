import { PPM_ONE, type Ppm } from '#app/domain/money.ts'
import {
  type BenefitTerms,
  type Cap,
  type DatedBenefitTerms,
  type HardshipTerms,
  type Tier,
} from './benefit-terms.ts'

export type BenefitTermsProblem = {
  path: readonly (string | number)[]
  problem:
    | 'must-not-be-negative'
    | 'must-be-positive'
    | 'ratio-outside-0-to-1'
    | 'uplift-outside-1'
    | 'no-tiers'
    | 'edge-must-rise'
    | 'only-last-edge-open'
    | 'last-edge-must-be-open'
    | 'dates-must-rise'
    | 'no-terms'
}

/** Everything that makes benefit terms unusable, by where it stands. Empty when usable. */
export function checkBenefitTerms(terms: BenefitTerms): BenefitTermsProblem[] {
  return [
    ...within(['tiers'], checkTiers(terms.tiers)),
    ...checkDeductible(terms.deductible),
    ...within(['cap'], checkCap(terms.cap)),
    ...Object.entries(terms.categories).flatMap(([name, hardship]) =>
      within(['categories', name], checkHardshipTerms(hardship)),
    ),
    ...Object.entries(terms.places).flatMap(([name, place]) =>
      within(['places', name], checkPlace(place)),
    ),
  ]
}

/** Checks a list of terms by date: at least one, dates rising, each entry usable. */
export function checkDatedBenefitTerms(list: readonly DatedBenefitTerms[]): BenefitTermsProblem[] {
  return [
    ...checkDates(list),
    ...list.flatMap((entry, index) => within([index], checkBenefitTerms(entry))),
  ]
}

/** At least one entry, each from a later day than the one before it. */
export function checkDates(list: readonly { from: string }[]): BenefitTermsProblem[] {
  if (list.length === 0) return [{ path: [], problem: 'no-terms' }]
  return list.flatMap(({ from }, index) => {
    const before = list[index - 1]
    return before && from <= before.from
      ? [{ path: [index, 'from'], problem: 'dates-must-rise' as const }]
      : []
  })
}

/** At least one tier, edges rising, only the last one open, ratios within 0..1. */
export function checkTiers(tiers: readonly Tier[]): BenefitTermsProblem[] {
  if (tiers.length === 0) return [{ path: [], problem: 'no-tiers' }]
  const problems: BenefitTermsProblem[] = []
  let edge = 0n
  tiers.forEach(({ upTo, payoutRatio }, index) => {
    const last = index === tiers.length - 1
    if (upTo === null && !last) {
      problems.push({ path: [index, 'upTo'], problem: 'only-last-edge-open' })
    } else if (upTo !== null && last) {
      problems.push({ path: [index, 'upTo'], problem: 'last-edge-must-be-open' })
    } else if (upTo !== null && upTo <= edge) {
      problems.push({ path: [index, 'upTo'], problem: 'edge-must-rise' })
    }
    edge = upTo ?? edge
    if (payoutRatio < 0n || payoutRatio > PPM_ONE) {
      problems.push({ path: [index, 'ratio'], problem: 'ratio-outside-0-to-1' })
    }
  })
  return problems
}

export function checkCap(cap: Cap | null): BenefitTermsProblem[] {
  return cap && cap.amount <= 0n ? [{ path: ['amount'], problem: 'must-be-positive' }] : []
}

export function checkHardshipTerms(hardship: HardshipTerms): BenefitTermsProblem[] {
  return [
    ...checkDeductible(hardship.deductible ?? 0n),
    ...checkUplift(hardship.ratioUplift ?? 0n),
    ...within(['cap'], checkCap(hardship.cap ?? null)),
  ]
}

export function checkPlace({ ratioUplift }: { ratioUplift: Ppm }): BenefitTermsProblem[] {
  return checkUplift(ratioUplift)
}

function checkDeductible(deductible: bigint): BenefitTermsProblem[] {
  return deductible < 0n ? [{ path: ['deductible'], problem: 'must-not-be-negative' }] : []
}

function checkUplift(uplift: Ppm): BenefitTermsProblem[] {
  return uplift < -PPM_ONE || uplift > PPM_ONE
    ? [{ path: ['ratioUplift'], problem: 'uplift-outside-1' }]
    : []
}

function within(
  place: readonly (string | number)[],
  problems: readonly BenefitTermsProblem[],
): BenefitTermsProblem[] {
  return problems.map(({ path, problem }) => ({ path: [...place, ...path], problem }))
}
