import {
  type IndicatorDirection,
  type IndicatorSubject,
  type IndicatorUnit,
  type PerformanceIndicator,
} from '#app/domain/assessment/assessment-terms.ts'
import { type InstalmentRule } from '#app/domain/premium/payment-schedule.ts'
import { type ClauseKind } from '#app/domain/tender/tender.ts'
import { countText, rateText } from './format.ts'

export const clauseKindLabel: Record<ClauseKind, string> = {
  standard: '通用条款',
  special: '专用条款',
}

export const instalmentYearsLabel: Record<InstalmentRule['years'], string> = {
  every: '各年度',
  first: '首个年度',
  later: '以后年度',
}

export const indicatorSubjectLabel: Record<IndicatorSubject, string> = {
  'benefit-level': '保障水平',
  satisfaction: '满意度',
  service: '服务',
}

export const indicatorUnitLabel: Record<IndicatorUnit, string> = {
  rate: '比率（%）',
  count: '次数',
  days: '天数',
}

export const indicatorDirectionLabel: Record<IndicatorDirection, string> = {
  'at-least': '不低于',
  'at-most': '不超过',
}

const UNIT: Record<IndicatorUnit, string> = { rate: '', count: ' 次', days: ' 天' }

/** A value of an indicator in its unit. @example indicatorValueText('days', 5n) // '5 天' */
export function indicatorValueText(unit: IndicatorUnit, value: bigint): string {
  return `${unit === 'rate' ? rateText(value) : countText(value)}${UNIT[unit]}`
}

/** @example '不低于 90.00%' */
export function targetText({
  unit,
  direction,
  target,
}: Pick<PerformanceIndicator, 'unit' | 'direction' | 'target'>): string {
  return `${indicatorDirectionLabel[direction]} ${indicatorValueText(unit, target)}`
}

/** What missing an indicator costs, in one phrase. */
export function deductionText({
  unit,
  step,
  deductionPerStep,
  deductionCap,
}: Pick<PerformanceIndicator, 'unit' | 'step' | 'deductionPerStep' | 'deductionCap'>): string {
  const missed =
    unit === 'rate' ? `${rateText(step).replace('%', '')} 个百分点` : indicatorValueText(unit, step)
  return `每差 ${missed}扣当年保费的 ${rateText(deductionPerStep)}（不足一步按一步计），最多 ${rateText(deductionCap)}`
}

/** A month counted from the contract year's first. @example monthOfYearText(14) // '年度终了后第2个月' */
export function monthOfYearText(month: number): string {
  return month <= 12 ? `年度第${month}个月` : `年度终了后第${month - 12}个月`
}

/** What is paid by an instalment, in one phrase. */
export function instalmentText({
  share,
  atMost,
}: Pick<InstalmentRule, 'share' | 'atMost'>): string {
  if (share === null) return '实际保费的余款'
  return `${atMost ? '不超过' : ''}预计保费的 ${rateText(share)}`
}
