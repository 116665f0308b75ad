import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Fen, type Ppm, parseRate, parseYuan } from '#app/domain/money.ts'
import { type PublishedSettlementRules } from '#app/domain/tender/tender.ts'

export function yuan(text: string): Fen {
  const amount = parseYuan(text)
  if (amount === undefined) throw new Error(`not an amount in yuan: ${text}`)
  return amount
}

export function rate(text: string): Ppm {
  const value = parseRate(text)
  if (value === undefined) throw new Error(`not a rate: ${text}`)
  return value
}

const HARDSHIP = { deductible: yuan('6000'), ratioUplift: rate('0.05'), cap: null }

/** 湖北 2024, with the hardship terms of 恩施 2022. */
export const HUBEI_BENEFITS: BenefitTerms = {
  tierBasis: 'gross',
  deductible: yuan('12000'),
  tiers: [
    { upTo: yuan('30000'), payoutRatio: rate('0.6') },
    { upTo: yuan('100000'), payoutRatio: rate('0.65') },
    { upTo: null, payoutRatio: rate('0.75') },
  ],
  cap: { on: 'payout', amount: yuan('500000') },
  categories: { 特困: HARDSHIP, 低保: HARDSHIP, 返贫致贫: HARDSHIP },
  places: {},
}

export const HUBEI_TIER_WEIGHTS: readonly Ppm[] = [rate('0.5'), rate('0.3'), rate('0.2')]

/** 57号 in its plain form: cost as spent up to 4%, all excess returns, half of a policy loss up to the loss rate. */
export const PLAIN_57_RULES: PublishedSettlementRules = {
  basis: 'annual',
  cost: { treatment: 'actual-capped', capRate: rate('0.04') },
  surplusBands: [{ upTo: null, fundShare: rate('1') }],
  reserve: null,
  sharedCauses: 'policy',
  fundShareOfLoss: rate('0.5'),
  fundShareBeyond: rate('0'),
}

/** Criteria as published tenders of this kind have them; the weights are made up. */
export const SAMPLE_CRITERIA: readonly ScoringCriterion[] = [
  {
    id: 'price',
    name: '投标报价',
    maxPoints: 3_000n,
    by: 'formula',
    offer: 'price',
    formula: { kind: 'lowest-is-best' },
  },
  {
    id: 'payout-ratio',
    name: '支付比例',
    maxPoints: 2_000n,
    by: 'formula',
    offer: 'payout-ratio',
    formula: { kind: 'highest-is-best' },
  },
  {
    id: 'profit-rate',
    name: '盈利率',
    maxPoints: 1_000n,
    by: 'formula',
    offer: 'profit-rate',
    formula: { kind: 'linear', worst: rate('0.05'), best: rate('0.02') },
  },
  {
    id: 'staffing',
    name: '专职人员配备',
    maxPoints: 1_000n,
    by: 'formula',
    offer: 'full-time-staff',
    formula: { kind: 'highest-is-best' },
  },
  {
    id: 'service',
    name: '服务方案',
    maxPoints: 1_800n,
    by: 'expert',
    guidance: '服务网点、一站式结算、异地就医与投诉处理安排是否完整可行',
  },
  {
    id: 'risk-control',
    name: '风险管控方案',
    maxPoints: 1_200n,
    by: 'expert',
    guidance: '医疗费用审核、反欺诈、信息系统与数据安全措施',
  },
]
