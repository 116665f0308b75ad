import { expect } from 'vitest'
import { decideComplaint } from '#app/commands/decide-complaint.server.ts'
import { recordBidSecurity } from '#app/commands/record-bid-security.server.ts'
import { listPublishedDecisions } from '#db/queries/objections.server.ts'
import { type WaitingKind } from '#db/queries/waiting-item.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import {
  complain,
  complaintIdOf,
  noonOf,
  object,
  objectionIdOf,
  tryAnswer,
} from '#tests/factories/objections.ts'
import { AFTER_DEADLINE, type Purchase, done, submissionOf } from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

async function waitingFor(purchase: Purchase, person: string, day: string, kind: WaitingKind) {
  const { actor } = purchase.as(person)
  const items = await listWaitingItems(purchase.db, actor, noonOf(day))
  return items
    .filter((item) => item.kind === kind)
    .map(({ subjectId, due }) => ({ subjectId, due }))
}

test('an objection waits for the officer with its last day until it is answered', async ({
  published: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  const waiting = () => waitingFor(purchase, 'officer', '2026-03-11', 'answer-objection')
  expect(await waiting()).toEqual([{ subjectId: objectionIdOf(purchase), due: '2026-03-19' }])
  expect(await waitingFor(purchase, 'stranger', '2026-03-11', 'answer-objection')).toEqual([])
  done(await tryAnswer(purchase, noonOf('2026-03-11'), { remedy: 'amend-documents' }))
  expect(await waiting()).toEqual([])
  expect(await waitingFor(purchase, 'officer', '2026-03-11', 'amend-documents')).toEqual([
    { subjectId: purchase.tenderId, due: null },
  ])
})

test('the objector may complain from the day after the answer was due, and then the supervisor decides', async ({
  published: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  const mayComplain = (day: string) => waitingFor(purchase, 'bidder2', day, 'file-complaint')
  expect(await mayComplain('2026-03-19')).toEqual([])
  expect(await mayComplain('2026-03-20')).toEqual([
    { subjectId: objectionIdOf(purchase), due: '2026-04-10' },
  ])
  expect(await mayComplain('2026-04-10')).toHaveLength(1)
  expect(await mayComplain('2026-04-11')).toEqual([])
  await complain(purchase, noonOf('2026-03-20'))
  expect(await mayComplain('2026-03-20')).toEqual([])
  expect(await waitingFor(purchase, 'supervisor', '2026-03-20', 'decide-complaint')).toContainEqual(
    {
      subjectId: objectionIdOf(purchase),
      due: '2026-05-07',
    },
  )
})

test('the public reads subject, outcome and document of a decided complaint, and nothing before', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  await complain(purchase, noonOf('2026-03-20'))
  expect(await listPublishedDecisions(db, purchase.tenderId)).toEqual([])
  const decidedAt = noonOf('2026-03-23')
  done(
    await decideComplaint(purchase.as('supervisor', decidedAt), {
      complaintId: complaintIdOf(purchase),
      outcome: 'rejected',
      remedy: 'none',
      decision: '投诉事项不成立',
      document: '财采决〔2026〕1号',
    }),
  )
  expect(await listPublishedDecisions(db, purchase.tenderId)).toEqual([
    {
      complaintId: complaintIdOf(purchase),
      subject: 'bidding-documents',
      lotName: '全市',
      outcome: 'rejected',
      document: '财采决〔2026〕1号',
      decidedAt,
    },
  ])
})

test('a security waits to be returned once its period has begun, with the earliest last day', async ({
  awarded: purchase,
}) => {
  const { as, tenderId } = purchase
  for (const bidder of ['bidder1', 'bidder2'])
    done(
      await recordBidSecurity(as('officer', AFTER_DEADLINE), {
        securityId: `${submissionOf(purchase, bidder)}-security`,
        tenderId,
        submissionId: submissionOf(purchase, bidder),
        amount: yuan('2000000'),
        form: 'guarantee',
        receivedOn: '2026-03-20',
        document: '保函',
      }),
    )
  expect(await waitingFor(purchase, 'officer', '2026-03-24', 'return-bid-security')).toEqual([
    { subjectId: tenderId, due: '2026-03-30' },
  ])
})
