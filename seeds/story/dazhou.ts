import { type StoryBid, tellBidsToAward, tellContract } from './awarding.ts'
import { confirmSettlement } from '#app/commands/confirm-settlement.server.ts'
import { createTender } from '#app/commands/create-tender.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { publishSettlement } from '#app/commands/publish-settlement.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { returnSettlement } from '#app/commands/return-settlement.server.ts'
import { signOffSettlement } from '#app/commands/sign-off-settlement.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { shareOf } from '#app/domain/money.ts'
import { type ReportedFigures } from '#app/domain/settlement/propose-year.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { POLICY_LOSS_CAUSES } from '#app/domain/settlement/settlement-terms.ts'
import { insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { type Offer, OPENING_OFFICERS } from './bidding.ts'
import { type PremiumYear, tellHeadcount, tellPayments } from './premiums.ts'
import {
  HUBEI_BENEFITS,
  HUBEI_TIER_WEIGHTS,
  PLAIN_57_RULES,
  SAMPLE_ASSESSMENT,
  SAMPLE_CLAUSES,
  SAMPLE_CRITERIA,
  SAMPLE_EXPERIENCE,
  SAMPLE_REVIEW_ITEMS,
  SAMPLE_SCHEDULE,
  rate,
  yuan,
} from './terms.ts'
import { tellTransfer } from './ledger.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const TENDER = 'dazhou-2020'
const LOT = 'dazhou-2020-1'
const CONTRACT = 'dazhou-2020-contract'

/** 达州 2020: the terms of the purchase, with what is real noted in `tellDazhou`. */
export function dazhouTerms(): TenderTerms {
  return {
    title: '达州市2021—2023年城乡居民大病保险承办服务采购',
    projectNumber: '5117012020000561',
    region: '四川省达州市',
    regime: 'government-procurement',
    budget: yuan('1063290000'),
    bidSecurity: yuan('2000000'),
    termMonths: 36,
    shortTermReason: '',
    coverageStartsOn: '2021-01-01',
    timetable: {
      documentsFrom: '2020-08-25',
      documentsUntil: '2020-09-01',
      bidDeadline: chinaTime('2020-09-22T09:30'),
    },
    benefitTerms: HUBEI_BENEFITS,
    tierWeights: HUBEI_TIER_WEIGHTS,
    profitRateCeiling: rate('0.05'),
    settlementRules: PLAIN_57_RULES,
    policyLossCauses: POLICY_LOSS_CAUSES,
    paymentSchedule: SAMPLE_SCHEDULE,
    assessment: SAMPLE_ASSESSMENT,
    criteria: SAMPLE_CRITERIA,
    tieBreakers: ['price', 'payout-ratio', 'expert-points'],
    reviewItems: SAMPLE_REVIEW_ITEMS,
    experience: SAMPLE_EXPERIENCE,
    clauses: SAMPLE_CLAUSES,
    openingThreshold: 2,
    bidderOpeningMinutes: 60,
    contact: '达州市医疗保障局 周明 0818-0000000（虚构）',
    calendarOverrides: {},
    lots: [
      {
        id: LOT,
        number: 1,
        name: '全市',
        districts: '达州市全部县（市、区）',
        headcount: 5_290_000n,
        bidBasis: 'premium-per-head',
        priceCeiling: yuan('67'),
        priceFloor: null,
        fundingPerHead: yuan('67'),
      },
    ],
  }
}

export const STAFFING: Offer['staffing'] = {
  fullTime: 120,
  medicalBackground: 60,
  servicePointsPerCounty: 3,
  trainingHours: 40,
  informationSystem: '与医保信息平台对接的大病保险核算系统，支持一站式结算',
}

export function buildOffer(overrides: Partial<Offer> & Pick<Offer, 'price'>): Offer {
  return {
    payoutRatios: [rate('0.6'), rate('0.65'), rate('0.75')],
    profitRate: rate('0.03'),
    lossRate: rate('0.05'),
    staffing: STAFFING,
    servicePromises:
      '设立合署办公窗口；赔付资料齐全后5个工作日内支付；每季度向投保人报送运行分析。',
    ...overrides,
  }
}

/** The purchase that was really made in 2020, from notice to three settled years. */
export async function tellDazhou(teller: Teller): Promise<void> {
  const officer = (at: string) => teller.as('tender', chinaTime(at))
  told(
    await createTender(officer('2020-08-20T10:00'), {
      tenderId: TENDER,
      terms: dazhouTerms(),
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(officer('2020-08-25T09:00'), { tenderId: TENDER }))
  await insertProvenanceNotes(teller.db, TENDER, [
    {
      kind: 'real',
      what: '项目编号、参保人数529万、期限3年、最高限价67元/人、中标价66.6元/人、中标总价1,056,942,000.00元、中标人',
      source: '中标公告 2020-10-14',
    },
    {
      kind: 'real',
      what: '待遇条款：起付线12,000元，分段60%/65%/75%；困难群众倾斜',
      source: '湖北省2024年、恩施州2022年公布的规则（达州公告未载明分段）',
    },
    {
      kind: 'made-up',
      what: '公告至开标的各时间、其他投标人及其报价、评分标准与得分、结算条款、人员',
      source: '为演示编写',
    },
  ])

  await tellBidsToAward(teller, {
    tenderId: TENDER,
    officer: 'tender',
    lots: [{ lotId: LOT, bids: BIDS }],
    times: {
      bids: '2020-09-21T15:12',
      opening: '2020-09-22T09:31',
      review: '2020-09-22T11:00',
      scoring: '2020-09-22T15:00',
      report: '2020-09-22T17:00',
      award: '2020-10-14T10:00',
    },
  })
  await tellContract(teller, {
    contractId: CONTRACT,
    lotId: LOT,
    officer: 'tender',
    insurer: 'insurer1',
    drafted: '2020-10-20T09:00',
    signed: '2020-10-28T10:00',
  })
  await tellYears(teller)
}

const BIDS: readonly StoryBid[] = [
  {
    loginName: 'insurer1',
    quality: 93n,
    offer: buildOffer({
      price: yuan('66.6'),
      payoutRatios: [rate('0.62'), rate('0.67'), rate('0.77')],
    }),
  },
  {
    loginName: 'insurer2',
    quality: 86n,
    offer: buildOffer({
      price: yuan('66.9'),
      profitRate: rate('0.035'),
      staffing: { ...STAFFING, fullTime: 90 },
    }),
  },
  {
    loginName: 'insurer3',
    quality: 80n,
    offer: buildOffer({
      price: yuan('66'),
      profitRate: rate('0.045'),
      staffing: { ...STAFFING, fullTime: 70, medicalBackground: 30 },
    }),
  },
]

type YearStory = {
  number: number
  year: number
  estimate: bigint
  headcount: bigint
  reported: ReportedFigures
  returnedFirst?: { reason: string; correct: Partial<ReportedFigures> }
}

/** Claims of the first year stand to its premium as 海口 2020's: 64,089,100 of 66,168,800. */
const YEARS: readonly YearStory[] = [
  {
    number: 1,
    year: 2021,
    estimate: 5_290_000n,
    headcount: 5_290_000n,
    reported: buildReported({
      claimsPaid: yuan('333240600'),
      outstandingOpening: 0n,
      outstandingClosing: yuan('8000000'),
      operatingCost: yuan('10569420'),
    }),
  },
  {
    number: 2,
    year: 2022,
    estimate: 5_290_000n,
    headcount: 5_262_400n,
    reported: buildReported({
      claimsPaid: yuan('319876543.21'),
      outstandingOpening: yuan('8000000'),
      outstandingClosing: yuan('9500000'),
      operatingCost: yuan('15200000'),
    }),
    returnedFirst: {
      reason: '经营成本超出合同约定限额部分请核对：共同费用分摊依据未附。',
      correct: { operatingCost: yuan('11384000') },
    },
  },
  {
    number: 3,
    year: 2023,
    estimate: 5_262_400n,
    headcount: 5_231_800n,
    reported: buildReported({
      claimsPaid: yuan('358120000'),
      outstandingOpening: yuan('9500000'),
      outstandingClosing: yuan('12300000'),
      operatingCost: yuan('10920000'),
      policyLosses: [
        { cause: 'catalogue', amount: yuan('9860000') },
        { cause: 'basic-insurance', amount: yuan('4215600.5') },
      ],
      assessmentDeduction: yuan('150000'),
    }),
  },
]

function buildReported(overrides: Partial<ReportedFigures>): ReportedFigures {
  return {
    claimsPaid: 0n,
    outstandingOpening: 0n,
    outstandingClosing: 0n,
    operatingCost: 0n,
    policyLosses: [],
    assessmentDeduction: 0n,
    ...overrides,
  }
}

async function tellYears(teller: Teller): Promise<void> {
  for (const story of YEARS) {
    const contractYearId = `${CONTRACT}-${story.number}`
    await tellPremium(teller, contractYearId, story)
    await tellTransfer(teller, contractYearId, {
      on: `${story.year}-12-25` as PlainDate,
      amount: story.reported.claimsPaid,
    })
    await tellSettlement(teller, contractYearId, story)
    await insertProvenanceNotes(teller.db, contractYearId, [
      ...(story.number === 1
        ? [
            {
              kind: 'real' as const,
              what: '赔付率96.86%按海口市2020年度大病保险收支的比例设定',
              source: '海口市年鉴：基金收入6,616.88万元、赔付6,408.91万元',
            },
          ]
        : []),
      {
        kind: 'made-up',
        what: '本年度参保人数变动、赔付、成本、政策性亏损与考核扣款',
        source: '为演示编写',
      },
    ])
  }
}

/** Half of the estimate in March, 30% in September, the rest of the actual premium in December. */
async function tellPremium(
  teller: Teller,
  contractYearId: string,
  { year, estimate, headcount }: YearStory,
): Promise<void> {
  const premiumYear: PremiumYear = {
    contractYearId,
    fund: 'fund',
    finance: 'insurer1-finance',
    region: '达州市',
    enrolmentDate: dayOf(year, '06-30'), // the real enrolment date
  }
  const estimated = await tellHeadcount(teller, premiumYear, {
    kind: 'estimate',
    headcount: estimate,
    on: dayOf(year, '01-15'),
  })
  const premium = await tellHeadcount(teller, premiumYear, {
    kind: 'actual',
    headcount,
    on: dayOf(year, '07-15'),
  })
  const march = shareOf(estimated, rate('0.5'))
  const september = shareOf(estimated, rate('0.3'))
  await tellPayments(teller, premiumYear, [
    { on: dayOf(year, '03-22'), amount: march },
    { on: dayOf(year, '09-20'), amount: september },
    { on: dayOf(year, '12-20'), amount: premium - march - september },
  ])
}

function dayOf(
  year: number,
  monthAndDay: '01-15' | '03-22' | '06-30' | '07-15' | '09-20' | '12-20',
) {
  return `${year}-${monthAndDay}` as PlainDate // days that every year has
}

async function tellSettlement(
  teller: Teller,
  contractYearId: string,
  { year, reported, returnedFirst }: YearStory,
): Promise<void> {
  const next = year + 1
  const evidence = {
    claimsPaid: `${year}年度大病保险赔付明细汇总表`,
    outstandingOpening: `${year - 1}年末未决赔款准备金评估报告`,
    outstandingClosing: `${year}年末未决赔款准备金评估报告`,
    operatingCost: `${year}年度大病保险专属与共同费用分摊表`,
    policyLosses: reported.policyLosses.length > 0 ? `政策调整影响测算报告（${next}年2月）` : '',
    assessmentDeduction: `${year}年度考核结果通报`,
  }
  const propose = async (proposalId: string, day: string, figures: ReportedFigures) => {
    const finance = teller.as('insurer1-finance', chinaTime(`${next}-${day}T10:00`))
    told(
      await proposeSettlement(finance, { proposalId, contractYearId, reported: figures, evidence }),
    )
  }
  const first = `${contractYearId}-proposal-1`
  await propose(first, '03-01', reported)
  let live = first
  if (returnedFirst) {
    told(
      await returnSettlement(teller.as('fund', chinaTime(`${next}-03-08T10:00`)), {
        proposalId: first,
        reason: returnedFirst.reason,
      }),
    )
    live = `${contractYearId}-proposal-2`
    await propose(live, '03-12', { ...reported, ...returnedFirst.correct })
  }
  told(
    await confirmSettlement(teller.as('fund', chinaTime(`${next}-03-18T10:00`)), {
      proposalId: live,
    }),
  )
  told(
    await signOffSettlement(teller.as('auditor', chinaTime(`${next}-04-10T10:00`)), {
      proposalId: live,
    }),
  )
  told(
    await publishSettlement(teller.as('fund', chinaTime(`${next}-04-20T10:00`)), {
      contractYearId,
    }),
  )
}
