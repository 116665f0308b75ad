import { checkAssessmentTerms } from '#app/domain/assessment/check-assessment-terms.ts'
import { checkBenefitTerms } from '#app/domain/benefit/check-benefit-terms.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkPaymentSchedule } from '#app/domain/premium/check-payment-schedule.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
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

export type AmendmentRefusal = StandingRefusal | 'outside-term' | 'not-a-year-start' | TermsRefusal

/** What may have happened since an amendment was drafted. */
export type StandingRefusal = 'terminated' | 'year-settled' | 'premium-fixed'

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

/** A contract as far as it may be amended. */
export type AmendableContract = {
  signed: ContractTerms
  amendments: readonly AmendmentInForce[]
  years: readonly AmendableYear[]
  terminated: boolean // an early termination is in force
  regime: Regime
}

/** What the terms read from an amendment's day, or why it may not be. */
export function decideAmendment(
  contract: AmendableContract,
  amendment: ProposedAmendment,
): Decision<ContractTerms, AmendmentRefusal> {
  const { kind, effectiveOn } = amendment
  const before = termsOn(contract.signed, contract.amendments, effectiveOn)
  if (effectiveOn < before.startsOn || effectiveOn > before.endsOn) return refuse('outside-term')
  if (isFromYearStart(kind) && !contract.years.some(({ startsOn }) => startsOn === effectiveOn))
    return refuse('not-a-year-start')
  const standing = checkStanding(contract, amendment)
  if (!standing.ok) return standing

  const after = layOver(before, amendment)
  const refusal = refusedTerms(kind, before, after, payoutRule(contract.regime, effectiveOn))
  return refusal ? refuse(refusal) : accept(after)
}

/** Asked again before each signature: a year may have been settled since the draft. */
export function checkStanding(
  { years, terminated }: AmendableContract,
  { kind, effectiveOn }: Pick<ProposedAmendment, 'kind' | 'effectiveOn'>,
): Decision<undefined, StandingRefusal> {
  if (terminated) return refuse('terminated')
  const touched = years.filter(({ endsOn }) => endsOn >= effectiveOn)
  if (touched.some(({ settled }) => settled)) return refuse('year-settled')
  return kind === 'funding' && touched.some(({ premiumStated }) => premiumStated)
    ? refuse('premium-fixed')
    : accept(undefined)
}

/** The least payout ratio on the amendment's day. */
export function payoutRule(regime: Regime, effectiveOn: PlainDate): RuleValue {
  return requiredParameterOn(regime, 'minimumPayoutRatio', effectiveOn)
}

function refusedTerms(
  kind: AmendmentKind,
  before: ContractTerms,
  after: ContractTerms,
  rule: RuleValue,
): TermsRefusal | undefined {
  if (compareContractTerms(before, after).length === 0) return 'changes-nothing'
  if (kind === 'funding') return after.fundingPerHead > 0n ? undefined : 'funding-not-positive'
  if (kind === 'benefit-terms') return refusedBenefits(after, rule)
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

function refusedBenefits(
  { benefitTerms }: ContractTerms,
  { value: least }: RuleValue,
): TermsRefusal | undefined {
  if (checkBenefitTerms(benefitTerms).length > 0) return 'benefit-terms-unusable'
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
