import { createTender } from '#app/commands/create-tender.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'
import { insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { type StoryBid, tellBidsToAward, tellContract } from './awarding.ts'
import { STAFFING, buildOffer, dazhouTerms } from './dazhou.ts'
import { tellPanjinPremiums } from './premiums.ts'
import { PANJIN_SCHEDULE, rate, yuan } from './terms.ts'
import { OPENING_OFFICERS } from './bidding.ts'
import { type Teller, chinaTime, told } from './teller.ts'

/** 眉山 2024: three lots at 86.00 yuan a head, as published; who bid and won was made up. */
export async function tellMeishan2024(teller: Teller): Promise<void> {
  const tenderId = 'meishan-2024'
  const terms = meishanTerms(tenderId)
  await tellNotice(teller, {
    tenderId,
    officer: 'meishan',
    terms,
    created: '2024-10-25T10:00',
    published: '2024-10-29T09:00',
  })
  await insertProvenanceNotes(teller.db, tenderId, [
    {
      kind: 'real',
      what: '三个采购包的参保人数3,511,628人、3,127,907人、860,465人与年度最高限价3.02亿元、2.69亿元、0.74亿元（各折合86.00元/人）；带★条款不满足即不通过符合性审查；采购文件日期',
      source: '眉山市招标文件 2024-10-29',
    },
    {
      kind: 'made-up',
      what: '项目编号、区县划分、截止时间、期限、待遇与结算条款、评分标准、投标人、报价与结果',
      source: '为演示编写',
    },
  ])
  await tellBidsToAward(teller, {
    tenderId,
    officer: 'meishan',
    lots: terms.lots.map(({ id }) => ({ lotId: id, bids: MEISHAN_BIDS })),
    times: {
      bids: '2024-11-19T16:00',
      opening: '2024-11-20T09:31',
      review: '2024-11-20T10:30',
      scoring: '2024-11-20T15:00',
      report: '2024-11-20T17:00',
      award: '2024-11-22T10:00',
    },
  })
  for (const { id, number } of terms.lots) {
    await tellContract(teller, {
      contractId: `meishan-2024-contract-${number}`,
      lotId: id,
      officer: 'meishan',
      insurer: 'insurer1',
      drafted: '2024-12-02T10:00',
      signed: '2024-12-10T10:00',
    })
  }
}

/** 盘锦 2025: fee rate at most 8%, with the real number, notice and deadline; the outcome was made up. */
export async function tellPanjin2025(teller: Teller): Promise<void> {
  const tenderId = 'panjin-2025'
  const contractId = 'panjin-2025-contract'
  await tellPanjinPurchase(teller, { tenderId, contractId, projectNumber: 'JH24-211100-11967' })
  await insertProvenanceNotes(teller.db, tenderId, [
    {
      kind: 'real',
      what: '项目编号、公告日期2025-08-20、投标截止2025-09-10 08:55、报价方式（承办费率）与最高费率8%、预算4,950万元、2025—2027年三年协议、保费拨付约定',
      source: '盘锦市招标公告 2025-08-20',
    },
    {
      kind: 'made-up',
      what: '参保人数与筹资标准、文件获取期间、待遇与结算条款、评分标准、投标人、费率与结果',
      source: '为演示编写',
    },
  ])
  await tellPanjinPremiums(teller, contractId)
}

/** From the notice to the signed contract. */
export async function tellPanjinPurchase(
  teller: Teller,
  {
    tenderId,
    contractId,
    projectNumber,
  }: { tenderId: string; contractId: string; projectNumber: string },
): Promise<void> {
  await tellNotice(teller, {
    tenderId,
    officer: 'panjin',
    terms: { ...panjinTerms(tenderId), projectNumber },
    created: '2025-08-15T10:00',
    published: '2025-08-20T09:00',
  })
  const lotId = `${tenderId}-1`
  await tellBidsToAward(teller, {
    tenderId,
    officer: 'panjin',
    lots: [{ lotId, bids: PANJIN_BIDS }],
    times: {
      bids: '2025-09-09T15:00',
      opening: '2025-09-10T08:58',
      review: '2025-09-10T10:00',
      scoring: '2025-09-10T14:00',
      report: '2025-09-10T16:00',
      award: '2025-09-12T10:00',
    },
  })
  await tellContract(teller, {
    contractId,
    lotId,
    officer: 'panjin',
    insurer: 'insurer2',
    drafted: '2025-09-17T10:00',
    signed: '2025-09-26T10:00',
  })
}

async function tellNotice(
  teller: Teller,
  {
    tenderId,
    officer,
    terms,
    created,
    published,
  }: { tenderId: string; officer: string; terms: TenderTerms; created: string; published: string },
): Promise<void> {
  told(
    await createTender(teller.as(officer, chinaTime(created)), {
      tenderId,
      terms,
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(teller.as(officer, chinaTime(published)), { tenderId }))
}

/** The published headcounts; their ceilings in all are 302, 269 and 74 million yuan a year. */
export const MEISHAN_LOTS = [
  { number: 1, name: '采购包一', districts: '东坡区、彭山区', headcount: 3_511_628n },
  { number: 2, name: '采购包二', districts: '仁寿县', headcount: 3_127_907n },
  { number: 3, name: '采购包三', districts: '洪雅县、丹棱县、青神县', headcount: 860_465n },
]

export function meishanLots(tenderId: string): Lot[] {
  return MEISHAN_LOTS.map((lot) => ({
    ...lot,
    id: `${tenderId}-${lot.number}`,
    bidBasis: 'premium-per-head',
    priceCeiling: yuan('86'),
    priceFloor: null,
    fundingPerHead: yuan('86'),
  }))
}

export function meishanTerms(tenderId: string): TenderTerms {
  return {
    ...dazhouTerms(),
    title: '眉山市2025—2027年城乡居民大病保险承办服务采购',
    projectNumber: 'MS-2024（演示编号）',
    region: '四川省眉山市',
    budget: yuan('1935000000'),
    coverageStartsOn: '2025-01-01',
    contact: '眉山市医疗保障局 吴岷 028-00000000（虚构）',
    timetable: {
      documentsFrom: '2024-10-29',
      documentsUntil: '2024-11-05',
      bidDeadline: chinaTime('2024-11-20T09:30'),
    },
    lots: meishanLots(tenderId),
  }
}

export function panjinLot(tenderId: string): Lot {
  return {
    id: `${tenderId}-1`,
    number: 1,
    name: '全市',
    districts: '盘锦市全部县（区）',
    headcount: 200_000n,
    bidBasis: 'fee-rate',
    priceCeiling: rate('0.08'),
    priceFloor: null,
    fundingPerHead: yuan('82.5'),
  }
}

export function panjinTerms(tenderId: string): TenderTerms {
  const terms = dazhouTerms()
  return {
    ...terms,
    title: '盘锦市2025—2027年城乡居民大病保险承办服务采购',
    projectNumber: 'JH24-211100-11967',
    region: '辽宁省盘锦市',
    budget: yuan('49500000'),
    bidSecurity: yuan('400000'),
    coverageStartsOn: '2025-01-01', // the first year was under way when it was tendered
    paymentSchedule: PANJIN_SCHEDULE,
    contact: '盘锦市医疗保障局 郑湾 0427-0000000（虚构）',
    timetable: {
      documentsFrom: '2025-08-20',
      documentsUntil: '2025-08-27',
      bidDeadline: chinaTime('2025-09-10T08:55'),
    },
    clauses: [
      ...terms.clauses.filter(({ title }) => title !== '资金拨付'),
      {
        kind: 'special',
        title: '资金拨付',
        text: '首年9月底前按预计保费的60%拨付，其余按实际保费于12月底前拨付；以后年度4月、6月、9月底前各拨付不超过25%，其余于12月拨付；次年第一季度清算，审核后15个工作日内支付。',
      },
    ],
    lots: [panjinLot(tenderId)],
  }
}

const MEISHAN_BIDS: readonly StoryBid[] = [
  meishanBid('insurer1', '85.2', 110, 91n),
  meishanBid('insurer2', '85', 95, 86n),
  meishanBid('insurer3', '84.8', 80, 82n),
]

function meishanBid(loginName: string, price: string, fullTime: number, quality: bigint): StoryBid {
  const staffing = { ...STAFFING, fullTime, medicalBackground: Math.floor(fullTime / 2) }
  return { loginName, quality, offer: buildOffer({ price: yuan(price), staffing }) }
}

const PANJIN_BIDS: readonly StoryBid[] = [
  { loginName: 'insurer2', quality: 92n, offer: buildOffer({ price: rate('0.066') }) },
  { loginName: 'insurer1', quality: 85n, offer: buildOffer({ price: rate('0.071') }) },
  { loginName: 'insurer3', quality: 80n, offer: buildOffer({ price: rate('0.074') }) },
]
