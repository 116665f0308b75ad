import { type PlainDate } from '#app/domain/calendar.ts'
import { type Regime } from './regime.ts'

export type RuleUnit = 'days' | 'working-days' | 'months' | 'ppm' | 'fen' | 'count' | 'thirds'

/** One value of a rule, in force from a day. `source` is the text a refusal quotes. */
export type RuleValue = {
  from: PlainDate
  value: bigint
  unit: RuleUnit
  source: string
}

export type ParameterName = keyof typeof PARAMETERS

/**
 * The rules that bind a tender, as dated values with their source. The numbers
 * were checked against published summaries of the laws, not against the gazette
 * itself; where a local rule is stricter, the tender's own terms say so.
 */
const PARAMETERS = {
  /** 招标文件发售/提供期限, at least */
  documentsAvailable: {
    'bidding-law': [
      rule('2012-02-01', 5n, 'days', '招标投标法实施条例 第十六条：发售期不得少于5日'),
    ],
    'government-procurement': [
      rule(
        '2015-03-01',
        5n,
        'working-days',
        '政府采购法实施条例 第三十一条：提供期限自招标文件开始发出之日起不得少于5个工作日',
      ),
    ],
  },
  /** 招标文件发出至投标截止, at least */
  issueToDeadline: {
    'bidding-law': [
      rule(
        '2000-01-01',
        20n,
        'days',
        '招标投标法 第二十四条：自招标文件开始发出之日起至投标截止之日止，最短不得少于20日',
      ),
    ],
    'government-procurement': [
      rule(
        '2003-01-01',
        20n,
        'days',
        '政府采购法 第三十五条：自招标文件开始发出之日起至投标截止之日止，不得少于20日',
      ),
    ],
  },
  /** 影响投标文件编制的澄清、修改至投标截止, at least */
  amendmentToDeadline: {
    'bidding-law': [
      rule('2012-02-01', 15n, 'days', '招标投标法实施条例 第二十一条：投标截止时间至少15日前'),
    ],
    'government-procurement': [
      rule('2015-03-01', 15n, 'days', '政府采购法实施条例 第三十一条：投标截止之日15日前'),
    ],
  },
  /** 投标保证金 as a share of the budget, at most */
  bidSecurityRate: {
    'bidding-law': [
      rule(
        '2012-02-01',
        20_000n,
        'ppm',
        '招标投标法实施条例 第二十六条：不得超过招标项目估算价的2%',
      ),
    ],
    'government-procurement': [
      rule(
        '2015-03-01',
        20_000n,
        'ppm',
        '政府采购法实施条例 第三十三条：不得超过采购项目预算金额的2%',
      ),
    ],
  },
  /** 退还投标保证金, within, after signing */
  bidSecurityReturn: {
    'bidding-law': [
      rule('2012-02-01', 5n, 'days', '招标投标法实施条例 第五十七条：合同签订后5日内退还'),
    ],
    'government-procurement': [
      rule(
        '2015-03-01',
        5n,
        'working-days',
        '政府采购法实施条例 第三十三条：采购合同签订之日起5个工作日内退还',
      ),
    ],
  },
  /** 评标委员会人数, at least, and odd */
  committeeSize: {
    'bidding-law': [
      rule('2000-01-01', 5n, 'count', '招标投标法 第三十七条：成员人数为5人以上单数'),
    ],
    'government-procurement': [
      rule('2017-10-01', 5n, 'count', '财政部令第87号 第四十七条：成员人数应当为5人以上单数'),
    ],
  },
  /** 采购预算 from which the committee is larger */
  largeBudget: {
    'bidding-law': [],
    'government-procurement': [
      rule(
        '2017-10-01',
        1_000_000_000n,
        'fen',
        '财政部令第87号 第四十七条：采购预算金额在1000万元以上',
      ),
    ],
  },
  /** 评标委员会人数 for a large budget, at least, and odd */
  largeCommitteeSize: {
    'bidding-law': [],
    'government-procurement': [
      rule(
        '2017-10-01',
        7n,
        'count',
        '财政部令第87号 第四十七条：采购预算金额在1000万元以上的，成员人数应当为7人以上单数',
      ),
    ],
  },
  /** 技术、经济专家 among the members, at least */
  expertShare: {
    'bidding-law': [
      rule(
        '2000-01-01',
        2n,
        'thirds',
        '招标投标法 第三十七条：技术、经济等方面的专家不得少于成员总数的三分之二',
      ),
    ],
    'government-procurement': [
      rule(
        '2017-10-01',
        2n,
        'thirds',
        '财政部令第87号 第四十七条：评审专家不得少于成员总数的三分之二',
      ),
    ],
  },
  /** 随机抽取: the experts come out of the register by a random draw */
  expertDraw: {
    'bidding-law': [
      rule(
        '2012-02-01',
        1n,
        'count',
        '招标投标法实施条例 第四十六条：专家成员应当从评标专家库内相关专业的专家名单中以随机抽取方式确定',
      ),
    ],
    'government-procurement': [
      rule(
        '2017-10-01',
        1n,
        'count',
        '财政部令第87号 第四十八条：应当从省级以上财政部门设立的政府采购评审专家库中，通过随机方式抽取评审专家',
      ),
    ],
  },
  /** 更换成员: what a replaced member found does not count */
  memberReplacement: {
    'bidding-law': [
      rule(
        '2012-02-01',
        1n,
        'count',
        '招标投标法实施条例 第四十八条：被更换的评标委员会成员作出的评审结论无效，由更换后的评标委员会成员重新进行评审',
      ),
    ],
    'government-procurement': [
      rule(
        '2017-10-01',
        1n,
        'count',
        '财政部令第87号 第四十九条：应当依法补足后继续评标，被更换的评标委员会成员所作出的评标意见无效',
      ),
    ],
  },
  /** 组长 is an expert, not the procuring entity's own */
  expertChairs: {
    'bidding-law': [],
    'government-procurement': [
      rule('2017-10-01', 1n, 'count', '财政部令第87号 第四十五条：采购人代表不得担任组长'),
    ],
  },
  /** 投标人, at least, else the lot fails */
  minimumBidders: {
    'bidding-law': [
      rule(
        '2000-01-01',
        3n,
        'count',
        '招标投标法 第二十八条：投标人少于三个的，招标人应当依法重新招标',
      ),
    ],
    'government-procurement': [
      rule(
        '2003-01-01',
        3n,
        'count',
        '政府采购法 第三十六条：符合专业条件的供应商或者对招标文件作实质响应的供应商不足三家的，应予废标',
      ),
    ],
  },
  /** 中标候选人公示期, at least; none where the law publishes the result at once */
  candidateNotice: {
    'bidding-law': [
      rule('2012-02-01', 3n, 'days', '招标投标法实施条例 第五十四条：公示期不得少于3日'),
    ],
    'government-procurement': [],
  },
  /** 中标结果公告期限 */
  resultNotice: {
    'bidding-law': [],
    'government-procurement': [
      rule(
        '2017-10-01',
        1n,
        'working-days',
        '财政部令第87号 第六十九条：中标结果公告期限为1个工作日',
      ),
    ],
  },
  /** 签订合同, within, after the award notice */
  contractSigning: {
    'bidding-law': [
      rule('2000-01-01', 30n, 'days', '招标投标法 第四十六条：自中标通知书发出之日起三十日内'),
    ],
    'government-procurement': [
      rule('2003-01-01', 30n, 'days', '政府采购法 第四十六条：自中标通知书发出之日起三十日内'),
    ],
  },
  /** 退还未中标人投标保证金, within: after the award notice, or after signing */
  losersSecurityReturn: {
    'bidding-law': [
      rule(
        '2012-02-01',
        5n,
        'days',
        '招标投标法实施条例 第五十七条：书面合同签订后5日内向中标人和未中标的投标人退还投标保证金',
      ),
    ],
    'government-procurement': [
      rule(
        '2015-03-01',
        5n,
        'working-days',
        '政府采购法实施条例 第三十三条：自中标通知书发出之日起5个工作日内退还未中标供应商的投标保证金',
      ),
    ],
  },
  /** 公示中标候选人, within, after the evaluation report */
  candidatePublication: {
    'bidding-law': [
      rule(
        '2012-02-01',
        3n,
        'days',
        '招标投标法实施条例 第五十四条：自收到评标报告之日起3日内公示中标候选人',
      ),
    ],
    'government-procurement': [],
  },
  /** 确定中标人, within, after the evaluation report */
  winnerChoice: {
    'bidding-law': [],
    'government-procurement': [
      rule(
        '2017-10-01',
        5n,
        'working-days',
        '财政部令第87号 第六十八条：自收到评标报告之日起5个工作日内确定中标人',
      ),
    ],
  },
  /** 对招标文件提出异议/质疑; in the bidding law counted back from the deadline */
  documentsObjection: {
    'bidding-law': [
      rule(
        '2012-02-01',
        10n,
        'days',
        '招标投标法实施条例 第二十二条：对招标文件有异议的，应当在投标截止时间10日前提出',
      ),
    ],
    'government-procurement': [
      rule(
        '2018-03-01',
        7n,
        'working-days',
        '政府采购法 第五十二条、财政部令第94号 第十条：自采购文件提供期限届满之日起7个工作日内提出',
      ),
    ],
  },
  /** 对开标与采购过程提出异议/质疑, within, after the opening */
  procedureObjection: {
    'bidding-law': [
      rule(
        '2012-02-01',
        0n,
        'days',
        '招标投标法实施条例 第四十四条：对开标有异议的，应当在开标现场提出',
      ),
    ],
    'government-procurement': [
      rule(
        '2003-01-01',
        7n,
        'working-days',
        '政府采购法 第五十二条：自知道其权益受到损害之日起7个工作日内提出',
      ),
    ],
  },
  /** 对结果提出异议/质疑, within: none where it is the candidates' notice itself */
  resultObjection: {
    'bidding-law': [],
    'government-procurement': [
      rule(
        '2018-03-01',
        7n,
        'working-days',
        '政府采购法 第五十二条、财政部令第94号 第十条：自中标结果公告期限届满之日起7个工作日内提出',
      ),
    ],
  },
  /** 答复异议/质疑, within, after receipt */
  objectionAnswer: {
    'bidding-law': [
      rule(
        '2012-02-01',
        3n,
        'days',
        '招标投标法实施条例 第二十二条、第五十四条：自收到异议之日起3日内作出答复；作出答复前，应当暂停招标投标活动',
      ),
    ],
    'government-procurement': [
      rule(
        '2003-01-01',
        7n,
        'working-days',
        '政府采购法 第五十三条：在收到质疑后7个工作日内作出答复',
      ),
    ],
  },
  /** 投诉, within, after the answer or after the answer was due */
  complaintFiling: {
    'bidding-law': [
      rule(
        '2012-02-01',
        10n,
        'days',
        '招标投标法实施条例 第六十条：自知道或者应当知道之日起10日内投诉，异议答复期间不计算在内',
      ),
    ],
    'government-procurement': [
      rule(
        '2003-01-01',
        15n,
        'working-days',
        '政府采购法 第五十五条：在答复期满后15个工作日内投诉',
      ),
    ],
  },
  /** 投诉处理决定, within, after receipt */
  complaintDecision: {
    'bidding-law': [
      rule(
        '2012-02-01',
        30n,
        'working-days',
        '招标投标法实施条例 第六十一条：自受理投诉之日起30个工作日内作出书面处理决定',
      ),
    ],
    'government-procurement': [
      rule(
        '2003-01-01',
        30n,
        'working-days',
        '政府采购法 第五十六条：在收到投诉后30个工作日内作出处理决定',
      ),
    ],
  },
  /** 暂停采购活动 ordered while a complaint is examined, at most */
  suspensionLimit: {
    'bidding-law': [],
    'government-procurement': [
      rule(
        '2003-01-01',
        30n,
        'days',
        '政府采购法 第五十七条：在处理投诉事项期间，可以视具体情况书面通知暂停采购活动，但暂停时间最长不得超过三十日',
      ),
    ],
  },
  /** 退还投标保证金 of a lot that failed or was cancelled, within */
  failureSecurityReturn: {
    'bidding-law': [
      rule(
        '2012-02-01',
        5n,
        'days',
        '招标投标法实施条例 第三十一条：应当及时退还所收取的投标保证金及银行同期存款利息；期限比照第五十七条的5日',
      ),
    ],
    'government-procurement': [
      rule(
        '2017-10-01',
        5n,
        'working-days',
        '财政部令第87号 第二十九条：在终止采购活动后5个工作日内，退还所收取的投标保证金及其在银行产生的孳息',
      ),
    ],
  },
  /** 公告合同, within, after signing */
  contractPublication: {
    'bidding-law': [],
    'government-procurement': [
      rule(
        '2015-03-01',
        2n,
        'working-days',
        '政府采购法实施条例 第五十条：自合同签订之日起2个工作日内公告',
      ),
    ],
  },
  /** 57号's other way to choose the insurer: how many tenders must have failed before */
  attemptsBeforeOtherProcedure: bothRegimes(
    rule(
      '2015-07-28',
      2n,
      'count',
      '国办发〔2015〕57号 五(一)：在正常招投标不能确定承办机构的情况下，由地方政府明确承办机构的产生办法',
    ),
  ),
  /** 合同期限, in principle at least */
  contractTerm: bothRegimes(
    rule('2015-07-28', 36n, 'months', '国办发〔2015〕57号：合同期限原则上不低于3年'),
  ),
  /** 支付比例, at least, and rising with cost */
  minimumPayoutRatio: bothRegimes(
    rule(
      '2015-07-28',
      500_000n,
      'ppm',
      '国办发〔2015〕57号：支付比例应达到50%以上，随医疗费用增加支付比例原则上提高',
    ),
  ),
} as const

/**
 * The value of a rule on a day, or undefined where this regime has no such rule.
 * @throws when the day is before the first value: nothing is known about it
 */
export function parameterOn(
  regime: Regime,
  name: ParameterName,
  date: PlainDate,
): RuleValue | undefined {
  const values: readonly RuleValue[] = PARAMETERS[name][regime]
  if (values.length === 0) return undefined
  const inForce = values.findLast(({ from }) => from <= date)
  if (!inForce) throw new Error(`${name} is not known before ${values[0]?.from}, asked for ${date}`)
  return inForce
}

/** Like `parameterOn`, for rules that every regime has. */
export function requiredParameterOn(
  regime: Regime,
  name: ParameterName,
  date: PlainDate,
): RuleValue {
  const value = parameterOn(regime, name, date)
  if (!value) throw new Error(`${regime} has no rule ${name}`)
  return value
}

/** A rule of law as a period to count: its length and unit. @throws for a rule that is no period */
export function periodOf({ value, unit, source }: RuleValue): {
  length: number
  unit: 'days' | 'working-days'
} {
  if (unit !== 'days' && unit !== 'working-days') throw new Error(`not a period: ${source}`)
  return { length: Number(value), unit }
}

/** Every rule by name, for tables and tests. */
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as ParameterName[] // the keys of the object above

function rule(from: PlainDate, value: bigint, unit: RuleUnit, source: string): RuleValue {
  return { from, value, unit, source }
}

function bothRegimes(value: RuleValue): Record<Regime, RuleValue[]> {
  return { 'bidding-law': [value], 'government-procurement': [value] }
}
