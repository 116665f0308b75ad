import { z } from 'zod'
import { type IndicatorUnit } from '#app/domain/assessment/assessment-terms.ts'
import { indicatorValue } from '#app/forms/assessment-form.ts'
import { identifier, requiredText } from '#app/forms/fields.ts'

/** A measured value is typed in the indicator's unit. */
export function recordForm(unit: IndicatorUnit) {
  return z.object({
    assessmentId: identifier('考核标识'),
    measured: indicatorValue('实测值', unit),
    evidence: requiredText('测量方法与依据', 1000),
    document: requiredText('依据文件'),
  })
}
