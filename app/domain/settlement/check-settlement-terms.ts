import { PPM_ONE, type Ppm } from '#app/domain/money.ts'
import { type CostTreatment, type SettlementTerms, type SharingBand } from './settlement-terms.ts'

export type SettlementTermsProblem = {
  path: readonly (string | number)[]
  problem:
    | 'rate-outside-0-to-1'
    | 'no-bands'
    | 'edge-must-rise'
    | 'only-last-edge-open'
    | 'last-edge-must-be-open'
    | 'total-cap-below-yearly-cap'
}

/** Everything that makes a contract's money terms unusable, by where it stands. */
export function checkSettlementTerms(terms: SettlementTerms): SettlementTermsProblem[] {
  return [
    ...checkRate(terms.profitRate, ['profitRate']),
    ...checkCost(terms.cost, ['cost']),
    ...checkBands(terms.surplusBands, ['surplusBands']),
    ...checkReserve(terms.reserve, ['reserve']),
    ...checkBands(terms.loss.bands, ['loss', 'bands']),
  ]
}

export function checkCost(cost: CostTreatment, path: readonly string[]): SettlementTermsProblem[] {
  if (cost.treatment === 'actual-capped') return checkRate(cost.capRate, [...path, 'capRate'])
  if (cost.treatment === 'fixed-rate') return checkRate(cost.rate, [...path, 'rate'])
  return []
}

export function checkReserve(
  reserve: SettlementTerms['reserve'],
  path: readonly string[],
): SettlementTermsProblem[] {
  if (!reserve) return []
  const { yearlyCapRate, totalCapRate } = reserve
  const problems = [
    ...checkRate(yearlyCapRate, [...path, 'yearlyCapRate']),
    ...checkRate(totalCapRate, [...path, 'totalCapRate']),
  ]
  if (totalCapRate < yearlyCapRate) {
    problems.push({ path: [...path, 'totalCapRate'], problem: 'total-cap-below-yearly-cap' })
  }
  return problems
}

/** Bands need rising edges, the last one open, and shares within 0..1. */
export function checkBands(
  bands: readonly SharingBand[],
  path: readonly string[],
): SettlementTermsProblem[] {
  if (bands.length === 0) return [{ path, problem: 'no-bands' }]
  const problems: SettlementTermsProblem[] = []
  let edge = 0n
  bands.forEach(({ upTo, fundShare }, index) => {
    const last = index === bands.length - 1
    const at = [...path, index, 'upTo']
    if (upTo === null && !last) problems.push({ path: at, problem: 'only-last-edge-open' })
    else if (upTo !== null && last) problems.push({ path: at, problem: 'last-edge-must-be-open' })
    else if (upTo !== null && upTo <= edge) problems.push({ path: at, problem: 'edge-must-rise' })
    edge = upTo ?? edge
    problems.push(...checkRate(fundShare, [...path, index, 'fundShare']))
  })
  return problems
}

/** A share or rate within 0..1. */
export function checkRate(rate: Ppm, path: readonly (string | number)[]): SettlementTermsProblem[] {
  return rate < 0n || rate > PPM_ONE ? [{ path, problem: 'rate-outside-0-to-1' }] : []
}
