import { type Ppm } from '#app/domain/money.ts'

/** What the insurer is measured by (考核指标), and what missing it costs. Basis: 国办发〔2015〕57号 六. */
export type PerformanceIndicator = {
  id: string
  name: string
  subject: 'benefit-level' | 'satisfaction' | 'service'
  unit: 'rate' | 'count' | 'days' // a rate is in ppm, the others are whole numbers
  direction: 'at-least' | 'at-most'
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
