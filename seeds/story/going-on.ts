import { createTender } from '#app/commands/create-tender.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { type PlainDate, addDays, addWorkingDays, dateInChina } from '#app/domain/calendar.ts'
import { type Lot } from '#app/domain/tender/tender.ts'
import { insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { tellBid, OPENING_OFFICERS, tellOpening, tellCommitments } from './bidding.ts'
import { STAFFING, buildOffer, dazhouTerms } from './dazhou.ts'
import { EXPERTS, tellCommittee, tellReviews, tellScores } from './evaluating.ts'
import { meishanLots, panjinLot } from './real-tenders.ts'
import { rate, yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

/** 盘锦's terms, open for bids on the day of seeding: one insurer has submitted. */
export async function tellOpenTender(teller: Teller): Promise<void> {
  const tenderId = 'panjin-open'
  const today = dateInChina(teller.today)
  const issued = addDays(today, -6)
  const lot = panjinLot(tenderId)
  const terms = {
    ...dazhouTerms(),
    title: '盘锦市城乡居民大病保险承办服务采购',
    projectNumber: 'DEMO-PJ-001',
    region: '辽宁省盘锦市',
    contact: '盘锦市医疗保障局 郑湾 0427-0000000（虚构）',
    budget: yuan('49500000'),
    bidSecurity: yuan('400000'),
    coverageStartsOn: addDays(today, 60),
    timetable: {
      documentsFrom: issued,
      documentsUntil: addWorkingDays(issued, 7),
      bidDeadline: chinaTime(`${addDays(today, 21)}T09:00`),
    },
    lots: [lot],
  }
  told(
    await createTender(teller.as('panjin', chinaTime(`${addDays(issued, -2)}T10:00`)), {
      tenderId,
      terms,
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(teller.as('panjin', chinaTime(`${issued}T09:00`)), { tenderId }))
  await insertProvenanceNotes(teller.db, tenderId, [
    {
      kind: 'real',
      what: '报价方式（承办费率）、最高费率8%、预算4,950万元',
      source: '盘锦市招标公告 2025-08-20',
    },
    {
      kind: 'made-up',
      what: '项目编号；各时间按演示当日推算；参保人数、待遇条款、评分标准',
      source: '为演示编写',
    },
  ])
  const yesterday = chinaTime(`${addDays(today, -1)}T14:20`)
  await tellBid(teller, {
    lotId: lot.id,
    loginName: 'insurer2',
    at: yesterday,
    offer: buildOffer({ price: rate('0.068') }),
  })
  await tellCommitments(teller, tenderId, teller.today)
}

/** 眉山's three lots at 86 yuan a head, under evaluation: reviewed, and four of seven experts have signed. */
export async function tellEvaluatedTender(teller: Teller): Promise<void> {
  const tenderId = 'meishan-evaluation'
  const today = dateInChina(teller.today)
  const opened = addDays(today, -2)
  const issued = addDays(opened, -25)
  const lots = meishanLots(tenderId)
  const terms = {
    ...dazhouTerms(),
    title: '眉山市城乡居民大病保险承办服务采购（三个采购包）',
    projectNumber: 'DEMO-MS-001',
    region: '四川省眉山市',
    contact: '眉山市医疗保障局 吴岷 028-00000000（虚构）',
    budget: yuan('1935000000'),
    coverageStartsOn: addDays(today, 45),
    timetable: {
      documentsFrom: issued,
      documentsUntil: addDays(issued, 10),
      bidDeadline: chinaTime(`${opened}T09:00`),
    },
    lots,
  }
  told(
    await createTender(teller.as('meishan', chinaTime(`${addDays(issued, -3)}T10:00`)), {
      tenderId,
      terms,
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(teller.as('meishan', chinaTime(`${issued}T09:00`)), { tenderId }))
  await insertProvenanceNotes(teller.db, tenderId, [
    {
      kind: 'real',
      what: '三个采购包的人数与合计限价（折合86.00元/人）',
      source: '眉山市招标文件 2024-10-29',
    },
    { kind: 'made-up', what: '各时间按演示当日推算；投标、评审与人员', source: '为演示编写' },
  ])
  await tellLotBids(teller, lots, addDays(opened, -1))
  await tellOpening(teller, tenderId, chinaTime(`${opened}T09:02`))
  await tellCommittee(teller, { tenderId, officer: 'meishan', at: chinaTime(`${opened}T10:00`) })
  for (const { id: lotId } of lots) {
    const submissionIds = BIDDERS.map(({ loginName }) => `${lotId}-${loginName}`)
    await tellReviews(teller, {
      lotId,
      officer: 'meishan',
      submissionIds,
      at: chinaTime(`${opened}T14:00`),
    })
    const qualities = Object.fromEntries(
      BIDDERS.map(({ loginName, quality }) => [`${lotId}-${loginName}`, quality]),
    )
    await tellScores(teller, {
      lotId,
      experts: EXPERTS.slice(0, 4),
      qualities,
      at: chinaTime(`${opened}T16:00`),
    })
  }
}

const BIDDERS = [
  { loginName: 'insurer1', price: '85.2', fullTime: 110, quality: 91n },
  { loginName: 'insurer2', price: '85', fullTime: 95, quality: 89n },
  { loginName: 'insurer3', price: '84.8', fullTime: 80, quality: 82n },
] as const

async function tellLotBids(teller: Teller, lots: readonly Lot[], day: PlainDate): Promise<void> {
  for (const { id: lotId } of lots) {
    for (const { loginName, price, fullTime } of BIDDERS) {
      const offer = buildOffer({
        price: yuan(price),
        staffing: { ...STAFFING, fullTime, medicalBackground: fullTime / 2 - 0.5 * (fullTime % 2) },
      })
      await tellBid(teller, { lotId, loginName, at: chinaTime(`${day}T15:30`), offer })
    }
  }
}
