import {
  type AssessmentTermsProblem,
  checkAssessmentTerms,
} from '#app/domain/assessment/check-assessment-terms.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import {
  checkBands,
  checkCost,
  checkRate,
  checkReserve,
} from '#app/domain/settlement/check-settlement-terms.ts'
import { type TemplateContent } from './contract-template.ts'

export type TemplateProblem =
  | { problem: 'term-too-short'; rule: RuleValue }
  | { problem: 'settlement-rules-unusable'; path: string }
  | { problem: 'assessment-unusable'; path: string; found: AssessmentTermsProblem['problem'] }
  | { problem: 'no-clauses' }

/** What keeps a contract template (合同范本) from being used. A shorter term is one tender's exception, with its reason. */
export function checkTemplate(
  { termMonths, profitRateCeiling, settlementRules: rules, clauses, assessment }: TemplateContent,
  today: PlainDate,
): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  const rule = requiredParameterOn('bidding-law', 'contractTerm', today)
  if (BigInt(termMonths) < rule.value) problems.push({ problem: 'term-too-short', rule })
  const unusable = [
    ...checkRate(profitRateCeiling, ['profitRateCeiling']),
    ...checkCost(rules.cost, ['cost']),
    ...checkBands(rules.surplusBands, ['surplusBands']),
    ...checkReserve(rules.reserve, ['reserve']),
    ...checkRate(rules.fundShareOfLoss, ['fundShareOfLoss']),
    ...checkRate(rules.fundShareBeyond, ['fundShareBeyond']),
  ]
  for (const { path } of unusable)
    problems.push({ problem: 'settlement-rules-unusable', path: path.join('.') })
  for (const { path, problem } of assessment ? checkAssessmentTerms(assessment) : [])
    problems.push({ problem: 'assessment-unusable', path, found: problem })
  if (clauses.length === 0) problems.push({ problem: 'no-clauses' })
  return problems
}
