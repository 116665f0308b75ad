import { z } from 'zod'
import { BID_BASES } from '#app/domain/bid/bid-content.ts'
import {
  SCORED_OFFERS,
  type ScoredOffer,
  TIE_BREAKERS,
} from '#app/domain/evaluation/scoring-criteria.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'
import { assessmentFromForm, assessmentShape } from '#app/forms/assessment-form.ts'
import {
  chinaDate,
  chinaDateTime,
  choice,
  choices,
  exactInstant,
  identifier,
  optional,
  optionalText,
  percent,
  points,
  requiredText,
  wholeBigint,
  wholeNumber,
  yuan,
} from '#app/forms/fields.ts'
import {
  benefitTermsFromForm,
  benefitTermsShape,
  tierShape,
} from '#app/forms/benefit-terms-form.ts'
import { lossCausesFromForm, lossCausesShape } from '#app/forms/loss-causes-form.ts'
import { paymentScheduleFromForm, paymentScheduleShape } from '#app/forms/payment-schedule-form.ts'
import { spareRows } from '#app/forms/spare-row.ts'
import { contractClauseShape, contractClausesFromForm } from './contract-clause-form.ts'
import { settlementRuleShape, settlementRulesFromForm } from './settlement-rule-form.ts'

export type BidBasis = Lot['bidBasis']

/** Prices are typed in yuan or in percent, by the lot's bid basis. */
export function isRatePrice(basis: BidBasis): boolean {
  return basis === 'fee-rate' || basis === 'payout-ratio'
}

const lotRow = z
  .object({
    name: requiredText('采购包名称', 60),
    districts: requiredText('覆盖区域', 200),
    headcount: wholeBigint('参保人数'),
    bidBasis: choice('报价方式', BID_BASES),
    priceCeiling: z.string(),
    priceFloor: z.string(),
    fundingPerHead: yuan('筹资标准'),
  })
  .transform(({ priceCeiling, priceFloor, ...lot }, context) => {
    const price = isRatePrice(lot.bidBasis) ? percent : yuan
    const ceiling = price('最高限价').safeParse(priceCeiling)
    const floor = optional(price('最低限价')).safeParse(priceFloor)
    for (const [path, parsed] of [
      ['priceCeiling', ceiling],
      ['priceFloor', floor],
    ] as const) {
      for (const { message } of parsed.error?.issues ?? [])
        context.addIssue({ code: 'custom', path: [path], message })
    }
    return { ...lot, priceCeiling: ceiling.data ?? 0n, priceFloor: floor.data ?? null }
  })

const tierRow = z.object({ ...tierShape, weight: percent('评分权重') })

const criterionRow = z.object({
  name: requiredText('评分项', 40),
  maxPoints: points('满分'),
  method: choice('评分方式', ['expert', 'lowest-is-best', 'highest-is-best', 'linear']),
  offer: choice('评分依据', SCORED_OFFERS),
  worst: z.string(),
  best: z.string(),
  guidance: optionalText('评分说明', 500),
})

const experienceRow = z.object({
  year: requiredText('年度', 20),
  insured: wholeBigint('参保人数'),
  claimants: wholeBigint('赔付人数'),
  eligibleExpense: yuan('合规费用'),
  payout: yuan('大病赔付'),
  premium: yuan('保费'),
})

export const tenderForm = z.object({
  tenderId: identifier('项目标识'),
  estimateId: identifier('测算标识').optional(),
  basedOn: z.union([z.literal(''), exactInstant('版本')]),
  title: requiredText('项目名称', 120),
  projectNumber: requiredText('项目编号', 60),
  region: requiredText('统筹地区', 40),
  regime: choice('适用法律', REGIMES),
  budget: yuan('采购预算'),
  bidSecurity: yuan('投标保证金'),
  termMonths: wholeNumber('合同期限', { most: 120 }),
  shortTermReason: optionalText('期限不足三年的理由', 500),
  coverageStartsOn: chinaDate('首个合同年度起始日'),
  documentsFrom: chinaDate('招标文件开始获取日'),
  documentsUntil: chinaDate('招标文件获取截止日'),
  bidDeadline: chinaDateTime('投标截止时间'),
  lots: spareRows('name', lotRow).refine((rows) => rows.length > 0, '至少填写一个采购包'),
  ...benefitTermsShape,
  tiers: spareRows('ratio', tierRow).refine((rows) => rows.length > 0, '至少填写一个费用段'),
  profitRateCeiling: percent('盈利率上限'),
  ...settlementRuleShape,
  ...lossCausesShape,
  ...paymentScheduleShape,
  ...assessmentShape,
  criteria: spareRows('name', criterionRow).refine((rows) => rows.length > 0, '至少填写一个评分项'),
  ...contractClauseShape,
  experience: spareRows('year', experienceRow),
  contact: optionalText('联系人与电话', 200),
  tieBreakers: choices('同分规则'),
  openingOfficers: choices('开标人员'),
  openingThreshold: wholeNumber('开标所需份额数', { most: 15 }),
  bidderOpeningMinutes: wholeNumber('投标人解密时限', { most: 1_440 }),
})

export type TenderFormValue = z.output<typeof tenderForm>

/** How an offer's worst and best value are typed: in percent, in yuan, or as a count. */
export function offerUnit(offer: ScoredOffer, basis: BidBasis): 'percent' | 'yuan' | 'count' {
  if (offer === 'payout-ratio' || offer === 'profit-rate' || offer === 'loss-rate') return 'percent'
  if (offer !== 'price') return 'count'
  return isRatePrice(basis) ? 'percent' : 'yuan'
}

/** The tender's terms as the domain knows them. Row ids follow from the tender's own. */
export function termsFromForm(form: TenderFormValue): TenderTerms {
  const { tenderId, lots } = form
  const firstBasis = lots[0]?.bidBasis ?? 'premium-per-head'
  return {
    title: form.title,
    projectNumber: form.projectNumber,
    region: form.region,
    regime: form.regime,
    budget: form.budget,
    bidSecurity: form.bidSecurity,
    termMonths: form.termMonths,
    shortTermReason: form.shortTermReason,
    coverageStartsOn: form.coverageStartsOn,
    timetable: {
      documentsFrom: form.documentsFrom,
      documentsUntil: form.documentsUntil,
      bidDeadline: form.bidDeadline,
    },
    lots: lots.map((lot, index) => ({ ...lot, id: `${tenderId}-${index + 1}`, number: index + 1 })),
    benefitTerms: benefitTermsFromForm(form),
    tierWeights: form.tiers.map(({ weight }) => weight),
    profitRateCeiling: form.profitRateCeiling,
    settlementRules: settlementRulesFromForm(form),
    policyLossCauses: lossCausesFromForm(form),
    paymentSchedule: paymentScheduleFromForm(form),
    assessment: assessmentFromForm(form),
    criteria: form.criteria.map((criterion, index) =>
      criterionFromForm(criterion, `c${index + 1}`, firstBasis),
    ),
    tieBreakers: TIE_BREAKERS.filter((breaker) => form.tieBreakers.includes(breaker)),
    ...contractClausesFromForm(form),
    experience: form.experience,
    contact: form.contact,
    openingThreshold: form.openingThreshold,
    bidderOpeningMinutes: form.bidderOpeningMinutes,
    calendarOverrides: {},
  }
}

function criterionFromForm(
  { name, maxPoints, method, offer, worst, best, guidance }: TenderFormValue['criteria'][number],
  id: string,
  basis: BidBasis,
): TenderTerms['criteria'][number] {
  if (method === 'expert') return { id, name, maxPoints, by: 'expert', guidance }
  if (method !== 'linear')
    return { id, name, maxPoints, by: 'formula', offer, formula: { kind: method } }
  const readers = { percent: percent('分值'), yuan: yuan('分值'), count: wholeBigint('分值') }
  const read = (text: string): bigint => readers[offerUnit(offer, basis)].safeParse(text).data ?? 0n
  return {
    id,
    name,
    maxPoints,
    by: 'formula',
    offer,
    formula: { kind: 'linear', worst: read(worst), best: read(best) },
  }
}
