import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { type PolicyLossCause } from '#app/domain/settlement/settlement-terms.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { assessmentDefaults } from '#app/forms/assessment-form.ts'
import { chinaDateTimeText, percentText, yuanText } from '#app/forms/fields.ts'
import { paymentScheduleDefaults } from '#app/forms/payment-schedule-form.ts'
import { contractClauseDefaults } from './contract-clause-form.ts'
import { benefitRowCounts, benefitTermsDefaults } from '#app/forms/benefit-terms-form.ts'
import { rowDefaults as rows } from '#app/forms/row-defaults.ts'
import { settlementRuleDefaults } from './settlement-rule-form.ts'
import { type BidBasis, isRatePrice, offerUnit } from './tender-form.ts'

/** What each field of the tender form shows at first, by dotted name. */
export type TenderDefaults = {
  fields: Record<string, string>
  ticked: { tieBreakers: string[]; policyLossCauses: PolicyLossCause[] }
  rows: RowCounts
}

/** How many rows of each repeating group are filled; the form offers some more. */
export type RowCounts = Record<
  | 'lots'
  | 'tiers'
  | 'categories'
  | 'places'
  | 'criteria'
  | 'clauses'
  | 'reviewItems'
  | 'experience'
  | 'instalments'
  | 'indicators',
  number
>

export function defaultsOf(terms: TenderTerms): TenderDefaults {
  const { settlementRules: rules, timetable, benefitTerms } = terms
  const firstBasis = terms.lots[0]?.bidBasis ?? 'premium-per-head'
  return {
    ticked: {
      tieBreakers: [...terms.tieBreakers],
      policyLossCauses: [...terms.policyLossCauses],
    },
    rows: {
      lots: terms.lots.length,
      ...benefitRowCounts(benefitTerms),
      criteria: terms.criteria.length,
      clauses: terms.clauses.length,
      reviewItems: terms.reviewItems.length,
      experience: terms.experience.length,
      instalments: terms.paymentSchedule?.instalments.length ?? 0,
      indicators: terms.assessment?.indicators.length ?? 0,
    },
    fields: {
      title: terms.title,
      projectNumber: terms.projectNumber,
      region: terms.region,
      regime: terms.regime,
      budget: yuanText(terms.budget),
      bidSecurity: yuanText(terms.bidSecurity),
      termMonths: String(terms.termMonths),
      shortTermReason: terms.shortTermReason,
      coverageStartsOn: terms.coverageStartsOn,
      documentsFrom: timetable.documentsFrom,
      documentsUntil: timetable.documentsUntil,
      bidDeadline: chinaDateTimeText(timetable.bidDeadline),
      profitRateCeiling: percentText(terms.profitRateCeiling),
      ...settlementRuleDefaults(rules),
      ...paymentScheduleDefaults(terms.paymentSchedule),
      ...assessmentDefaults(terms.assessment),
      ...rows('lots', terms.lots, (lot) => ({
        name: lot.name,
        districts: lot.districts,
        headcount: String(lot.headcount),
        bidBasis: lot.bidBasis,
        priceCeiling: priceText(lot.bidBasis, lot.priceCeiling),
        priceFloor: lot.priceFloor === null ? '' : priceText(lot.bidBasis, lot.priceFloor),
        fundingPerHead: yuanText(lot.fundingPerHead),
      })),
      ...benefitTermsDefaults(benefitTerms),
      ...rows('tiers', terms.tierWeights, (weight) => ({ weight: percentText(weight) })),
      ...contractClauseDefaults(terms),
      contact: terms.contact,
      openingThreshold: String(terms.openingThreshold),
      bidderOpeningMinutes: String(terms.bidderOpeningMinutes),
      ...rows('experience', terms.experience, (year) => ({
        year: year.year,
        insured: String(year.insured),
        claimants: String(year.claimants),
        eligibleExpense: yuanText(year.eligibleExpense),
        payout: yuanText(year.payout),
        premium: yuanText(year.premium),
      })),
      ...rows('criteria', terms.criteria, (criterion) => criterionDefaults(criterion, firstBasis)),
    },
  }
}

function criterionDefaults(criterion: ScoringCriterion, basis: BidBasis): Record<string, string> {
  const common = { name: criterion.name, maxPoints: yuanText(criterion.maxPoints) }
  if (criterion.by === 'expert')
    return { ...common, method: 'expert', guidance: criterion.guidance }
  const { formula, offer } = criterion
  if (formula.kind !== 'linear') return { ...common, method: formula.kind, offer }
  const unit = offerUnit(offer, basis)
  const text = (value: bigint) =>
    unit === 'percent' ? percentText(value) : unit === 'yuan' ? yuanText(value) : String(value)
  return {
    ...common,
    method: 'linear',
    offer,
    worst: text(formula.worst),
    best: text(formula.best),
  }
}

function priceText(basis: BidBasis, price: bigint): string {
  return isRatePrice(basis) ? percentText(price) : yuanText(price)
}
