import { type Fen, type Ppm, min, shareOf, sum } from '#app/domain/money.ts'
import { type PerformanceIndicator } from './assessment-terms.ts'

/** What a measured value comes to, with every part of the arithmetic. */
export type IndicatorResult = {
  shortfall: bigint // beyond the target, in the indicator's unit; zero: reached
  steps: bigint // each started one counts
  rate: Ppm // steps × share per step, at most the cap
  uncapped: Fen // what the steps alone would cost
  cap: Fen
  deduction: Fen
}

/**
 * Measures one indicator (考核指标) against its target. The deduction is rounded half-up
 * once, and never more than the cap's share of the year's premium.
 * @example at least 90%, measured 87.5%, steps of 1% at 0.1% each: 3 steps, 0.3% of the premium
 */
export function assessIndicator(
  indicator: Pick<
    PerformanceIndicator,
    'direction' | 'target' | 'step' | 'deductionPerStep' | 'deductionCap'
  >,
  measured: bigint,
  premium: Fen,
): IndicatorResult {
  const { direction, target, step, deductionPerStep, deductionCap } = indicator
  const missed = direction === 'at-least' ? target - measured : measured - target
  const shortfall = missed > 0n ? missed : 0n
  const steps = (shortfall + step - 1n) / step
  const rate = min(steps * deductionPerStep, deductionCap)
  return {
    shortfall,
    steps,
    rate,
    uncapped: shareOf(premium, steps * deductionPerStep),
    cap: shareOf(premium, deductionCap),
    deduction: shareOf(premium, rate),
  }
}

/** The settlement line `assessmentDeduction` of a year: what was decided, indicator by indicator. */
export function yearDeduction(decided: readonly { deduction: Fen }[]): Fen {
  return sum(decided.map(({ deduction }) => deduction))
}
