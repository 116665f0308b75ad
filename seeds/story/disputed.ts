import { createHash } from 'node:crypto'
import { answerObjection } from '#app/commands/answer-objection.server.ts'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { commitExpertDraw } from '#app/commands/commit-expert-draw.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { createTender } from '#app/commands/create-tender.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { fileObjection } from '#app/commands/file-objection.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { revealExpertDraw } from '#app/commands/reveal-expert-draw.server.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { insertProvenanceNotes } from '#db/queries/tenders.server.ts'
import { tellContract } from './awarding.ts'
import { tellBid, OPENING_OFFICERS, tellOpening } from './bidding.ts'
import {
  tellAmendment,
  tellComplaint,
  tellConsultation,
  tellSecurities,
} from './disputed-procedure.ts'
import { STAFFING, buildOffer, dazhouTerms } from './dazhou.ts'
import { tellReviews, tellScores } from './evaluating.ts'
import { yuan } from './terms.ts'
import { type Teller, chinaTime, told } from './teller.ts'

const TENDER = 'sample-disputed'
const LOT = `${TENDER}-1`
const BIDDERS = ['insurer1', 'insurer2', 'insurer3'] as const

/** A purchase under the bidding law in which much goes wrong and is put right. All of it is made up. */
export async function tellDisputedPurchase(teller: Teller): Promise<void> {
  const officer = (at: string) => teller.as('sample', chinaTime(at))
  told(
    await createTender(officer('2025-08-08T10:00'), {
      tenderId: TENDER,
      terms: disputedTerms(),
      openingOfficers: OPENING_OFFICERS,
    }),
  )
  await tellConsultation(teller, TENDER)
  told(await publishTender(officer('2025-09-01T09:00'), { tenderId: TENDER }))
  await tellAmendment(teller, TENDER)
  await insertProvenanceNotes(teller.db, TENDER, [
    {
      kind: 'made-up',
      what: '整个项目',
      source: '为演示征求意见、更正、专家补抽、异议与投诉、重新评审编写',
    },
  ])
  for (const [index, loginName] of BIDDERS.entries()) {
    const price = 7_980n - 20n * BigInt(index)
    const offer = buildOffer({
      price,
      staffing: { ...STAFFING, fullTime: 60 - 5 * index, medicalBackground: 20 },
    })
    await tellBid(teller, { lotId: LOT, loginName, at: chinaTime('2025-10-10T16:00'), offer })
  }
  await tellOpening(teller, TENDER, chinaTime('2025-10-13T09:02'))
  await tellDrawnCommittee(teller)
  await tellRound(teller, '2025-10-13', { insurer1: 88n, insurer2: 90n, insurer3: 82n })
  told(await publishCandidates(officer('2025-10-15T09:00'), { lotId: LOT }))
  told(
    await fileObjection(teller.as('insurer1', chinaTime('2025-10-16T15:00')), {
      objectionId: 'sample-objection',
      tenderId: TENDER,
      lotId: LOT,
      subject: 'result',
      act: '服务方案评分',
      ground:
        '招标文件规定服务方案按网点覆盖与异地结算安排评分，部分评分理由与投标文件载明的网点数不符。',
      evidence: '投标文件第三章“服务网点一览表”',
      remedyAsked: '请求重新评审',
    }),
  )
  told(
    await answerObjection(officer('2025-10-17T17:00'), {
      objectionId: 'sample-objection',
      outcome: 'upheld',
      remedy: 're-evaluate',
      answer: '经核实，服务方案的部分评分理由与投标文件不符，异议成立，由原评标委员会重新评审。',
    }),
  )
  await tellRound(teller, '2025-10-20', { insurer1: 93n, insurer2: 88n, insurer3: 82n })
  told(await publishCandidates(officer('2025-10-22T09:00'), { lotId: LOT }))
  await tellComplaint(teller, { tenderId: TENDER, lotId: LOT })
  told(
    await awardLot(officer('2025-11-04T10:00'), {
      lotId: LOT,
      submissionId: `${LOT}-insurer1`,
      reason: '',
    }),
  )
  await tellContract(teller, {
    contractId: 'sample-disputed-contract',
    lotId: LOT,
    officer: 'sample',
    insurer: 'insurer1',
    drafted: '2025-11-10T10:00',
    signed: '2025-11-17T10:00',
  })
  await tellSecurities(teller, {
    tenderId: TENDER,
    submissionIds: BIDDERS.map((loginName) => `${LOT}-${loginName}`),
  })
}

/** Six are drawn, one of them withdraws, another is drawn in their place; the buyer's own seventh is named. */
async function tellDrawnCommittee(teller: Teller): Promise<void> {
  const officer = (at: string) => teller.as('sample', chinaTime(at))
  await tellDraw(teller, { number: 1, places: 6, reason: '', at: '2025-10-13T09:20' })
  const drawn = await listCommittee(teller.db, TENDER)
  const recused = drawn[0]?.expertId ?? ''
  told(
    await declareInterest(teller.as(recused, chinaTime('2025-10-13T09:40')), {
      tenderId: TENDER,
      conflict: true,
      reason: '近三年内曾在投标人之一任职',
    }),
  )
  await tellDraw(teller, {
    number: 2,
    places: 1,
    reason: '补抽：一名专家申明利害关系回避',
    at: '2025-10-13T09:50',
  })
  const experts = (await listCommittee(teller.db, TENDER)).map(({ expertId }) => expertId)
  const members = [
    ...experts.map((expertId, index) => ({
      expertId,
      kind: 'expert' as const,
      chair: index === 0,
    })),
    {
      expertId: 'representative',
      kind: 'procuring-entity-representative' as const,
      chair: false,
    },
  ]
  told(await appointCommittee(officer('2025-10-13T10:10'), { tenderId: TENDER, members }))
  for (const { expertId } of members) {
    const member = teller.as(expertId, chinaTime('2025-10-13T10:20'))
    told(await declareInterest(member, { tenderId: TENDER, conflict: false, reason: '' }))
  }
}

async function tellDraw(
  teller: Teller,
  { number, places, reason, at }: { number: number; places: number; reason: string; at: string },
): Promise<void> {
  const officer = teller.as('sample', chinaTime(at))
  const drawId = `${TENDER}-draw-${number}`
  const seed = createHash('sha256').update(drawId).digest('hex') // a story is the same every time
  told(await commitExpertDraw(officer, { drawId, tenderId: TENDER, places, reason, seed }))
  told(await revealExpertDraw(officer, { drawId }))
}

/** One round of review, scoring and report on a day. */
async function tellRound(
  teller: Teller,
  day: string,
  qualities: Record<(typeof BIDDERS)[number], bigint>,
): Promise<void> {
  const committee = await listCommittee(teller.db, TENDER)
  const chair = committee.find((member) => member.chair)?.expertId ?? ''
  const submissionIds = BIDDERS.map((loginName) => `${LOT}-${loginName}`)
  await tellReviews(teller, {
    lotId: LOT,
    officer: 'sample',
    chair,
    submissionIds,
    at: chinaTime(`${day}T11:00`),
  })
  await tellScores(teller, {
    lotId: LOT,
    experts: committee.map(({ expertId }) => expertId),
    qualities: Object.fromEntries(
      BIDDERS.map((loginName) => [`${LOT}-${loginName}`, qualities[loginName]]),
    ),
    at: chinaTime(`${day}T15:00`),
  })
  const report = teller.as('sample', chinaTime(`${day}T17:00`))
  told(await completeEvaluation(report, { lotId: LOT, drawOrder: [] }))
}

function disputedTerms(): TenderTerms {
  const terms = dazhouTerms()
  return {
    ...terms,
    title: '示例市2026—2028年城乡居民大病保险承办服务招标',
    projectNumber: 'DEMO-SL-2025-001',
    region: '示例市',
    regime: 'bidding-law',
    budget: yuan('221400000'),
    bidSecurity: yuan('800000'),
    coverageStartsOn: '2026-01-01',
    contact: '示例市医疗保障局 许例 000-00000000（虚构）',
    timetable: {
      documentsFrom: '2025-09-01',
      documentsUntil: '2025-09-08',
      bidDeadline: chinaTime('2025-09-29T09:00'),
    },
    lots: terms.lots.map((lot) => ({
      ...lot,
      id: LOT,
      districts: '示例市全部县（区）',
      headcount: 900_000n,
      priceCeiling: yuan('82'),
      fundingPerHead: yuan('80'),
    })),
  }
}
