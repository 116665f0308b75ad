import { z } from 'zod'
import { type ReportedFigures } from '#app/domain/settlement/propose-year.ts'
import { POLICY_LOSS_CAUSES } from '#app/domain/settlement/settlement-terms.ts'
import { choice, identifier, optionalText, requiredText, yuan } from '#app/forms/fields.ts'
import { spareRows } from '#app/forms/spare-row.ts'

const EVIDENCE = [
  'claimsPaid',
  'outstandingOpening',
  'outstandingClosing',
  'operatingCost',
] as const

export const proposalForm = z
  .object({
    proposalId: identifier('申报标识'),
    claimsPaid: yuan('赔付支出'),
    claimsPaidEvidence: requiredText('赔付支出依据'),
    outstandingOpening: yuan('期初未决赔款准备金'),
    outstandingOpeningEvidence: requiredText('期初未决依据'),
    outstandingClosing: yuan('期末未决赔款准备金'),
    outstandingClosingEvidence: requiredText('期末未决依据'),
    operatingCost: yuan('经营成本'),
    operatingCostEvidence: requiredText('经营成本依据'),
    policyLosses: spareRows(
      'amount',
      z.object({
        cause: choice('政策性亏损原因', POLICY_LOSS_CAUSES),
        amount: yuan('政策性亏损金额'),
      }),
    ),
    policyLossesEvidence: optionalText('政策性亏损依据', 200),
    assessmentDeduction: yuan('考核扣款'),
    assessmentDeductionEvidence: optionalText('考核扣款依据', 200),
  })
  .superRefine((form, context) => {
    // A deduction and a policy-caused loss move money only on a document (57号 五(二)、六(一)).
    const lacks = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (form.policyLosses.length > 0 && !form.policyLossesEvidence)
      lacks('policyLossesEvidence', '有政策性亏损时请填写依据')
    if (form.assessmentDeduction > 0n && !form.assessmentDeductionEvidence)
      lacks('assessmentDeductionEvidence', '有考核扣款时请填写依据')
  })

export type ProposalFormValue = z.output<typeof proposalForm>

export function reportedFromForm(form: ProposalFormValue): {
  reported: ReportedFigures
  evidence: Record<string, string>
} {
  const {
    claimsPaid,
    outstandingOpening,
    outstandingClosing,
    operatingCost,
    policyLosses,
    assessmentDeduction,
  } = form
  return {
    reported: {
      claimsPaid,
      outstandingOpening,
      outstandingClosing,
      operatingCost,
      policyLosses,
      assessmentDeduction,
    },
    evidence: {
      ...Object.fromEntries(EVIDENCE.map((figure) => [figure, form[`${figure}Evidence`]])),
      policyLosses: form.policyLossesEvidence,
      assessmentDeduction: form.assessmentDeductionEvidence,
    },
  }
}
