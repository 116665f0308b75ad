import { PPM_ONE, sum } from '#app/domain/money.ts'
import { type AssessmentTerms, type PerformanceIndicator } from './assessment-terms.ts'

export type AssessmentTermsProblem = {
  path: string // dotted, as in `indicators.0.step`
  problem:
    | 'no-indicators'
    | 'is-empty'
    | 'indicator-twice'
    | 'target-out-of-range'
    | 'must-be-positive'
    | 'rate-outside-0-to-1'
    | 'cap-below-step'
    | 'caps-above-premium'
    | 'reply-days-out-of-range'
}

/** The insurer's window: our own bounds, no rule names one. */
export const REPLY_WORKING_DAYS = { least: 1, most: 60 }

/** Everything that makes assessment terms (考核约定) unusable. Basis of the indicators: 国办发〔2015〕57号 六. */
export function checkAssessmentTerms({
  replyWorkingDays,
  indicators,
}: AssessmentTerms): AssessmentTermsProblem[] {
  const problems: AssessmentTermsProblem[] = []
  if (replyWorkingDays < REPLY_WORKING_DAYS.least || replyWorkingDays > REPLY_WORKING_DAYS.most)
    problems.push({ path: 'replyWorkingDays', problem: 'reply-days-out-of-range' })
  if (indicators.length === 0) problems.push({ path: 'indicators', problem: 'no-indicators' })
  if (sum(indicators.map(({ deductionCap }) => deductionCap)) > PPM_ONE)
    problems.push({ path: 'indicators', problem: 'caps-above-premium' })
  indicators.forEach((indicator, index) => {
    const first = indicators.findIndex(
      ({ id, name }) => id === indicator.id || name.trim() === indicator.name.trim(),
    )
    if (first !== index)
      problems.push({ path: `indicators.${index}.name`, problem: 'indicator-twice' })
    for (const { path, problem } of checkIndicator(indicator))
      problems.push({ path: `indicators.${index}.${path}`, problem })
  })
  return problems
}

function checkIndicator({
  name,
  unit,
  target,
  step,
  deductionPerStep,
  deductionCap,
}: PerformanceIndicator): AssessmentTermsProblem[] {
  const problems: AssessmentTermsProblem[] = []
  if (name.trim() === '') problems.push({ path: 'name', problem: 'is-empty' })
  if (target < 0n || (unit === 'rate' && target > PPM_ONE))
    problems.push({ path: 'target', problem: 'target-out-of-range' })
  if (step <= 0n) problems.push({ path: 'step', problem: 'must-be-positive' })
  if (deductionPerStep < 0n || deductionPerStep > PPM_ONE)
    problems.push({ path: 'deductionPerStep', problem: 'rate-outside-0-to-1' })
  if (deductionCap < 0n || deductionCap > PPM_ONE)
    problems.push({ path: 'deductionCap', problem: 'rate-outside-0-to-1' })
  else if (deductionCap < deductionPerStep)
    problems.push({ path: 'deductionCap', problem: 'cap-below-step' })
  return problems
}
