import { dateText, moneyText } from '#app/components/format.ts'
import { REPLY_WORKING_DAYS } from '#app/domain/assessment/check-assessment-terms.ts'
import { BIDDER_OPENING_MINUTES } from '#app/domain/opening/opening-key.ts'
import { type TenderProblem, type TenderProblemWord } from '#app/domain/tender/check-tender.ts'

const TEXT: Record<TenderProblemWord, string> = {
  'is-empty': '尚未填写',
  'no-lots': '至少需要一个采购包',
  'must-be-positive': '必须大于零',
  'floor-above-ceiling': '最低限价高于最高限价',
  'rate-outside-0-to-1': '比率应在0至100%之间',
  'budget-below-ceilings': '采购预算低于各采购包最高限价合计',
  'bid-security-too-high': '投标保证金超过上限',
  'term-short-without-reason': '合同期限不足三年，且未说明理由',
  'issue-day-is-past': '招标文件开始获取日不能早于发布当日',
  'documents-too-short': '招标文件提供期限不足',
  'deadline-too-early': '自招标文件发出至投标截止的时间不足',
  'deadline-before-documents-end': '投标截止早于招标文件获取截止日',
  'first-year-over-at-deadline': '首个合同年度在投标截止时已经结束',
  'benefit-terms-unusable': '待遇条款不成立（分段上限须递增，最后一段不设上限，比例在0至100%之间）',
  'payout-ratio-too-low': '最低支付比例低于50%',
  'payout-ratio-not-rising': '支付比例应随费用增加而提高',
  'tier-weights-not-one': '各费用段评分权重合计应为100%',
  'settlement-rules-unusable':
    '结算条款不成立（分段上限须递增，最后一段不设上限，比例在0至100%之间）',
  'no-criteria': '至少需要一个评分项',
  'points-not-100': '各评分项满分合计应为100.00分',
  'linear-needs-two-ends': '线性插值的最差值与最优值不能相同',
  'criterion-twice': '评分项名称重复',
  'price-formula-backwards': '报价评分公式方向与报价方式不符',
  'no-review-items': '资格审查与符合性审查各至少需要一项审查内容',
  'no-loss-causes': '至少勾选一项认定为政策性亏损的原因',
  'no-payment-schedule': '尚未约定保费拨付',
  'no-remainder': '每类年度须有一期余款（比例留空）',
  'remainder-twice': '同类年度只能有一期余款',
  'remainder-not-last': '余款应排在最后一期',
  'remainder-not-at-most': '余款不能设为“不超过”',
  'instalments-above-premium': '同类年度各期比例合计超过100%',
  'months-not-rising': '同类年度各期的应付月份应逐期递增',
  'month-out-of-range': '应付月份应在1至24之间',
  'due-after-clearing': '应付月份晚于清算月份',
  'clearing-before-year-end': '清算月份应在12至24之间',
  'no-indicators': '至少约定一项考核指标',
  'indicator-twice': '考核指标名称重复',
  'target-out-of-range': '目标值应不小于零，比率不超过100%',
  'cap-below-step': '扣款上限低于每步扣款比例',
  'caps-above-premium': '各指标扣款上限合计超过当年保费',
  'reply-days-out-of-range': `答复期限应在${REPLY_WORKING_DAYS.least}至${REPLY_WORKING_DAYS.most}个工作日之间`,
  'standard-clause-changed':
    '通用条款与在用的合同范本不一致；通用条款不得改动，自行约定的请改为专用条款',
  'standard-clauses-incomplete': '合同范本的通用条款应全部照录，并保持原有次序',
  'too-few-opening-officers': '开标人员不足三名（招标、监督、财政等各方至少一名）',
  'threshold-not-majority': '开标所需份额数应超过开标人员的半数',
  'threshold-above-officers': '开标所需份额数多于开标人员人数',
  'one-organisation-could-open': '同一单位的开标人员已够开标所需份额数，须由其他单位的人员共同开标',
  'opening-key-missing': '有开标人员尚未登记并证明密钥，须由其本人在“我的密钥”页面办理',
  'bidder-window-out-of-range': `投标人解密时限应在${BIDDER_OPENING_MINUTES.least}至${BIDDER_OPENING_MINUTES.most}分钟之间`,
}

/** A problem in one sentence, with the rule it breaks and the way out. */
export function tenderProblemText({
  problem,
  rule,
  earliest,
  limit,
}: Omit<TenderProblem, 'path'>): string {
  const wayOut = [
    earliest ? `最早可定为${dateText(earliest)}` : '',
    limit === undefined
      ? ''
      : `${problem === 'budget-below-ceilings' ? '合计' : '限额'}为${moneyText(limit)}元`,
  ].filter(Boolean)
  return [TEXT[problem], ...wayOut].join('，') + (rule ? `。依据：${rule.source}` : '')
}

const PLACES: Record<string, string> = {
  title: '项目名称',
  projectNumber: '项目编号',
  region: '统筹地区',
  budget: '采购预算',
  bidSecurity: '投标保证金',
  termMonths: '合同期限',
  coverageStartsOn: '首个合同年度起始日',
  documentsFrom: '招标文件开始获取日',
  documentsUntil: '招标文件获取截止日',
  bidDeadline: '投标截止时间',
  lots: '采购包',
  tiers: '费用段',
  criteria: '评分标准',
  profitRateCeiling: '盈利率上限',
  openingOfficers: '开标人员',
  openingThreshold: '开标所需份额数',
  bidderOpeningMinutes: '投标人解密时限',
  contact: '联系人与电话',
  reviewItems: '审查表',
  cap: '封顶线',
  categories: '困难群众类别',
  places: '就医地',
  policyLossCauses: '政策性亏损原因',
  instalments: '保费拨付节点',
  paymentWorkingDays: '审核后支付期限',
  clearingMonth: '清算月份',
  indicators: '考核指标',
  replyWorkingDays: '答复期限',
  clauses: '合同条款',
}

const FIELDS: Record<string, string> = {
  name: '名称',
  headcount: '参保人数',
  fundingPerHead: '筹资标准',
  priceCeiling: '最高限价',
  priceFloor: '最低限价',
  ratio: '最低支付比例',
  upTo: '上限',
  maxPoints: '满分',
  formula: '公式',
  dueMonth: '应付月份',
  share: '比例',
  atMost: '上限',
  target: '目标值',
  step: '步长',
  deductionPerStep: '每步扣款比例',
  deductionCap: '扣款上限',
  text: '内容',
}

/** Where a problem stands, in the form's own words. @example 'lots.0.headcount' → 采购包1 · 参保人数 */
export function tenderProblemPlace(path: string): string {
  const [group = '', row, field] = path.split('.')
  const place = PLACES[group] ?? '结算条款'
  return `${place}${row && /^\d+$/.test(row) ? Number(row) + 1 : ''}${field ? ` · ${FIELDS[field] ?? field}` : ''}`
}
