import { z } from 'zod'
import { type FundingCandidate } from '#app/domain/funding/funding-estimate.ts'
import {
  benefitTermsDefaults,
  benefitTermsFromForm,
  benefitTermsShape,
} from '#app/forms/benefit-terms-form.ts'
import {
  identifier,
  percent,
  percentagePoints,
  percentText,
  requiredText,
  wholeBigint,
} from '#app/forms/fields.ts'

export const fundingForm = z.object({
  estimateId: identifier('测算标识'),
  name: requiredText('测算名称', 60),
  baseYearId: requiredText('测算基准年度', 200),
  headcount: wholeBigint('预计参保人数'),
  expenseGrowth: percentagePoints('费用增长率'),
  loading: percent('费用与盈利率'),
  ...benefitTermsShape,
})

export function candidateFromForm(form: z.output<typeof fundingForm>): FundingCandidate {
  const { headcount, expenseGrowth, loading } = form
  return {
    terms: benefitTermsFromForm(form),
    assumptions: { headcount, expenseGrowth, loading },
  }
}

export function candidateDefaults({
  terms,
  assumptions: { headcount, expenseGrowth, loading },
}: FundingCandidate): Record<string, string> {
  return {
    ...benefitTermsDefaults(terms),
    headcount: String(headcount),
    expenseGrowth: percentText(expenseGrowth),
    loading: percentText(loading),
  }
}
