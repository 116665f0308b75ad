import { type AmendmentKind } from '#app/domain/contract/contract-amendment.ts'
import { type ContractTerms } from '#app/domain/contract/contract-terms.ts'
import { type SettlementTerms } from '#app/domain/settlement/settlement-terms.ts'
import { clauseKind } from '#app/domain/tender/standard-clauses.ts'
import { assessmentDefaults } from '#app/forms/assessment-form.ts'
import { benefitRowCounts, benefitTermsDefaults } from '#app/forms/benefit-terms-form.ts'
import { percentText, yuanText } from '#app/forms/fields.ts'
import { paymentScheduleDefaults } from '#app/forms/payment-schedule-form.ts'
import { rowDefaults } from '#app/forms/row-defaults.ts'
import { settlementRuleDefaults } from '#app/routes/tenders/settlement-rule-form.ts'

/** What a form of one kind shows at first: the terms in force on its day. */
export function amendmentDefaults(
  kind: AmendmentKind,
  terms: ContractTerms,
): Record<string, string> {
  const defaults: Record<AmendmentKind, () => Record<string, string>> = {
    'benefit-terms': () => benefitTermsDefaults(terms.benefitTerms),
    funding: () => ({ fundingPerHead: yuanText(terms.fundingPerHead) }),
    'settlement-terms': () => settlementDefaults(terms),
    'payment-schedule': () => paymentScheduleDefaults(terms.paymentSchedule),
    assessment: () => assessmentDefaults(terms.assessment),
    services: () => serviceDefaults(terms),
  }
  return defaults[kind]()
}

/** How many rows of each repeating group are filled. */
export function amendmentRows(terms: ContractTerms) {
  return {
    ...benefitRowCounts(terms.benefitTerms),
    instalments: terms.paymentSchedule?.instalments.length ?? 0,
    indicators: terms.assessment?.indicators.length ?? 0,
    clauses: terms.clauses.length,
  }
}

/** The loss bands of a contract are at most two: up to the agreed loss rate, and beyond. */
function settlementDefaults({ basis, settlementTerms }: ContractTerms): Record<string, string> {
  const { profitRate, cost, surplusBands, reserve, loss } = settlementTerms
  const { lossRate, within, beyond } = lossSharing(loss.bands)
  return {
    ...settlementRuleDefaults({
      basis,
      cost,
      surplusBands,
      reserve,
      sharedCauses: loss.sharedCauses,
      fundShareOfLoss: within,
      fundShareBeyond: beyond,
    }),
    profitRate: percentText(profitRate),
    lossRate: percentText(lossRate),
  }
}

function lossSharing(bands: SettlementTerms['loss']['bands']) {
  const [first, second] = bands
  const within = first?.fundShare ?? 0n
  return { lossRate: first?.upTo ?? 0n, within, beyond: second?.fundShare ?? within }
}

function serviceDefaults({
  staffing,
  servicePromises,
  clauses,
}: ContractTerms): Record<string, string> {
  return {
    fullTime: String(staffing.fullTime),
    medicalBackground: String(staffing.medicalBackground),
    servicePointsPerCounty: String(staffing.servicePointsPerCounty),
    trainingHours: String(staffing.trainingHours),
    informationSystem: staffing.informationSystem,
    servicePromises,
    ...rowDefaults('clauses', clauses, ({ kind, title, text }): Record<string, string> => ({
      kind: clauseKind({ kind }),
      title,
      text,
    })),
  }
}
