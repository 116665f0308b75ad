import { createTender } from '#app/commands/create-tender.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { recordOtherProcedure } from '#app/commands/record-other-procedure.server.ts'
import { saveTender } from '#app/commands/save-tender.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { findTender, insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { tellContract } from './awarding.ts'
import { samplePdf, tellBid, OPENING_OFFICERS, tellOpening } from './bidding.ts'
import { buildOffer, dazhouTerms } from './dazhou.ts'
import { yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const FIRST = 'sample-county'
const SECOND = 'sample-county-retender'
const LOT = `${SECOND}-1`

/** Two tenders of a small county draw too few bids; the insurer is then found by negotiation (57号). All of it is made up. */
export async function tellOtherProcedure(teller: Teller): Promise<void> {
  const officer = (at: string) => teller.as('sample', chinaTime(at))
  told(
    await createTender(officer('2025-06-02T10:00'), {
      tenderId: FIRST,
      terms: countyTerms(),
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(officer('2025-06-03T09:00'), { tenderId: FIRST }))
  await tellLotBid(teller, `${FIRST}-1`, 'insurer2', '2025-06-23T15:00')
  await tellOpening(teller, FIRST, chinaTime('2025-06-24T09:01'))

  told(
    await startRetender(officer('2025-06-26T10:00'), { tenderId: SECOND, failedTenderId: FIRST }),
  )
  const draft = await findTender(teller.db, SECOND)
  if (!draft) throw new Error('the re-tender was not drafted')
  const timetable = {
    documentsFrom: '2025-06-30',
    documentsUntil: '2025-07-07',
    bidDeadline: chinaTime('2025-07-22T09:00'),
  } as const
  told(
    await saveTender(officer('2025-06-27T10:00'), {
      tenderId: SECOND,
      basedOn: draft.updatedAt,
      terms: { ...draft.terms, timetable },
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(officer('2025-06-30T09:00'), { tenderId: SECOND }))
  await tellLotBid(teller, LOT, 'insurer2', '2025-07-21T15:00')
  await tellLotBid(teller, LOT, 'insurer3', '2025-07-21T16:00')
  await tellOpening(teller, SECOND, chinaTime('2025-07-22T09:01'))
  for (const id of [FIRST, SECOND]) {
    await insertProvenanceNotes(teller.db, id, [
      { kind: 'made-up', what: '整个项目', source: '为演示两次流标后的其他方式编写' },
    ])
  }

  const decision = '示例府函〔2025〕88号'
  told(
    await recordOtherProcedure(officer('2025-08-18T10:00'), {
      lotId: LOT,
      method: 'negotiation',
      reason:
        '两次公开招标投标人均不足三家，经市政府同意，与具备资质的保险公司竞争性谈判确定承办机构。',
      document: decision,
      decidedOn: '2025-08-15',
      insurerId: 'sample-health',
      offer: buildOffer({ price: yuan('78.6') }),
      file: {
        fileId: 'sample-county-decision',
        fileName: `${decision}.pdf`,
        content: samplePdf('Decision 2025-88'),
      },
    }),
  )
  await tellContract(teller, {
    contractId: 'sample-county-contract',
    lotId: LOT,
    officer: 'sample',
    insurer: 'insurer2',
    drafted: '2025-08-20T10:00',
    signed: '2025-08-29T10:00',
  })
}

async function tellLotBid(
  teller: Teller,
  lotId: string,
  loginName: string,
  at: string,
): Promise<void> {
  const offer = buildOffer({ price: yuan('79') })
  await tellBid(teller, { lotId, loginName, at: chinaTime(at), offer })
}

export function countyTerms(): TenderTerms {
  const terms = dazhouTerms()
  return {
    ...terms,
    title: '示例县2026—2028年城乡居民大病保险承办服务采购',
    projectNumber: 'DEMO-SX-2025-001',
    region: '示例市',
    budget: yuan('16800000'),
    bidSecurity: yuan('100000'),
    coverageStartsOn: '2026-01-01',
    contact: '示例市医疗保障局 许例 000-00000000（虚构）',
    timetable: {
      documentsFrom: '2025-06-03',
      documentsUntil: '2025-06-10',
      bidDeadline: chinaTime('2025-06-24T09:00'),
    },
    lots: terms.lots.map((lot) => ({
      ...lot,
      id: `${FIRST}-1`,
      name: '示例县',
      districts: '示例县',
      headcount: 70_000n,
      priceCeiling: yuan('80'),
      fundingPerHead: yuan('80'),
    })),
  }
}
