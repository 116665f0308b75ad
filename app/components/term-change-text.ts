import { parsePlainDate } from '#app/domain/calendar.ts'
import { type TermChange, type TermValue } from '#app/domain/tender/term-changes.ts'
import { type Lot } from '#app/domain/tender/tender.ts'
import {
  clauseKindLabel,
  indicatorDirectionLabel,
  indicatorSubjectLabel,
  indicatorUnitLabel,
  instalmentYearsLabel,
} from './contract-term-text.ts'
import { countText, dateText, dateTimeText, moneyText, pointsText, rateText } from './format.ts'
import {
  bidBasisLabel,
  formulaLabel,
  policyLossCauseLabel,
  regimeLabel,
  reviewStageLabel,
  scoredOfferLabel,
  tieBreakerLabel,
} from './labels.ts'

/** A changed field in words, with its value before and after in its unit. */
export function termChangeText(
  { path, before, after }: Pick<TermChange, 'path' | 'before' | 'after'>,
  lots: readonly Lot[],
): { field: string; before: string; after: string } {
  if (path === 'openingKeys')
    return { field: fieldText(path), before: '原公布的密钥', after: '已更换，见公告' } // a version lists its keys
  const show = (value: TermValue) => valueText(path, value, lots)
  return { field: fieldText(path), before: show(before), after: show(after) }
}

const FIELDS: Record<string, string> = {
  title: '项目名称',
  projectNumber: '项目编号',
  region: '统筹地区',
  regime: '适用法律',
  budget: '采购预算',
  bidSecurity: '投标保证金',
  termMonths: '合同期限（月）',
  shortTermReason: '期限不足三年的理由',
  coverageStartsOn: '首个合同年度起始日',
  timetable: '时间安排',
  documentsFrom: '招标文件获取起始日',
  documentsUntil: '招标文件获取截止日',
  bidDeadline: '投标截止时间',
  benefitTerms: '待遇条款',
  tierBasis: '分段口径',
  deductible: '起付线',
  tiers: '费用段',
  upTo: '上限',
  payoutRatio: '支付比例',
  cap: '封顶线',
  on: '口径',
  amount: '金额',
  categories: '倾斜政策',
  places: '就医地',
  ratioUplift: '支付比例调整',
  tierWeights: '费用段评分权重',
  profitRateCeiling: '盈利率上限',
  settlementRules: '结算规则',
  basis: '结算口径',
  cost: '经营成本',
  treatment: '列支方式',
  capRate: '列支上限',
  rate: '比例',
  surplusBands: '超额结余分段',
  fundShare: '基金比例',
  reserve: '风险调节金',
  yearlyCapRate: '年度上限',
  totalCapRate: '累计上限',
  sharedCauses: '参与分担的亏损',
  fundShareOfLoss: '基金分担比例（约定亏损率以内）',
  fundShareBeyond: '基金分担比例（超出约定亏损率）',
  criteria: '评分项',
  maxPoints: '满分',
  by: '方式',
  offer: '评分对象',
  formula: '公式',
  kind: '类别',
  worst: '得零分的值',
  best: '得满分的值',
  guidance: '评分规则',
  tieBreakers: '同分次序',
  lots: '采购包',
  number: '序号',
  name: '名称',
  districts: '覆盖区域',
  headcount: '参保人数',
  bidBasis: '报价方式',
  priceCeiling: '最高限价',
  priceFloor: '最低限价',
  fundingPerHead: '筹资标准',
  reviewItems: '审查项',
  stage: '环节',
  text: '内容',
  essential: '实质性条款',
  experience: '既往赔付数据',
  year: '年度',
  insured: '参保人数',
  claimants: '赔付人数',
  eligibleExpense: '合规费用',
  payout: '大病赔付',
  premium: '保费',
  clauses: '合同条款',
  policyLossCauses: '认定为政策性亏损的原因',
  paymentSchedule: '保费拨付约定',
  instalments: '拨付节点',
  years: '适用年度',
  dueMonth: '应付月份',
  share: '占预计保费的比例',
  atMost: '不超过此比例',
  paymentWorkingDays: '审核后支付期限（工作日）',
  clearingMonth: '清算月份',
  assessment: '考核约定',
  replyWorkingDays: '承办保险公司答复期限（工作日）',
  indicators: '考核指标',
  subject: '考核方面',
  unit: '计量方式',
  direction: '达标方向',
  target: '目标值',
  step: '步长',
  count: '次数',
  days: '天数',
  deductionPerStep: '每步扣款比例',
  deductionCap: '扣款上限',
  estimatedTotal: '估算合同总价',
  settlementTerms: '结算约定',
  profitRate: '约定盈利率',
  loss: '亏损分担',
  lossRate: '亏损率',
  bands: '分段',
  price: '报价',
  startsOn: '起始日',
  endsOn: '终止日',
  staffing: '人员配备',
  fullTime: '专职人员',
  medicalBackground: '其中具有医学背景',
  servicePointsPerCounty: '每县服务网点',
  trainingHours: '年培训学时',
  informationSystem: '信息系统',
  servicePromises: '服务承诺',
  contact: '联系方式',
  calendarOverrides: '工作日历',
  openingKeys: '开标密钥',
  openingThreshold: '开标所需份额数',
  bidderOpeningMinutes: '投标人解密时限（分钟）',
}

/** @example fieldText('lots.0.priceCeiling') // '采购包1 · 最高限价' */
function fieldText(path: string): string {
  const parts: string[] = []
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) parts.push(`${parts.pop() ?? ''}${Number(part) + 1}`)
    else parts.push(FIELDS[part] ?? part)
  }
  return parts.join(' · ')
}

/** Choices by their field, in Chinese. */
const CHOICES: Record<string, Readonly<Record<string, string>>> = {
  regime: regimeLabel,
  tierBasis: { gross: '按累计合规费用（含起付线）', net: '按扣除起付线后的费用' },
  on: { payout: '年度支付额', 'eligible-expense': '年度合规费用' },
  basis: { annual: '按年度单独结算', agreement: '按协议期累计清算' },
  treatment: {
    'within-profit': '含在盈利率内',
    'actual-capped': '据实列支，设上限',
    'fixed-rate': '按固定费率列支',
  },
  sharedCauses: { policy: '仅政策性亏损', any: '全部亏损' },
  by: { formula: '公式', expert: '专家评分' },
  offer: scoredOfferLabel,
  kind: { ...formulaLabel, ...clauseKindLabel },
  policyLossCauses: policyLossCauseLabel,
  years: instalmentYearsLabel,
  subject: indicatorSubjectLabel,
  unit: indicatorUnitLabel,
  direction: indicatorDirectionLabel,
  tieBreakers: tieBreakerLabel,
  bidBasis: bidBasisLabel,
  stage: reviewStageLabel,
}

const RATES = new Set([
  'payoutRatio',
  'ratioUplift',
  'tierWeights',
  'profitRateCeiling',
  'profitRate',
  'lossRate',
  'capRate',
  'rate',
  'fundShare',
  'yearlyCapRate',
  'totalCapRate',
  'fundShareOfLoss',
  'fundShareBeyond',
  'share',
  'deductionPerStep',
  'deductionCap',
])
const COUNTS = new Set(['headcount', 'insured', 'claimants', 'worst', 'best', 'count', 'days'])

function valueText(path: string, value: TermValue, lots: readonly Lot[]): string {
  if (value === null || value === '') return '（无）'
  if (value instanceof Date) return dateTimeText(value)
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'bigint') return amountText(path, value, lots)
  if (typeof value === 'string') return CHOICES[nameOf(path)]?.[value] ?? wordsOrDate(value)
  return String(value)
}

function wordsOrDate(value: string): string {
  const date = parsePlainDate(value)
  return date ? dateText(date) : value
}

/** The last part of a path that is no row's number. */
function nameOf(path: string): string {
  return path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? ''
}

function amountText(path: string, value: bigint, lots: readonly Lot[]): string {
  const parts = path.split('.')
  const name = nameOf(path)
  if (name === 'maxPoints') return pointsText(value)
  if (COUNTS.has(name)) return countText(value)
  if (RATES.has(name) || /^settlement(Rules|Terms)\./.test(path)) return rateText(value)
  const basis = lots[Number(parts[1])]?.bidBasis
  const priced = name === 'priceCeiling' || name === 'priceFloor'
  if (priced && (basis === 'fee-rate' || basis === 'payout-ratio')) return rateText(value)
  return `${moneyText(value)} 元`
}
