import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type ReviewFinding, type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import { POLICY_LOSS_CAUSES } from '#app/domain/settlement/settlement-terms.ts'
import { rate, yuan } from '#tests/yuan.ts'

export function buildLot(overrides: Partial<Lot> = {}): Lot {
  return {
    id: 'lot-1',
    number: 1,
    name: '全市',
    districts: '全部区县',
    headcount: 5_290_000n,
    bidBasis: 'premium-per-head',
    priceCeiling: yuan('67'),
    priceFloor: null,
    fundingPerHead: yuan('67'),
    ...overrides,
  }
}

/** One qualification line, one ★ clause and one line that a bid may miss. */
export const REVIEW_ITEMS: readonly ReviewItem[] = [
  { id: 'licence', stage: 'qualification', text: '保险业务许可', essential: false },
  { id: 'star', stage: 'compliance', text: '服务期限', essential: true },
  { id: 'format', stage: 'compliance', text: '格式', essential: false },
]

/** Every line of the stage met, but those named. */
export function buildFindings(
  stage: ReviewStage,
  unmet: Readonly<Record<string, string>> = {},
): ReviewFinding[] {
  return REVIEW_ITEMS.filter((item) => item.stage === stage).map(({ id: itemId }) => ({
    itemId,
    met: !(itemId in unmet),
    note: unmet[itemId] ?? '',
  }))
}

/** Half of the estimate in the third month, the rest of the actual premium in the last. */
export const PAYMENT_SCHEDULE: PaymentSchedule = {
  instalments: [
    { years: 'every', dueMonth: 3, share: rate('0.5'), atMost: false },
    { years: 'every', dueMonth: 12, share: null, atMost: false },
  ],
  paymentWorkingDays: 15,
  clearingMonth: 15,
}

/** One indicator that should reach its target and one that should stay below. */
export const ASSESSMENT: AssessmentTerms = {
  replyWorkingDays: 5,
  indicators: [
    {
      id: 'satisfaction',
      name: '参保人满意度',
      subject: 'satisfaction',
      unit: 'rate',
      direction: 'at-least',
      target: rate('0.9'),
      step: rate('0.01'),
      deductionPerStep: rate('0.001'),
      deductionCap: rate('0.005'),
    },
    {
      id: 'days',
      name: '赔付平均用时',
      subject: 'service',
      unit: 'days',
      direction: 'at-most',
      target: 15n,
      step: 2n,
      deductionPerStep: rate('0.0005'),
      deductionCap: rate('0.002'),
    },
  ],
}

/** Terms that break no rule when published on 2026-03-02, a Monday. */
export function buildTenderTerms(overrides: Partial<TenderTerms> = {}): TenderTerms {
  return {
    title: '测试采购',
    projectNumber: 'TEST-1',
    region: '四川省达州市',
    regime: 'government-procurement',
    budget: yuan('1063290000'),
    bidSecurity: yuan('2000000'),
    termMonths: 36,
    shortTermReason: '',
    coverageStartsOn: '2026-07-01',
    timetable: {
      documentsFrom: '2026-03-02',
      documentsUntil: '2026-03-06',
      bidDeadline: new Date('2026-03-23T09:00:00+08:00'),
    },
    benefitTerms: {
      tierBasis: 'gross',
      deductible: yuan('12000'),
      tiers: [
        { upTo: yuan('30000'), payoutRatio: rate('0.6') },
        { upTo: null, payoutRatio: rate('0.7') },
      ],
      cap: null,
      categories: {},
      places: {},
    },
    tierWeights: [rate('0.6'), rate('0.4')],
    profitRateCeiling: rate('0.05'),
    settlementRules: {
      basis: 'annual',
      cost: { treatment: 'actual-capped', capRate: rate('0.04') },
      surplusBands: [{ upTo: null, fundShare: rate('1') }],
      reserve: null,
      sharedCauses: 'policy',
      fundShareOfLoss: rate('0.5'),
      fundShareBeyond: 0n,
    },
    policyLossCauses: POLICY_LOSS_CAUSES,
    paymentSchedule: PAYMENT_SCHEDULE,
    assessment: ASSESSMENT,
    criteria: [
      {
        id: 'price',
        name: '报价',
        maxPoints: 6_000n,
        by: 'formula',
        offer: 'price',
        formula: { kind: 'lowest-is-best' },
      },
      { id: 'plan', name: '方案', maxPoints: 4_000n, by: 'expert', guidance: '完整可行' },
    ],
    tieBreakers: ['price', 'payout-ratio', 'expert-points'],
    reviewItems: REVIEW_ITEMS,
    experience: [],
    clauses: [],
    openingThreshold: 2,
    bidderOpeningMinutes: 60,
    contact: '周明 0818-0000000',
    calendarOverrides: {},
    lots: [buildLot()],
    ...overrides,
  }
}

export function buildBidContent(overrides: Partial<BidContent> = {}): BidContent {
  return {
    price: yuan('66.6'),
    payoutRatios: [rate('0.62'), rate('0.72')],
    profitRate: rate('0.03'),
    lossRate: rate('0.05'),
    staffing: {
      fullTime: 30,
      medicalBackground: 10,
      servicePointsPerCounty: 2,
      trainingHours: 40,
      informationSystem: '',
    },
    servicePromises: '',
    attachments: (['actuarial-opinion', 'legal-opinion', 'head-office-authorisation'] as const).map(
      (kind) => ({
        id: kind,
        kind,
        fileName: `${kind}.pdf`,
        size: 1,
        sha256: '0'.repeat(64),
      }),
    ),
    ...overrides,
  }
}

/** Opening officers as a tender needs them: three, of three organisations, each with a key. */
export function buildOpeningOfficers(): { organisationId: string; recipient: string | null }[] {
  return ['entity', 'supervision', 'finance'].map((organisationId) => ({
    organisationId,
    recipient: `age1${organisationId}`,
  }))
}
