import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { createTender } from '#app/commands/create-tender.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { openBids } from '#app/commands/open-bids.server.ts'
import { proposeSettlement } from '#app/commands/propose-settlement.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { recordHeadcount } from '#app/commands/record-headcount.server.ts'
import { saveTender } from '#app/commands/save-tender.server.ts'
import { startRetender } from '#app/commands/start-retender.server.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { findTender, insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { tellBid } from './bidding.ts'
import { STAFFING, buildOffer, dazhouTerms } from './dazhou.ts'
import { EXPERTS, tellCommittee, tellReviews, tellScores } from './evaluating.ts'
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
      openingOfficers: ['opening'],
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
  told(await openBids(teller.as('opening', chinaTime('2023-09-01T09:31')), { tenderId: FAILED }))

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
      openingOfficers: ['opening'],
    }),
  )
  told(await publishTender(officer('2023-09-06T09:00'), { tenderId: RETENDER }))
  for (const id of [FAILED, RETENDER]) {
    await insertProvenanceNotes(teller.db, id, [
      { kind: 'made-up', what: '整个项目', source: '为演示流标与重新招标编写' },
    ])
  }

  await tellBid(teller, {
    lotId: LOT,
    loginName: 'insurer1',
    at: chinaTime('2023-10-11T10:00'),
    offer: buildOffer({
      price: yuan('75.5'),
      payoutRatios: [rate('0.61'), rate('0.66'), rate('0.76')],
    }),
  })
  await tellBid(teller, {
    lotId: LOT,
    loginName: 'insurer2',
    at: chinaTime('2023-10-11T14:00'),
    offer: buildOffer({ price: yuan('75.9') }),
  })
  await tellBid(teller, {
    lotId: LOT,
    loginName: 'insurer3',
    at: chinaTime('2023-10-12T09:00'),
    offer: buildOffer({ price: yuan('75'), staffing: { ...STAFFING, fullTime: 80 } }),
  })
  told(await openBids(teller.as('opening', chinaTime('2023-10-12T09:32')), { tenderId: RETENDER }))
  await tellCommittee(teller, {
    tenderId: RETENDER,
    officer: 'tender',
    at: chinaTime('2023-10-12T10:00'),
  })
  const submissionIds = ['insurer1', 'insurer2', 'insurer3'].map(
    (loginName) => `${LOT}-${loginName}`,
  )
  await tellReviews(teller, {
    lotId: LOT,
    officer: 'tender',
    submissionIds,
    at: chinaTime('2023-10-12T11:00'),
  })
  const qualities = { [`${LOT}-insurer1`]: 92n, [`${LOT}-insurer2`]: 88n, [`${LOT}-insurer3`]: 84n }
  await tellScores(teller, {
    lotId: LOT,
    experts: EXPERTS,
    qualities,
    at: chinaTime('2023-10-12T16:00'),
  })
  told(await completeEvaluation(officer('2023-10-13T10:00'), { lotId: LOT, drawOrder: [] }))
  told(
    await awardLot(officer('2023-10-16T10:00'), {
      lotId: LOT,
      submissionId: `${LOT}-insurer1`,
      reason: '',
    }),
  )
  told(await draftContract(officer('2023-10-20T10:00'), { contractId: CONTRACT, lotId: LOT }))
  told(await confirmContract(officer('2023-11-06T10:00'), { contractId: CONTRACT }))
  told(
    await confirmContract(teller.as('insurer1', chinaTime('2023-11-06T14:00')), {
      contractId: CONTRACT,
    }),
  )
  await tellRunningYears(teller)
}

/** The first year waits for the fund officer, the second for the insurer's proposal. */
async function tellRunningYears(teller: Teller): Promise<void> {
  for (const [number, headcount] of [
    [1, 5_198_300n],
    [2, 5_174_900n],
  ] as const) {
    const year = 2023 + number
    told(
      await recordHeadcount(teller.as('fund', chinaTime(`${year}-07-12T10:00`)), {
        contractYearId: `${CONTRACT}-${number}`,
        headcount,
        enrolmentDate: number === 1 ? '2024-06-30' : '2025-06-30',
        document: `达州市${year}年度参保人数确认表`,
      }),
    )
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
