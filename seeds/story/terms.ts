import { type AssessmentTerms } from '#app/domain/assessment/assessment-terms.ts'
import { type BenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import { type ScoringCriterion } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Fen, type Ppm, parseRate, parseYuan } from '#app/domain/money.ts'
import { type PaymentSchedule } from '#app/domain/premium/payment-schedule.ts'
import {
  type ContractClause,
  type ExperienceYear,
  type PublishedSettlementRules,
} from '#app/domain/tender/tender.ts'

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

/** What published tenders of this kind ask for; ★ marks a clause of substance. */
export const SAMPLE_REVIEW_ITEMS: readonly ReviewItem[] = [
  item('licence', 'qualification', '营业执照与经营保险业务许可证在有效期内'),
  item('listed', 'qualification', '列入大病保险经营资质名录（总公司及分支机构）'),
  item('authorisation', 'qualification', '总公司授权书对应本项目、本采购包'),
  item('solvency', 'qualification', '最近一个季度偿付能力充足率达到监管要求'),
  item('record', 'qualification', '参加采购前三年内经营活动中没有重大违法记录'),
  star('term', '响应合同期限与首个合同年度起始日'),
  star('ratio', '各费用段支付比例不低于招标文件公布的最低比例'),
  star('profit', '盈利率不高于招标文件公布的上限'),
  star('service', '承诺提供“一站式”即时结算与异地就医结算'),
  item('format', 'compliance', '投标文件按规定格式签字盖章'),
]

function item(id: string, stage: ReviewItem['stage'], text: string): ReviewItem {
  return { id, stage, text, essential: false }
}

function star(id: string, text: string): ReviewItem {
  return { id, stage: 'compliance', text, essential: true }
}

/** Clauses as contract templates of this kind have them; the wording was made up. */
export const SAMPLE_CLAUSES: readonly ContractClause[] = [
  standard(
    '保险责任',
    '参保人在合同年度内发生的、经基本医疗保险报销后个人负担的合规医疗费用，超过起付线的部分由乙方按本合同约定的支付比例赔付。',
  ),
  standard(
    '盈亏处理',
    '年度结余超过约定盈利率的部分返还基本医疗保险基金；政策性亏损由基金与乙方按本合同约定比例分担，经营性亏损由乙方承担。',
  ),
  standard(
    '数据与保密',
    '乙方仅为履行本合同使用参保人信息，不得向任何第三方提供；合同终止后按移交清单移交数据并删除副本。',
  ),
  standard(
    '提前终止与移交',
    '一方严重违约的，另一方可以提前终止合同；终止时乙方应移交资料、未决赔案和专用账户余额，并配合后续承办机构接续服务。',
  ),
  {
    kind: 'special',
    title: '资金拨付',
    text: '甲方按约定的参保人数和筹资标准拨付保费；首期预拨，年度内按实结算，年度终了后统一清算。',
  },
]

function standard(title: string, text: string): ContractClause {
  return { kind: 'standard', title, text }
}

/** A schedule as contracts of this kind have it; the months and shares were made up. */
export const SAMPLE_SCHEDULE: PaymentSchedule = {
  instalments: [
    { years: 'every', dueMonth: 3, share: rate('0.5'), atMost: false },
    { years: 'every', dueMonth: 9, share: rate('0.3'), atMost: false },
    { years: 'every', dueMonth: 15, share: null, atMost: false },
  ],
  paymentWorkingDays: 15,
  clearingMonth: 18,
}

/** 盘锦市招标公告 2025-08-20: how the premium of 2025–2027 is paid. */
export const PANJIN_SCHEDULE: PaymentSchedule = {
  instalments: [
    { years: 'first', dueMonth: 9, share: rate('0.6'), atMost: false },
    { years: 'first', dueMonth: 12, share: null, atMost: false },
    { years: 'later', dueMonth: 4, share: rate('0.25'), atMost: true },
    { years: 'later', dueMonth: 6, share: rate('0.25'), atMost: true },
    { years: 'later', dueMonth: 9, share: rate('0.25'), atMost: true },
    { years: 'later', dueMonth: 12, share: null, atMost: false },
  ],
  paymentWorkingDays: 15,
  clearingMonth: 15, // the first quarter of the next year
}

/** What 57号 六 wants measured, benefit level and satisfaction, and service; the figures were made up. */
export const SAMPLE_ASSESSMENT: AssessmentTerms = {
  replyWorkingDays: 10,
  indicators: [
    {
      id: 'payout-level',
      name: '合规费用实际支付比例',
      subject: 'benefit-level',
      unit: 'rate',
      direction: 'at-least',
      target: rate('0.6'),
      step: rate('0.01'),
      deductionPerStep: rate('0.001'),
      deductionCap: rate('0.01'),
    },
    {
      id: 'satisfaction',
      name: '参保人满意度',
      subject: 'satisfaction',
      unit: 'rate',
      direction: 'at-least',
      target: rate('0.9'),
      step: rate('0.01'),
      deductionPerStep: rate('0.0005'),
      deductionCap: rate('0.005'),
    },
    {
      id: 'one-stop',
      name: '“一站式”即时结算率',
      subject: 'service',
      unit: 'rate',
      direction: 'at-least',
      target: rate('0.98'),
      step: rate('0.01'),
      deductionPerStep: rate('0.0005'),
      deductionCap: rate('0.003'),
    },
    {
      id: 'payment-days',
      name: '手工赔付平均用时',
      subject: 'service',
      unit: 'days',
      direction: 'at-most',
      target: 15n,
      step: 1n,
      deductionPerStep: rate('0.0002'),
      deductionCap: rate('0.002'),
    },
  ],
}

/** Past years as an annex of this kind lists them; the figures were made up. */
export const SAMPLE_EXPERIENCE: readonly ExperienceYear[] = [
  year('2017', 5_310_000n, 61_240n, '1512400000', '301880000', '318600000'),
  year('2018', 5_302_000n, 63_905n, '1598700000', '321460000', '328724000'),
  year('2019', 5_296_000n, 66_518n, '1687300000', '340025000', '344240000'),
]

function year(
  name: string,
  insured: bigint,
  claimants: bigint,
  eligibleExpense: string,
  payout: string,
  premium: string,
): ExperienceYear {
  return {
    year: name,
    insured,
    claimants,
    eligibleExpense: yuan(eligibleExpense),
    payout: yuan(payout),
    premium: yuan(premium),
  }
}
