import { z } from 'zod'
import { type TemplateProblem, checkTemplate } from '#app/domain/tender/check-template.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type TemplateContent } from '#app/domain/tender/contract-template.ts'
import {
  chinaDate,
  exactInstant,
  identifier,
  percent,
  percentText,
  requiredText,
  wholeNumber,
} from '#app/forms/fields.ts'
import {
  assessmentDefaults,
  assessmentFromForm,
  assessmentShape,
} from '#app/forms/assessment-form.ts'
import { lossCausesFromForm, lossCausesShape } from '#app/forms/loss-causes-form.ts'
import {
  contractClauseDefaults,
  contractClauseShape,
  contractClausesFromForm,
} from '#app/routes/tenders/contract-clause-form.ts'
import {
  settlementRuleDefaults,
  settlementRuleShape,
  settlementRulesFromForm,
} from '#app/routes/tenders/settlement-rule-form.ts'
import { tenderProblemText } from '#app/routes/tenders/tender-problem-text.ts'

export const templateForm = z.object({
  id: identifier('范本标识'),
  basedOn: z.union([z.literal('').transform(() => null), exactInstant('版本')]),
  name: requiredText('范本名称', 80),
  province: requiredText('省份', 20),
  document: requiredText('文号', 80),
  issuedOn: chinaDate('发布日期'),
  termMonths: wholeNumber('合同期限', { most: 120 }),
  profitRateCeiling: percent('盈利率上限'),
  ...settlementRuleShape,
  ...lossCausesShape,
  ...assessmentShape,
  ...contractClauseShape,
})

export type TemplateFormValue = z.output<typeof templateForm>

export function templateFromForm(form: TemplateFormValue) {
  const { id, basedOn, name, province, document, issuedOn, termMonths, profitRateCeiling } = form
  const content: TemplateContent = {
    termMonths,
    profitRateCeiling,
    settlementRules: settlementRulesFromForm(form),
    policyLossCauses: lossCausesFromForm(form),
    assessment: assessmentFromForm(form),
    ...contractClausesFromForm(form),
  }
  return { id, basedOn, name, province, document, issuedOn, content }
}

/** What each field of the template form shows at first. */
export function templateDefaults(template: {
  name: string
  province: string
  document: string
  issuedOn: string
  content: TemplateContent
}): Record<string, string> {
  const { content, ...head } = template
  return {
    name: head.name,
    province: head.province,
    document: head.document,
    issuedOn: head.issuedOn,
    termMonths: String(content.termMonths),
    profitRateCeiling: percentText(content.profitRateCeiling),
    ...settlementRuleDefaults(content.settlementRules),
    ...assessmentDefaults(content.assessment ?? null),
    ...contractClauseDefaults(content),
  }
}

/** The problems of a template at their fields. */
export function templateErrors(content: TemplateContent, today: PlainDate): Record<string, string> {
  return Object.fromEntries(
    checkTemplate(content, today).map((problem) => [fieldOf(problem), textOf(problem)]),
  )
}

function fieldOf(problem: TemplateProblem): string {
  if (problem.problem === 'term-too-short') return 'termMonths'
  if (problem.problem === 'no-clauses') return 'clauses.0.title'
  if (problem.problem === 'assessment-unusable')
    return problem.path === 'indicators' ? 'indicators.0.deductionCap' : problem.path
  const path = problem.path.replace(/^cost\..*/, 'costRate').replace(/^reserve\..*/, 'reserveTotal')
  return path === 'surplusBands' ? 'surplusBands.0.fundShare' : path
}

function textOf(problem: TemplateProblem): string {
  if (problem.problem === 'term-too-short') return `期限过短。${problem.rule.source}`
  if (problem.problem === 'no-clauses') return '至少填写一条合同条款'
  if (problem.problem === 'assessment-unusable')
    return tenderProblemText({ problem: problem.found })
  return '结算条款不可用：各段上限应逐段递增、最后一段不设上限，比例在0至100%之间'
}
