import {
  type AssessmentTermsProblem,
  checkAssessmentTerms,
} from '#app/domain/assessment/check-assessment-terms.ts'
import { checkBenefitTerms } from '#app/domain/benefit/check-benefit-terms.ts'
import { type PlainDate, addMonths, dateInChina } from '#app/domain/calendar.ts'
import { itemsOf } from '#app/domain/evaluation/review-checklist.ts'
import { type Fen, type Ppm, PPM_ONE, shareOf, sum } from '#app/domain/money.ts'
import { type OpeningQuorumProblem, checkOpeningQuorum } from '#app/domain/opening/opening-key.ts'
import {
  type PaymentScheduleProblem,
  checkPaymentSchedule,
} from '#app/domain/premium/check-payment-schedule.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import {
  checkBands,
  checkCost,
  checkReserve,
} from '#app/domain/settlement/check-settlement-terms.ts'
import {
  earliestBidDeadlineDay,
  earliestDocumentsEnd,
  isEarlyDeadline,
  isShortAvailability,
} from './bid-deadline.ts'
import { lotTotal } from './lot-amounts.ts'
import { type Lot, type TenderTerms } from './tender.ts'

/** Something that stands in the way of publication, by the place where it stands. */
export type TenderProblem = {
  path: string // dotted, as in `lots.0.priceCeiling`
  problem: TenderProblemWord
  rule?: RuleValue // the rule to quote
  earliest?: PlainDate // the first lawful day
  limit?: Fen // the highest lawful amount
}

export type TenderProblemWord =
  | 'is-empty'
  | 'no-lots'
  | 'must-be-positive'
  | 'floor-above-ceiling'
  | 'rate-outside-0-to-1'
  | 'budget-below-ceilings'
  | 'bid-security-too-high'
  | 'term-short-without-reason'
  | 'issue-day-is-past'
  | 'documents-too-short'
  | 'deadline-too-early'
  | 'deadline-before-documents-end'
  | 'first-year-over-at-deadline'
  | 'benefit-terms-unusable'
  | 'payout-ratio-too-low'
  | 'payout-ratio-not-rising'
  | 'tier-weights-not-one'
  | 'settlement-rules-unusable'
  | 'no-criteria'
  | 'points-not-100'
  | 'linear-needs-two-ends'
  | 'criterion-twice'
  | 'price-formula-backwards'
  | 'no-review-items'
  | 'no-loss-causes'
  | 'no-payment-schedule'
  | 'standard-clause-changed'
  | 'standard-clauses-incomplete'
  | PaymentScheduleProblem['problem']
  | AssessmentTermsProblem['problem']
  | OpeningQuorumProblem

const FULL_POINTS = 10_000n // 100.00 in hundredths

/**
 * Everything that keeps a tender from being published today. Empty when it may be.
 * `today` is the China date of publication; the regime's rules are those in force then.
 */
export function checkTender(
  terms: TenderTerms,
  {
    today,
    openingOfficers,
  }: {
    today: PlainDate
    openingOfficers: readonly { organisationId: string; recipient: string | null }[]
  },
): TenderProblem[] {
  return [
    ...checkNames(terms),
    ...checkLots(terms),
    ...checkMoney(terms, today),
    ...checkTimetable(terms, today),
    ...checkBenefits(terms, today),
    ...checkSettlementRules(terms),
    ...checkContractTerms(terms),
    ...checkCriteria(terms),
    ...checkReviewItems(terms),
    ...checkOpeningQuorum(openingOfficers, terms).map((problem) => ({
      path: QUORUM_FIELD[problem],
      problem,
    })),
  ]
}

const QUORUM_FIELD: Record<OpeningQuorumProblem, string> = {
  'too-few-opening-officers': 'openingOfficers',
  'one-organisation-could-open': 'openingOfficers',
  'opening-key-missing': 'openingOfficers',
  'threshold-not-majority': 'openingThreshold',
  'threshold-above-officers': 'openingThreshold',
  'bidder-window-out-of-range': 'bidderOpeningMinutes',
}

function checkNames({ title, projectNumber, region, contact }: TenderTerms): TenderProblem[] {
  return Object.entries({ title, projectNumber, region, contact })
    .filter(([, value]) => value.trim() === '')
    .map(([path]) => ({ path, problem: 'is-empty' as const }))
}

function checkLots({ lots }: TenderTerms): TenderProblem[] {
  if (lots.length === 0) return [{ path: 'lots', problem: 'no-lots' }]
  return lots.flatMap((lot, index) =>
    checkLot(lot).map(({ path, problem }) => ({ path: `lots.${index}.${path}`, problem })),
  )
}

function checkLot(lot: Lot): { path: string; problem: TenderProblemWord }[] {
  const problems: { path: string; problem: TenderProblemWord }[] = []
  if (lot.name.trim() === '') problems.push({ path: 'name', problem: 'is-empty' })
  if (lot.headcount <= 0n) problems.push({ path: 'headcount', problem: 'must-be-positive' })
  if (lot.fundingPerHead <= 0n)
    problems.push({ path: 'fundingPerHead', problem: 'must-be-positive' })
  if (lot.priceCeiling <= 0n) problems.push({ path: 'priceCeiling', problem: 'must-be-positive' })
  if (lot.priceFloor !== null && lot.priceFloor > lot.priceCeiling) {
    problems.push({ path: 'priceFloor', problem: 'floor-above-ceiling' })
  }
  const isRate = lot.bidBasis === 'fee-rate' || lot.bidBasis === 'payout-ratio'
  if (isRate && lot.priceCeiling > PPM_ONE) {
    problems.push({ path: 'priceCeiling', problem: 'rate-outside-0-to-1' })
  }
  return problems
}

function checkMoney(terms: TenderTerms, today: PlainDate): TenderProblem[] {
  const problems: TenderProblem[] = []
  const ceilings = sum(terms.lots.map((lot) => lotTotal(lot, lot.priceCeiling, terms.termMonths)))
  if (terms.budget < ceilings) {
    problems.push({ path: 'budget', problem: 'budget-below-ceilings', limit: ceilings })
  }
  const securityRule = requiredParameterOn(terms.regime, 'bidSecurityRate', today)
  const highest = highestBidSecurity(terms, securityRule.value)
  if (terms.bidSecurity > highest) {
    problems.push({
      path: 'bidSecurity',
      problem: 'bid-security-too-high',
      rule: securityRule,
      limit: highest,
    })
  }
  if (terms.profitRateCeiling < 0n || terms.profitRateCeiling > PPM_ONE) {
    problems.push({ path: 'profitRateCeiling', problem: 'rate-outside-0-to-1' })
  }
  const termRule = requiredParameterOn(terms.regime, 'contractTerm', today)
  if (terms.termMonths < Number(termRule.value) && terms.shortTermReason.trim() === '') {
    problems.push({ path: 'termMonths', problem: 'term-short-without-reason', rule: termRule })
  }
  return problems
}

/**
 * The most a bid on one lot may have to put down: the share of the budget, and with
 * several lots, each with its own security, the share of the smallest lot's ceiling.
 */
export function highestBidSecurity(
  { budget, lots, termMonths }: Pick<TenderTerms, 'budget' | 'lots' | 'termMonths'>,
  rate: Ppm,
): Fen {
  if (lots.length < 2) return shareOf(budget, rate)
  const ceilings = lots.map((lot) => lotTotal(lot, lot.priceCeiling, termMonths))
  return shareOf(
    ceilings.reduce((least, ceiling) => (ceiling < least ? ceiling : least)),
    rate,
  )
}

function checkTimetable(
  { regime, timetable, coverageStartsOn, calendarOverrides }: TenderTerms,
  today: PlainDate,
): TenderProblem[] {
  const { documentsFrom, documentsUntil, bidDeadline } = timetable
  const problems: TenderProblem[] = []
  if (documentsFrom < today) {
    problems.push({ path: 'documentsFrom', problem: 'issue-day-is-past', earliest: today })
  }
  if (
    isShortAvailability(regime, { from: documentsFrom, until: documentsUntil }, calendarOverrides)
  ) {
    const { earliest, rule } = earliestDocumentsEnd(regime, documentsFrom, calendarOverrides)
    problems.push({ path: 'documentsUntil', problem: 'documents-too-short', rule, earliest })
  }
  if (isEarlyDeadline(regime, documentsFrom, bidDeadline)) {
    const { earliest, rule } = earliestBidDeadlineDay(regime, documentsFrom)
    problems.push({ path: 'bidDeadline', problem: 'deadline-too-early', rule, earliest })
  } else if (dateInChina(bidDeadline) < documentsUntil) {
    problems.push({
      path: 'bidDeadline',
      problem: 'deadline-before-documents-end',
      earliest: documentsUntil,
    })
  }
  // The first year may be under way when it is tendered (盘锦 2025), but not over.
  if (addMonths(coverageStartsOn, 12) <= dateInChina(bidDeadline)) {
    problems.push({ path: 'coverageStartsOn', problem: 'first-year-over-at-deadline' })
  }
  return problems
}

function checkBenefits(terms: TenderTerms, today: PlainDate): TenderProblem[] {
  const { benefitTerms, tierWeights, regime } = terms
  const problems: TenderProblem[] = checkBenefitTerms(benefitTerms).map(({ path }) => ({
    path: path.join('.'),
    problem: 'benefit-terms-unusable',
  }))
  const rule = requiredParameterOn(regime, 'minimumPayoutRatio', today)
  benefitTerms.tiers.forEach(({ payoutRatio }, index) => {
    const before = benefitTerms.tiers[index - 1]
    const path = `tiers.${index}.ratio`
    if (payoutRatio < rule.value) problems.push({ path, problem: 'payout-ratio-too-low', rule })
    else if (before && payoutRatio < before.payoutRatio) {
      problems.push({ path, problem: 'payout-ratio-not-rising', rule })
    }
  })
  if (tierWeights.length !== benefitTerms.tiers.length || sum(tierWeights) !== PPM_ONE) {
    problems.push({ path: 'tiers', problem: 'tier-weights-not-one' })
  }
  return problems
}

function checkSettlementRules({ settlementRules: rules }: TenderTerms): TenderProblem[] {
  const unusable = [
    ...checkCost(rules.cost, ['cost']),
    ...checkBands(rules.surplusBands, ['surplusBands']),
    ...checkReserve(rules.reserve, ['reserve']),
  ].map(({ path }) => path.join('.'))
  if (isNoShare(rules.fundShareOfLoss)) unusable.push('fundShareOfLoss')
  if (isNoShare(rules.fundShareBeyond)) unusable.push('fundShareBeyond')
  return unusable.map((path) => ({ path, problem: 'settlement-rules-unusable' }))
}

/** What the contract will need besides its settlement rules; older documents may be silent, new ones not. */
function checkContractTerms(terms: TenderTerms): TenderProblem[] {
  const { policyLossCauses, paymentSchedule, assessment, termMonths } = terms
  const problems: TenderProblem[] = []
  if (policyLossCauses.length === 0)
    problems.push({ path: 'policyLossCauses', problem: 'no-loss-causes' })
  if (paymentSchedule) problems.push(...checkPaymentSchedule(paymentSchedule, termMonths))
  else problems.push({ path: 'instalments', problem: 'no-payment-schedule' })
  if (assessment) problems.push(...checkAssessmentTerms(assessment))
  else problems.push({ path: 'indicators', problem: 'no-indicators' })
  return problems
}

function checkCriteria({ criteria, lots }: TenderTerms): TenderProblem[] {
  if (criteria.length === 0) return [{ path: 'criteria', problem: 'no-criteria' }]
  const problems: TenderProblem[] = []
  if (sum(criteria.map(({ maxPoints }) => maxPoints)) !== FULL_POINTS) {
    problems.push({ path: 'criteria', problem: 'points-not-100' })
  }
  criteria.forEach((criterion, index) => {
    const report = (field: string, problem: TenderProblemWord) =>
      problems.push({ path: `criteria.${index}.${field}`, problem })
    if (criterion.name.trim() === '') report('name', 'is-empty')
    if (criterion.maxPoints <= 0n) report('maxPoints', 'must-be-positive')
    if (criteria.findIndex(({ name }) => name === criterion.name) !== index)
      report('name', 'criterion-twice')
    if (criterion.by === 'expert') return
    const { formula, offer } = criterion
    if (formula.kind === 'linear' && formula.worst === formula.best)
      report('formula', 'linear-needs-two-ends')
    const payoutIsPriced = lots.some(({ bidBasis }) => bidBasis === 'payout-ratio')
    const backwards = payoutIsPriced ? 'lowest-is-best' : 'highest-is-best'
    if (offer === 'price' && formula.kind === backwards)
      report('formula', 'price-formula-backwards')
  })
  return problems
}

/** Both reviews need something to go by (招标投标法实施条例 第四十九条; 财政部令第87号 第二十条). */
function checkReviewItems({ reviewItems }: TenderTerms): TenderProblem[] {
  const stages = ['qualification', 'compliance'] as const
  return stages.some((stage) => itemsOf(reviewItems, stage).length === 0)
    ? [{ path: 'reviewItems', problem: 'no-review-items' }]
    : []
}

function isNoShare(share: bigint): boolean {
  return share < 0n || share > PPM_ONE
}
