import { checkAssessmentTerms } from '#app/domain/assessment/check-assessment-terms.ts'
import { checkBenefitTerms } from '#app/domain/benefit/check-benefit-terms.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkPaymentSchedule } from '#app/domain/premium/check-payment-schedule.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { checkSettlementTerms } from '#app/domain/settlement/check-settlement-terms.ts'
import { compareContractTerms } from './compare-contract-terms.ts'
import { type AmendmentKind, isFromYearStart } from './contract-amendment.ts'
import { type ContractTerms } from './contract-terms.ts'
import { type AmendmentInForce, layOver, termsOn } from './terms-in-force.ts'

/** A contract year as far as an amendment must leave it alone. */
export type AmendableYear = {
  startsOn: PlainDate
  endsOn: PlainDate
  settled: boolean // its settlement is final
  premiumStated: boolean // its actual headcount is agreed, or waits for the answer
}

export type AmendmentRefusal =
  | 'terminated'
  | 'outside-term'
  | 'not-a-year-start'
  | 'year-settled'
  | 'premium-fixed'
  | TermsRefusal

type TermsRefusal =
  | 'changes-nothing'
  | 'funding-not-positive'
  | 'benefit-terms-unusable'
  | 'payout-ratio-too-low'
  | 'settlement-terms-unusable'
  | 'no-loss-causes'
  | 'payment-schedule-unusable'
  | 'assessment-unusable'

export type ProposedAmendment = {
  kind: AmendmentKind
  effectiveOn: PlainDate
  terms: Partial<ContractTerms>
}

type Contract = {
  signed: ContractTerms
  amendments: readonly AmendmentInForce[]
  years: readonly AmendableYear[]
  terminated: boolean
  regime: Regime
}

/**
 * What the terms read from an amendment's day, or why it may not be. Asked when it is drafted
 * and again before each signature, as a year may have been settled in between.
 */
export function decideAmendment(
  contract: Contract,
  amendment: ProposedAmendment,
): Decision<ContractTerms, AmendmentRefusal> {
  const { kind, effectiveOn } = amendment
  if (contract.terminated) return refuse('terminated')
  const before = termsOn(contract.signed, contract.amendments, effectiveOn)
  if (effectiveOn < before.startsOn || effectiveOn > before.endsOn) return refuse('outside-term')
  if (isFromYearStart(kind) && !contract.years.some(({ startsOn }) => startsOn === effectiveOn))
    return refuse('not-a-year-start')
  const touched = contract.years.filter(({ endsOn }) => endsOn >= effectiveOn)
  if (touched.some(({ settled }) => settled)) return refuse('year-settled')
  if (kind === 'funding' && touched.some(({ premiumStated }) => premiumStated))
    return refuse('premium-fixed')

  const after = layOver(before, amendment)
  const refusal = refusedTerms(kind, before, after, contract.regime, effectiveOn)
  return refusal ? refuse(refusal) : accept(after)
}

function refusedTerms(
  kind: AmendmentKind,
  before: ContractTerms,
  after: ContractTerms,
  regime: Regime,
  effectiveOn: PlainDate,
): TermsRefusal | undefined {
  if (compareContractTerms(before, after).length === 0) return 'changes-nothing'
  if (kind === 'funding') return after.fundingPerHead > 0n ? undefined : 'funding-not-positive'
  if (kind === 'benefit-terms') return refusedBenefits(after, regime, effectiveOn)
  if (kind === 'settlement-terms') return refusedSettlement(after)
  if (kind === 'payment-schedule')
    return after.paymentSchedule &&
      checkPaymentSchedule(after.paymentSchedule, after.termMonths).length === 0
      ? undefined
      : 'payment-schedule-unusable'
  if (kind === 'assessment')
    return after.assessment && checkAssessmentTerms(after.assessment).length === 0
      ? undefined
      : 'assessment-unusable'
  return undefined
}

/** Basis: 国办发〔2015〕57号, payout ratios of at least half. */
function refusedBenefits(
  { benefitTerms }: ContractTerms,
  regime: Regime,
  effectiveOn: PlainDate,
): TermsRefusal | undefined {
  if (checkBenefitTerms(benefitTerms).length > 0) return 'benefit-terms-unusable'
  const least = requiredParameterOn(regime, 'minimumPayoutRatio', effectiveOn).value
  return benefitTerms.tiers.some(({ payoutRatio }) => payoutRatio < least)
    ? 'payout-ratio-too-low'
    : undefined
}

function refusedSettlement({
  settlementTerms,
  policyLossCauses,
}: ContractTerms): TermsRefusal | undefined {
  if (checkSettlementTerms(settlementTerms).length > 0) return 'settlement-terms-unusable'
  return settlementTerms.loss.sharedCauses === 'policy' && policyLossCauses.length === 0
    ? 'no-loss-causes'
    : undefined
}
