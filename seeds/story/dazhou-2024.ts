import { type StoryBid, tellBidsToAward, tellContract } from './awarding.ts'
import { createTender } from '#app/commands/create-tender.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { saveTender } from '#app/commands/save-tender.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { shareOf } from '#app/domain/money.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { findTender, insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { tellBid, OPENING_OFFICERS, tellOpening } from './bidding.ts'
import { STAFFING, buildOffer, dazhouTerms } from './dazhou.ts'
import { type PremiumYear, tellHeadcount, tellPayments } from './premiums.ts'
import { rate, yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const FAILED = 'dazhou-2023'
const RETENDER = 'dazhou-2023-retender'
const LOT = `${RETENDER}-1`
const CONTRACT = 'dazhou-2024-contract'

/** The next purchase: the first try draws two bids and fails, the re-tender is awarded and runs. */
export async function tellFailureAndRetender(teller: Teller): Promise<void> {
  const officer = (at: string) => teller.as('tender', chinaTime(at))
  const terms = nextTerms()
  told(
    await createTender(officer('2023-08-01T10:00'), {
      tenderId: FAILED,
      terms,
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(officer('2023-08-07T09:00'), { tenderId: FAILED }))
  for (const [loginName, price] of [
    ['insurer1', '75.8'],
    ['insurer2', '76'],
  ] as const) {
    await tellBid(teller, {
      lotId: `${FAILED}-1`,
      loginName,
      at: chinaTime('2023-08-30T16:00'),
      offer: buildOffer({ price: yuan(price) }),
    })
  }
  await tellOpening(teller, FAILED, chinaTime('2023-09-01T09:31'))

  told(
    await startRetender(officer('2023-09-04T09:00'), {
      tenderId: RETENDER,
      failedTenderId: FAILED,
    }),
  )
  const draft = await findTender(teller.db, RETENDER)
  if (!draft) throw new Error('the re-tender was not drafted')
  const timetable = {
    documentsFrom: '2023-09-06',
    documentsUntil: '2023-09-13',
    bidDeadline: chinaTime('2023-10-12T09:30'),
  } as const
  told(
    await saveTender(officer('2023-09-05T09:00'), {
      tenderId: RETENDER,
      basedOn: draft.updatedAt,
      terms: { ...draft.terms, timetable },
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  told(await publishTender(officer('2023-09-06T09:00'), { tenderId: RETENDER }))
  for (const id of [FAILED, RETENDER]) {
    await insertProvenanceNotes(teller.db, id, [
      { kind: 'made-up', what: '整个项目', source: '为演示流标与重新招标编写' },
    ])
  }

  await tellBidsToAward(teller, {
    tenderId: RETENDER,
    officer: 'tender',
    lots: [{ lotId: LOT, bids: RETENDER_BIDS }],
    times: {
      bids: '2023-10-11T14:00',
      opening: '2023-10-12T09:32',
      review: '2023-10-12T11:00',
      scoring: '2023-10-12T16:00',
      report: '2023-10-13T10:00',
      award: '2023-10-16T10:00',
    },
  })
  await tellContract(teller, {
    contractId: CONTRACT,
    lotId: LOT,
    officer: 'tender',
    insurer: 'insurer1',
    drafted: '2023-10-20T10:00',
    signed: '2023-11-06T10:00',
  })
  await tellRunningYears(teller)
}

const RETENDER_BIDS: readonly StoryBid[] = [
  {
    loginName: 'insurer1',
    quality: 92n,
    offer: buildOffer({
      price: yuan('75.5'),
      payoutRatios: [rate('0.61'), rate('0.66'), rate('0.76')],
    }),
  },
  { loginName: 'insurer2', quality: 88n, offer: buildOffer({ price: yuan('75.9') }) },
  {
    loginName: 'insurer3',
    quality: 84n,
    offer: buildOffer({ price: yuan('75'), staffing: { ...STAFFING, fullTime: 80 } }),
  },
]

/** The first year waits for the fund officer, the second for its last instalment and the insurer's proposal. */
async function tellRunningYears(teller: Teller): Promise<void> {
  for (const { number, year, estimate, headcount } of [
    { number: 1, year: 2024, estimate: 5_200_000n, headcount: 5_198_300n },
    { number: 2, year: 2025, estimate: 5_198_300n, headcount: 5_174_900n },
  ] as const) {
    const premiumYear: PremiumYear = {
      contractYearId: `${CONTRACT}-${number}`,
      fund: 'fund',
      finance: 'insurer1-finance',
      region: '达州市',
      enrolmentDate: `${year}-06-30`,
    }
    const estimated = await tellHeadcount(teller, premiumYear, {
      kind: 'estimate',
      headcount: estimate,
      on: `${year}-01-15`,
    })
    const premium = await tellHeadcount(teller, premiumYear, {
      kind: 'actual',
      headcount,
      on: `${year}-07-12`,
    })
    const march = shareOf(estimated, rate('0.5'))
    const september = shareOf(estimated, rate('0.3'))
    await tellPayments(teller, premiumYear, [
      { on: `${year}-03-25`, amount: march },
      { on: `${year}-09-22`, amount: september },
      ...(number === 1 ? [{ on: '2025-03-28', amount: premium - march - september } as const] : []),
    ])
  }
  told(
    await proposeSettlement(teller.as('insurer1-finance', chinaTime('2025-03-03T10:00')), {
      proposalId: `${CONTRACT}-1-proposal-1`,
      contractYearId: `${CONTRACT}-1`,
      reported: {
        claimsPaid: yuan('371250480.36'),
        outstandingOpening: 0n,
        outstandingClosing: yuan('10400000'),
        operatingCost: yuan('12100000'),
        policyLosses: [],
        assessmentDeduction: 0n,
      },
      evidence: {
        claimsPaid: '2024年度大病保险赔付明细汇总表',
        outstandingOpening: '新合同，期初为零',
        outstandingClosing: '2024年末未决赔款准备金评估报告',
        operatingCost: '2024年度大病保险专属与共同费用分摊表',
        policyLosses: '',
        assessmentDeduction: '2024年度考核结果通报',
      },
    }),
  )
  await insertProvenanceNotes(teller.db, `${CONTRACT}-1`, [
    { kind: 'made-up', what: '本年度全部数据', source: '为演示编写' },
  ])
}

function nextTerms(): TenderTerms {
  const terms = dazhouTerms()
  return {
    ...terms,
    title: '达州市2024—2026年城乡居民大病保险承办服务采购',
    projectNumber: 'DEMO-DZ-2023-001',
    budget: yuan('1200000000'),
    coverageStartsOn: '2024-01-01',
    timetable: {
      documentsFrom: '2023-08-07',
      documentsUntil: '2023-08-14',
      bidDeadline: chinaTime('2023-09-01T09:30'),
    },
    lots: terms.lots.map((lot) => ({
      ...lot,
      id: `${FAILED}-1`,
      headcount: 5_200_000n,
      priceCeiling: yuan('76'),
      fundingPerHead: yuan('76'),
    })),
  }
}
