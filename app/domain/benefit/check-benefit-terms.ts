import { PPM_ONE } from '#app/domain/money.ts'
import { type BenefitTerms, type Cap, type DatedBenefitTerms } from './benefit-terms.ts'

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
  const problems: BenefitTermsProblem[] = [...checkTiers(terms)]
  if (terms.deductible < 0n)
    problems.push({ path: ['deductible'], problem: 'must-not-be-negative' })
  problems.push(...checkCap(terms.cap, ['cap']))

  for (const [name, hardship] of Object.entries(terms.categories)) {
    const at = ['categories', name]
    if (hardship.deductible !== undefined && hardship.deductible < 0n) {
      problems.push({ path: [...at, 'deductible'], problem: 'must-not-be-negative' })
    }
    if (hardship.ratioUplift !== undefined && !isUplift(hardship.ratioUplift)) {
      problems.push({ path: [...at, 'ratioUplift'], problem: 'uplift-outside-1' })
    }
    problems.push(...checkCap(hardship.cap ?? null, [...at, 'cap']))
  }
  for (const [name, place] of Object.entries(terms.places)) {
    if (!isUplift(place.ratioUplift)) {
      problems.push({ path: ['places', name, 'ratioUplift'], problem: 'uplift-outside-1' })
    }
  }
  return problems
}

/** Checks a list of terms by date: at least one, dates rising, each entry usable. */
export function checkDatedBenefitTerms(list: readonly DatedBenefitTerms[]): BenefitTermsProblem[] {
  if (list.length === 0) return [{ path: [], problem: 'no-terms' }]
  return list.flatMap((entry, index) => {
    const before = list[index - 1]
    const problems = checkBenefitTerms(entry).map(({ path, problem }) => ({
      path: [index, ...path],
      problem,
    }))
    if (before && entry.from <= before.from) {
      problems.unshift({ path: [index, 'from'], problem: 'dates-must-rise' })
    }
    return problems
  })
}

function checkTiers({ tiers }: BenefitTerms): BenefitTermsProblem[] {
  if (tiers.length === 0) return [{ path: ['tiers'], problem: 'no-tiers' }]
  const problems: BenefitTermsProblem[] = []
  let edge = 0n
  tiers.forEach(({ upTo, payoutRatio }, index) => {
    const last = index === tiers.length - 1
    if (upTo === null && !last) {
      problems.push({ path: ['tiers', index, 'upTo'], problem: 'only-last-edge-open' })
    } else if (upTo !== null && last) {
      problems.push({ path: ['tiers', index, 'upTo'], problem: 'last-edge-must-be-open' })
    } else if (upTo !== null && upTo <= edge) {
      problems.push({ path: ['tiers', index, 'upTo'], problem: 'edge-must-rise' })
    }
    edge = upTo ?? edge
    if (payoutRatio < 0n || payoutRatio > PPM_ONE) {
      problems.push({ path: ['tiers', index, 'ratio'], problem: 'ratio-outside-0-to-1' })
    }
  })
  return problems
}

function checkCap(cap: Cap | null, path: readonly string[]): BenefitTermsProblem[] {
  return cap && cap.amount <= 0n ? [{ path: [...path, 'amount'], problem: 'must-be-positive' }] : []
}

function isUplift(uplift: bigint): boolean {
  return uplift >= -PPM_ONE && uplift <= PPM_ONE
}
