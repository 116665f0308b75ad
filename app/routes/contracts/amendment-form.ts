import { type ZodType, z } from 'zod'
import { contractSettlementTerms } from '#app/domain/contract/build-contract.ts'
import { AMENDMENT_KINDS, type AmendmentKind } from '#app/domain/contract/contract-amendment.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { type PlainDate, parsePlainDate } from '#app/domain/calendar.ts'
import { assessmentFromForm, assessmentShape } from '#app/forms/assessment-form.ts'
import { benefitTermsFromForm, benefitTermsShape } from '#app/forms/benefit-terms-form.ts'
import {
  chinaDate,
  optionalText,
  percent,
  requiredText,
  wholeNumber,
  yuan,
} from '#app/forms/fields.ts'
import { lossCausesFromForm, lossCausesShape } from '#app/forms/loss-causes-form.ts'
import { paymentScheduleFromForm, paymentScheduleShape } from '#app/forms/payment-schedule-form.ts'
import { contractClauseShape } from '#app/routes/tenders/contract-clause-form.ts'
import {
  settlementRuleShape,
  settlementRulesFromForm,
} from '#app/routes/tenders/settlement-rule-form.ts'

/** What somebody typed: the terms of one kind, and why they change. */
export type TypedAmendment = {
  effectiveOn: PlainDate
  reason: string
  document: string
  terms: Partial<ContractTerms>
}

const head = {
  effectiveOn: chinaDate('生效日期'),
  reason: requiredText('变更原因', 500),
  document: requiredText('依据文件'),
}

/** One form a kind, so that nothing but its terms can be typed. */
export const amendmentForms: Record<
  AmendmentKind,
  ZodType<TypedAmendment, Record<string, unknown>>
> = {
  'benefit-terms': formOf(benefitTermsShape, (form) => ({
    benefitTerms: benefitTermsFromForm(form),
  })),
  funding: formOf({ fundingPerHead: yuan('筹资标准') }, ({ fundingPerHead }) => ({
    fundingPerHead,
  })),
  'settlement-terms': formOf(
    {
      ...settlementRuleShape,
      ...lossCausesShape,
      profitRate: percent('约定盈利率'),
      lossRate: percent('约定亏损率'),
    },
    (form) => ({
      basis: form.basis,
      settlementTerms: contractSettlementTerms(settlementRulesFromForm(form), form),
      policyLossCauses: lossCausesFromForm(form),
    }),
  ),
  'payment-schedule': formOf(paymentScheduleShape, (form) => ({
    paymentSchedule: paymentScheduleFromForm(form),
  })),
  assessment: formOf(assessmentShape, (form) => ({ assessment: assessmentFromForm(form) })),
  services: formOf(
    {
      fullTime: wholeNumber('专职人员'),
      medicalBackground: wholeNumber('其中具有医学背景'),
      servicePointsPerCounty: wholeNumber('每县服务网点'),
      trainingHours: wholeNumber('年培训学时'),
      informationSystem: optionalText('信息系统'),
      servicePromises: optionalText('服务承诺', 4000),
      clauses: contractClauseShape.clauses,
    },
    ({ servicePromises, clauses, ...staffing }) => ({
      staffing: {
        fullTime: staffing.fullTime,
        medicalBackground: staffing.medicalBackground,
        servicePointsPerCounty: staffing.servicePointsPerCounty,
        trainingHours: staffing.trainingHours,
        informationSystem: staffing.informationSystem,
      },
      servicePromises,
      clauses,
    }),
  ),
}

function formOf<Shape extends z.ZodRawShape>(
  shape: Shape,
  termsOf: (form: z.output<z.ZodObject<Shape>>) => Partial<ContractTerms>,
): ZodType<TypedAmendment, Record<string, unknown>> {
  return z
    .object(head)
    .and(z.object(shape))
    .transform((form) => ({
      effectiveOn: form.effectiveOn,
      reason: form.reason,
      document: form.document,
      terms: termsOf(form),
    })) as ZodType<TypedAmendment, Record<string, unknown>> // a form's input is its fields' text
}

/** Kind and day as an address asks for them. */
export function askedAmendment(
  url: URL,
): { kind: AmendmentKind; effectiveOn: PlainDate } | undefined {
  const kind = AMENDMENT_KINDS.find((one) => one === url.searchParams.get('kind'))
  const effectiveOn = parsePlainDate(url.searchParams.get('from') ?? '')
  return kind && effectiveOn && { kind, effectiveOn }
}
