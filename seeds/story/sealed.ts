import { createTender } from '#app/commands/create-tender.server.ts'
import { openBids } from '#app/commands/open-bids.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { releaseBidKey } from '#app/commands/release-bid-key.server.ts'
import { reportLostKey } from '#app/commands/report-lost-key.server.ts'
import { type PlainDate, addDays, addWorkingDays, dateInChina } from '#app/domain/calendar.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { openBidderCopy } from '#app/sealing/open-envelope.ts'
import { listEnvelopes } from '#db/queries/bids.server.ts'
import { insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import {
  OPENING_OFFICERS,
  demoKey,
  tellBid,
  tellOpeningStart,
  tellShares,
  tellCommitments,
} from './bidding.ts'
import { STAFFING, buildOffer } from './dazhou.ts'
import { countyTerms } from './other-procedure.ts'
import { yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

/** Bids are in and the deadline is over on the day of seeding: any two officers can open. All of it is made up. */
export async function tellTenderToOpen(teller: Teller): Promise<void> {
  const today = dateInChina(teller.today)
  await tellSealedBids(teller, {
    tenderId: 'sample-to-open',
    title: '示例区2026—2028年城乡居民大病保险采购（待开标）',
    lotNames: ['示例区'],
    issued: addDays(today, -22),
    deadline: addDays(today, -1),
    startsOn: addDays(today, 60),
    why: '为演示开标编写',
  })
}

/**
 * Two of three officers' keys are lost: the bidders open their own bids, all but one, which
 * counts as withdrawn, so that its lot has too few. All of it is made up.
 */
export async function tellLostKeys(teller: Teller): Promise<void> {
  const tenderId = 'sample-keys-lost'
  await tellSealedBids(teller, {
    tenderId,
    title: '示例镇2026—2028年城乡居民大病保险采购',
    lotNames: ['示例镇东片', '示例镇西片'],
    issued: '2025-07-28',
    deadline: '2025-08-19',
    startsOn: '2026-01-01',
    why: '为演示密钥遗失与投标人解密编写',
  })
  const at = (time: string) => chinaTime(`2025-08-19T${time}`)
  await tellOpeningStart(teller, tenderId, at('09:02'))
  await tellShares(teller, tenderId, 'opening', at('09:05'))
  for (const [officer, reason] of [
    ['opening2', '密钥文件所在的移动存储设备损坏，备份未找到'],
    ['opening3', '口令遗忘，多次尝试未能解锁'],
  ] as const) {
    const { recipient } = demoKey(officer)
    told(await reportLostKey(teller.as(officer, at('09:10')), { tenderId, recipient, reason }))
  }
  for (const [number, bidders] of [
    [1, ['insurer1', 'insurer2', 'insurer3']],
    [2, ['insurer1', 'insurer2']],
  ] as const) {
    for (const bidder of bidders) {
      const lotId = `${tenderId}-${number}`
      const bidKey = await ownBidKey(teller, { tenderId, lotId, bidder })
      told(await releaseBidKey(teller.as(bidder, at('09:30')), { lotId, bidKey }))
    }
  }
  told(await openBids(teller.as('opening', at('10:02')), { tenderId }))
}

async function ownBidKey(
  teller: Teller,
  { tenderId, lotId, bidder }: { tenderId: string; lotId: string; bidder: string },
): Promise<string> {
  const { identity } = demoKey(bidder)
  const { organisationId } = teller.as(bidder, teller.today).actor
  const envelopes = await listEnvelopes(teller.db, tenderId)
  const own = envelopes.find(
    (envelope) => envelope.lotId === lotId && envelope.bidderId === organisationId,
  )
  const header = own && readHeader(own.header)
  const bidKey = header?.ok ? await openBidderCopy(header.value, identity) : undefined
  if (bidKey === undefined) throw new Error(`${bidder} cannot open its own bid in the story`)
  return bidKey
}

async function tellSealedBids(
  teller: Teller,
  {
    tenderId,
    title,
    lotNames,
    issued,
    deadline,
    startsOn,
    why,
  }: {
    tenderId: string
    title: string
    lotNames: readonly string[]
    issued: PlainDate
    deadline: PlainDate
    startsOn: PlainDate
    why: string
  },
): Promise<void> {
  const base = countyTerms()
  const lots = base.lots.flatMap((lot) =>
    lotNames.map((name, index) => ({
      ...lot,
      id: `${tenderId}-${index + 1}`,
      number: index + 1,
      name,
      districts: name,
      headcount: lot.headcount / BigInt(lotNames.length),
    })),
  )
  const terms: TenderTerms = {
    ...base,
    title,
    projectNumber: tenderId.toUpperCase(),
    coverageStartsOn: startsOn,
    timetable: {
      documentsFrom: issued,
      documentsUntil: addWorkingDays(issued, 7),
      bidDeadline: chinaTime(`${deadline}T09:00`),
    },
    lots,
  }
  const officer = (time: string) => teller.as('sample', chinaTime(time))
  told(
    await createTender(officer(`${addDays(issued, -1)}T10:00`), {
      tenderId,
      terms,
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(officer(`${issued}T09:00`), { tenderId }))
  await insertProvenanceNotes(teller.db, tenderId, [
    { kind: 'made-up', what: '整个项目', source: why },
  ])
  for (const lot of lots)
    for (const [index, loginName] of ['insurer1', 'insurer2', 'insurer3'].entries()) {
      await tellBid(teller, {
        lotId: lot.id,
        loginName,
        at: chinaTime(`${addDays(deadline, -1)}T1${5 + index}:20`),
        offer: buildOffer({
          price: lot.priceCeiling - yuan('1') - BigInt(index) * yuan('0.2'),
          staffing: { ...STAFFING, fullTime: 30 - index, medicalBackground: 10 },
        }),
      })
    }
  await tellCommitments(teller, tenderId, chinaTime(`${deadline}T09:00`))
}
