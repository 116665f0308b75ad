import { z } from 'zod'
import {
  type AssessmentTerms,
  INDICATOR_DIRECTIONS,
  INDICATOR_SUBJECTS,
  INDICATOR_UNITS,
  type IndicatorUnit,
} from '#app/domain/assessment/assessment-terms.ts'
import {
  choice,
  optional,
  percent,
  percentText,
  requiredText,
  wholeBigint,
  wholeNumber,
} from './fields.ts'
import { spareRows } from './spare-row.ts'
import { rowDefaults } from './row-defaults.ts'

const indicatorRow = z
  .object({
    name: requiredText('指标名称', 60),
    subject: choice('考核方面', INDICATOR_SUBJECTS),
    unit: choice('计量方式', INDICATOR_UNITS),
    direction: choice('达标方向', INDICATOR_DIRECTIONS),
    target: z.string(),
    step: z.string(),
    deductionPerStep: percent('每步扣款比例'),
    deductionCap: percent('扣款上限'),
  })
  .transform(({ target, step, ...row }, context) => {
    const values = {
      target: indicatorValue('目标值', row.unit).safeParse(target),
      step: indicatorValue('步长', row.unit).safeParse(step),
    }
    for (const [path, { error }] of Object.entries(values))
      for (const { message } of error?.issues ?? [])
        context.addIssue({ code: 'custom', path: [path], message })
    return { ...row, target: values.target.data ?? 0n, step: values.step.data ?? 0n }
  })

/** A value of an indicator as it is typed: a rate in percent, the others as whole numbers. */
export function indicatorValue(label: string, unit: IndicatorUnit) {
  return unit === 'rate' ? percent(label) : wholeBigint(label)
}

/** What the insurer is measured by; tenders, templates and contract amendments ask it. No row: nothing is agreed. */
export const assessmentShape = {
  replyWorkingDays: optional(wholeNumber('答复期限', { most: 365 })),
  indicators: spareRows('name', indicatorRow),
}

type AssessmentForm = z.output<z.ZodObject<typeof assessmentShape>>

/** Ids follow from the place; a reply window left empty is zero, which no check lets through. */
export function assessmentFromForm({
  replyWorkingDays,
  indicators,
}: AssessmentForm): AssessmentTerms | null {
  if (indicators.length === 0) return null
  return {
    replyWorkingDays: replyWorkingDays ?? 0,
    indicators: indicators.map((indicator, index) => ({ id: `i${index + 1}`, ...indicator })),
  }
}

/** What those fields show at first. */
export function assessmentDefaults(assessment: AssessmentTerms | null): Record<string, string> {
  if (!assessment) return {}
  return {
    replyWorkingDays: String(assessment.replyWorkingDays),
    ...rowDefaults('indicators', assessment.indicators, (indicator): Record<string, string> => {
      const show = (value: bigint) =>
        indicator.unit === 'rate' ? percentText(value) : String(value)
      return {
        name: indicator.name,
        subject: indicator.subject,
        unit: indicator.unit,
        direction: indicator.direction,
        target: show(indicator.target),
        step: show(indicator.step),
        deductionPerStep: percentText(indicator.deductionPerStep),
        deductionCap: percentText(indicator.deductionCap),
      }
    }),
  }
}
