import { addDays, addWorkingDays, startOfDayInChina, type PlainDate } from '#app/domain/calendar.ts'
import { type ReviewItem } from '#app/domain/evaluation/review-checklist.ts'
import { POLICY_LOSS_CAUSES } from '#app/domain/settlement/settlement-terms.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { TYPICAL_ASSESSMENT, TYPICAL_SCHEDULE } from './typical-contract-terms.ts'

const TYPICAL_REVIEW_ITEMS: readonly ReviewItem[] = [
  qualification(1, '营业执照与经营保险业务许可证在有效期内'),
  qualification(2, '列入大病保险经营资质名录（总公司及分支机构）'),
  qualification(3, '总公司授权书对应本项目、本采购包'),
  qualification(4, '最近一个季度偿付能力充足率达到监管要求'),
  qualification(5, '参加采购前三年内经营活动中没有重大违法记录'),
  compliance(1, '响应合同期限与首个合同年度起始日', true),
  compliance(2, '各费用段支付比例不低于招标文件公布的最低比例', true),
  compliance(3, '盈利率不高于招标文件公布的上限', true),
  compliance(4, '承诺提供“一站式”即时结算与异地就医结算', true),
  compliance(5, '投标文件按规定格式签字盖章', false),
]

function qualification(number: number, text: string): ReviewItem {
  return { id: `qualification-${number}`, stage: 'qualification', text, essential: false }
}

function compliance(number: number, text: string, essential: boolean): ReviewItem {
  return { id: `compliance-${number}`, stage: 'compliance', text, essential }
}

/** What a new tender starts from: a typical purchase with the earliest comfortable timetable. */
export function typicalTerms(today: PlainDate, region: string): TenderTerms {
  const documentsFrom = addDays(today, 3)
  const deadlineDay = addDays(documentsFrom, 25)
  return {
    title: '',
    projectNumber: '',
    region,
    regime: 'government-procurement',
    budget: 0n,
    bidSecurity: 0n,
    termMonths: 36,
    shortTermReason: '',
    coverageStartsOn: `${Number(today.slice(0, 4)) + 1}-01-01` as PlainDate, // next New Year's Day
    timetable: {
      documentsFrom,
      documentsUntil: addWorkingDays(documentsFrom, 7),
      bidDeadline: new Date(startOfDayInChina(deadlineDay).getTime() + 9 * 60 * 60 * 1000),
    },
    benefitTerms: {
      tierBasis: 'gross',
      deductible: 1_200_000n,
      tiers: [
        { upTo: 3_000_000n, payoutRatio: 600_000n },
        { upTo: 10_000_000n, payoutRatio: 650_000n },
        { upTo: null, payoutRatio: 750_000n },
      ],
      cap: { on: 'payout', amount: 50_000_000n },
      categories: {
        特困: { deductible: 600_000n, ratioUplift: 50_000n, cap: null },
        低保: { deductible: 600_000n, ratioUplift: 50_000n, cap: null },
      },
      places: {},
    },
    tierWeights: [500_000n, 300_000n, 200_000n],
    profitRateCeiling: 50_000n,
    settlementRules: {
      basis: 'annual',
      cost: { treatment: 'actual-capped', capRate: 40_000n },
      surplusBands: [{ upTo: null, fundShare: 1_000_000n }],
      reserve: null,
      sharedCauses: 'policy',
      fundShareOfLoss: 500_000n,
      fundShareBeyond: 0n,
    },
    policyLossCauses: POLICY_LOSS_CAUSES,
    paymentSchedule: TYPICAL_SCHEDULE,
    assessment: TYPICAL_ASSESSMENT,
    criteria: [
      {
        id: 'c1',
        name: '投标报价',
        maxPoints: 3_000n,
        by: 'formula',
        offer: 'price',
        formula: { kind: 'lowest-is-best' },
      },
      {
        id: 'c2',
        name: '支付比例',
        maxPoints: 2_000n,
        by: 'formula',
        offer: 'payout-ratio',
        formula: { kind: 'highest-is-best' },
      },
      {
        id: 'c3',
        name: '专职人员配备',
        maxPoints: 1_000n,
        by: 'formula',
        offer: 'full-time-staff',
        formula: { kind: 'highest-is-best' },
      },
      {
        id: 'c4',
        name: '服务方案',
        maxPoints: 2_500n,
        by: 'expert',
        guidance: '服务网点、一站式结算、异地就医与投诉处理',
      },
      {
        id: 'c5',
        name: '风险管控方案',
        maxPoints: 1_500n,
        by: 'expert',
        guidance: '费用审核、反欺诈、信息系统与数据安全',
      },
    ],
    tieBreakers: ['price', 'payout-ratio', 'expert-points'],
    reviewItems: TYPICAL_REVIEW_ITEMS,
    experience: [],
    clauses: [],
    contact: '',
    openingThreshold: 2,
    bidderOpeningMinutes: 60,
    calendarOverrides: {},
    lots: [
      {
        id: '',
        number: 1,
        name: '全市',
        districts: '',
        headcount: 0n,
        bidBasis: 'premium-per-head',
        priceCeiling: 0n,
        priceFloor: null,
        fundingPerHead: 0n,
      },
    ],
  }
}
