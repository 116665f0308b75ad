import { expect, test } from 'vitest'
import {
  awardCancelled,
  bidSecurityOverdue,
  candidatesPublished,
  contractDrafted,
  contractSigned,
  lotAwarded,
} from '#app/domain/notification/award-messages.ts'
import {
  bidClarificationAnswered,
  bidClarificationAsked,
  expertsDrawn,
  reEvaluationStarted,
  redrawNeeded,
} from '#app/domain/notification/evaluation-messages.ts'
import {
  complaintDecided,
  complaintFiled,
  objectionAnswered,
  objectionFiled,
  procedureSuspended,
} from '#app/domain/notification/objection-messages.ts'
import {
  bidsOpened,
  clarificationAnswered,
  consultationPublished,
  lotFailed,
  tenderAmended,
  tenderCancelled,
  tenderPublished,
} from '#app/domain/notification/tender-messages.ts'
import routes from '#app/routes.ts'

const TENDER = { tenderId: 't1', tenderTitle: '达州大病保险', procuringEntityId: 'entity' }
const LOT = { ...TENDER, lotId: 'l1', lotName: '第1包' }
const DEADLINE = new Date('2026-03-23T09:00:00+08:00')
const AMENDED = { ...TENDER, version: 2, bidDeadline: DEADLINE }

test('an amendment that affects bids asks every insurer to confirm or replace, and names the deadline', () => {
  const [toInsurers, toOpeningOfficers] = tenderAmended({
    ...AMENDED,
    affectsBids: true,
    deadlineMoved: true,
  })
  expect(toInsurers?.recipients).toEqual({ kind: 'every-insurer' })
  expect(toInsurers?.message.body).toContain('确认仍然有效或重新递交')
  expect(toInsurers?.message.body).toContain('投标截止时间改为2026年3月23日09:00')
  expect(toOpeningOfficers?.recipients).toEqual({ kind: 'opening-officers', tenderId: 't1' })
})

test('an amendment that does not affect bids says so and troubles no opening officer', () => {
  const told = tenderAmended({ ...AMENDED, affectsBids: false, deadlineMoved: false })
  expect(told).toHaveLength(1)
  expect(told[0]?.message.body).toContain('无须处理')
  expect(told[0]?.message.body).toContain('投标截止时间仍为2026年3月23日09:00')
})

test('each version of the documents is told anew', () => {
  const keyOf = (version: number) =>
    tenderAmended({ ...AMENDED, version, affectsBids: true, deadlineMoved: false })[0]?.eventKey
  expect(keyOf(2)).not.toBe(keyOf(3))
})

test('what is told before the opening goes to every insurer or to nobody who bids', () => {
  const beforeOpening = [
    consultationPublished({ ...TENDER, consultationId: 'c1', lastDay: '2026-03-01' }),
    tenderPublished({ ...TENDER, documentsUntil: '2026-03-09', bidDeadline: DEADLINE }),
    ...tenderAmended({ ...AMENDED, affectsBids: true, deadlineMoved: true }),
    clarificationAnswered({ ...TENDER, questionId: 'q1' }),
    ...tenderCancelled({ ...TENDER, reason: '政策调整' }),
    ...procedureSuspended({
      ...TENDER,
      complaintId: 'k1',
      until: '2026-04-01',
      openedLotIds: [],
    }),
  ]
  const kinds = new Set(beforeOpening.map(({ recipients }) => recipients.kind))
  expect([...kinds].toSorted()).toEqual([
    'committee',
    'every-insurer',
    'opening-officers',
    'organisation', // the buyer's own officers
  ])
})

test('a suspension after the opening is told to the bidders of the opened lots only', () => {
  const told = procedureSuspended({
    ...TENDER,
    complaintId: 'k1',
    until: '2026-04-01',
    openedLotIds: ['l1'],
  })
  const kinds = told.map(({ recipients }) => recipients.kind)
  expect(kinds).toContain('opened-bidders')
  expect(kinds).not.toContain('every-insurer')
  expect(told[0]?.message.body).toContain('至2026年4月1日止（含当日）')
})

test('each bidder learns its own score and rank or why it was rejected, and nobody else’s', () => {
  const told = lotAwarded({
    ...LOT,
    awardId: 'a1',
    winnerName: '甲公司',
    contractDeadline: '2026-05-01',
    results: [
      { bidderId: 'i1', won: true, outcome: 'ranked', rank: 1, totalPoints: 9_512n },
      { bidderId: 'i2', won: false, outcome: 'ranked', rank: 2, totalPoints: 8_800n },
      { bidderId: 'i3', won: false, outcome: 'rejected', reason: '授权书过期' },
    ],
  })
  expect(told.map(({ recipients }) => recipients)).toMatchObject([
    { organisationId: 'i1', roles: ['bid-submitter'] },
    { organisationId: 'i2', roles: ['bid-submitter'] },
    { organisationId: 'i3', roles: ['bid-submitter'] },
  ])
  const [first = '', second = '', third = ''] = told.map(({ message }) => message.body)
  expect(first).toContain('得分95.12，排名第1')
  expect(first).toContain('合同须于2026年5月1日前签订')
  expect(second).toContain('中标人为甲公司')
  expect(second).toContain('得分88.00，排名第2')
  expect(second).not.toContain('95.12')
  expect(third).toContain('授权书过期')
  expect(third).not.toContain('得分')
})

test('an objection is told to the buyer, its answer to the objector, a complaint to supervisors too', () => {
  const objection = { ...TENDER, objectionId: 'o1' }
  expect(objectionFiled({ ...objection, answerDue: '2026-04-01' }).recipients).toMatchObject({
    organisationId: 'entity',
    roles: ['tender-officer'],
  })
  const answered = objectionAnswered({
    ...objection,
    objectorId: 'i2',
    outcome: 'rejected',
    complaintUntil: '2026-04-20',
  })
  expect(answered.recipients).toMatchObject({ organisationId: 'i2' })
  expect(answered.message.body).toContain('不成立')
  const complaint = { ...objection, complaintId: 'k1' }
  const filed = complaintFiled({ ...complaint, decisionDue: '2026-05-01' })
  expect(filed.map(({ recipients }) => recipients.kind)).toEqual(['supervisors', 'organisation'])
  const decided = complaintDecided({ ...complaint, objectorId: 'i2', outcome: 'upheld' })
  expect(decided.map(({ recipients }) => recipients)).toMatchObject([
    { organisationId: 'i2' },
    { organisationId: 'entity' },
  ])
})

test('every message leads to a page that exists', () => {
  const contract = {
    contractId: 'c1',
    contractNumber: 'HT-1',
    tenderTitle: '达州大病保险',
    policyholderId: 'entity',
    insurerId: 'i1',
  }
  const told = [
    consultationPublished({ ...TENDER, consultationId: 'c1', lastDay: '2026-03-01' }),
    tenderPublished({ ...TENDER, documentsUntil: '2026-03-09', bidDeadline: DEADLINE }),
    ...tenderAmended({ ...AMENDED, affectsBids: true, deadlineMoved: true }),
    clarificationAnswered({ ...TENDER, questionId: 'q1' }),
    ...bidsOpened({ ...TENDER, openedLotIds: ['l1'], openedAt: DEADLINE }),
    ...lotFailed({ ...LOT, reason: '投标人不足三家' }),
    ...tenderCancelled({ ...TENDER, reason: '政策调整' }),
    expertsDrawn({ ...TENDER, drawNumber: 1, expertIds: ['e1'] }),
    redrawNeeded({ ...TENDER, expertId: 'e1' }),
    bidClarificationAsked({ ...LOT, requestId: 'r1', bidderId: 'i1', answerDue: DEADLINE }),
    bidClarificationAnswered({ ...LOT, requestId: 'r1' }),
    ...reEvaluationStarted({ ...LOT, round: 2, reason: '异议成立' }),
    candidatesPublished({ ...LOT, round: 1, lastDay: '2026-04-10' }),
    awardCancelled({ ...LOT, awardId: 'a1', reason: '放弃中标' }),
    bidSecurityOverdue({ ...LOT, securityId: 's1', dueOn: '2026-05-01' }),
    ...contractDrafted(contract),
    ...contractSigned(contract),
    ...procedureSuspended({
      ...TENDER,
      complaintId: 'k1',
      until: '2026-04-01',
      openedLotIds: ['l1'],
    }),
  ]
  const pages = routes.map(
    ({ path = '' }) => new RegExp(`^/${path.replaceAll(/:[a-zA-Z]+/g, '[^/]+')}$`),
  )
  for (const { message } of told)
    expect(
      pages.some((page) => page.test(message.link)),
      message.link,
    ).toBe(true)
})
