import { type Ppm } from '#app/domain/money.ts'

export const INDICATOR_SUBJECTS = ['benefit-level', 'satisfaction', 'service'] as const
export type IndicatorSubject = (typeof INDICATOR_SUBJECTS)[number]

export const INDICATOR_UNITS = ['rate', 'count', 'days'] as const
export type IndicatorUnit = (typeof INDICATOR_UNITS)[number]

export const INDICATOR_DIRECTIONS = ['at-least', 'at-most'] as const
export type IndicatorDirection = (typeof INDICATOR_DIRECTIONS)[number]

/** What the insurer is measured by (考核指标), and what missing it costs. Basis: 国办发〔2015〕57号 六. */
export type PerformanceIndicator = {
  id: string
  name: string
  subject: IndicatorSubject
  unit: IndicatorUnit // a rate is in ppm, the others are whole numbers
  direction: IndicatorDirection
  target: bigint
  step: bigint // each started step beyond the target …
  deductionPerStep: Ppm // … costs this share of the year's premium …
  deductionCap: Ppm // … up to this one
}

/** 考核约定: the insurer may reply to a measured value before a deduction counts. */
export type AssessmentTerms = {
  replyWorkingDays: number
  indicators: readonly PerformanceIndicator[]
}
