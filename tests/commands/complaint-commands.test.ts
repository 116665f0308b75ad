import { expect } from 'vitest'
import { decideComplaint } from '#app/commands/decide-complaint.server.ts'
import { fileComplaint } from '#app/commands/file-complaint.server.ts'
import { orderSuspension } from '#app/commands/order-suspension.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { listCancelledAwards } from '#db/queries/awards.server.ts'
import { findObjection } from '#db/queries/objections.server.ts'
import { findCurrentRound } from '#db/queries/reviews.server.ts'
import {
  actionsOf,
  buildComplaint,
  complain,
  complaintIdOf,
  noonOf,
  object,
  objectionIdOf,
  rejectObjection,
  titlesOf,
  tryAnswer,
} from '#tests/factories/objections.ts'
import { type Purchase, done } from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

type Decision = Parameters<typeof decideComplaint>[1]

function tryDecision(
  purchase: Purchase,
  at: Date,
  overrides: Partial<Decision> = {},
): ReturnType<typeof decideComplaint> {
  return decideComplaint(purchase.as('supervisor', at), {
    complaintId: complaintIdOf(purchase),
    outcome: 'upheld',
    remedy: 'none',
    decision: '投诉事项成立',
    document: '财采决〔2026〕1号',
    ...overrides,
  })
}

function trySuspension(
  purchase: Purchase,
  until: Parameters<typeof orderSuspension>[1]['until'],
): ReturnType<typeof orderSuspension> {
  const order = { complaintId: complaintIdOf(purchase), document: '暂停〔2026〕1号', until }
  return orderSuspension(purchase.as('supervisor', noonOf('2026-04-01')), order)
}

/** Awarded on 23 March, then objected to on the 25th, answered on the 26th, complained about on the 30th. */
async function complainAbout(purchase: Purchase): Promise<void> {
  await object(purchase, 'result', noonOf('2026-03-25'))
  await rejectObjection(purchase, noonOf('2026-03-26'))
  await complain(purchase, noonOf('2026-03-30'))
}

test('a complaint waits for the answer until the answer is overdue', async ({
  published: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-17')) // answer due on the 26th
  const complaint = buildComplaint(purchase)
  expect(await fileComplaint(purchase.as('bidder2', noonOf('2026-03-26')), complaint)).toEqual(
    refuse('answer-not-due'),
  )
  const filed = await fileComplaint(purchase.as('bidder2', noonOf('2026-03-27')), complaint)
  expect(done(filed).decisionDue).toBe('2026-05-13') // 30 working days on, past two holidays, one made up for
})

test('government procurement: the last day to complain is fifteen working days after the answering period', async ({
  published: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-17'))
  await rejectObjection(purchase, noonOf('2026-03-18'))
  const complaint = buildComplaint(purchase)
  expect(await fileComplaint(purchase.as('bidder2', noonOf('2026-04-18')), complaint)).toEqual(
    refuse('too-late'),
  )
  done(await fileComplaint(purchase.as('bidder2', noonOf('2026-04-17')), complaint))
})

test('bidding law: the last day to complain is ten days after the answer', async ({
  publishedByBiddingLaw: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-12'))
  await rejectObjection(purchase, noonOf('2026-03-13'))
  const complaint = buildComplaint(purchase)
  expect(await fileComplaint(purchase.as('bidder2', noonOf('2026-03-24')), complaint)).toEqual(
    refuse('too-late'),
  )
  done(await fileComplaint(purchase.as('bidder2', noonOf('2026-03-23')), complaint))
})

test('only the objector complains, and once', async ({ awarded: purchase }) => {
  const { db } = purchase
  await complainAbout(purchase)
  const at = noonOf('2026-03-31')
  const again = { ...buildComplaint(purchase), complaintId: 'another' }
  expect(await fileComplaint(purchase.as('bidder1', at), again)).toEqual(refuse('not-found'))
  expect(await fileComplaint(purchase.as('bidder2', at), again)).toEqual(
    refuse('already-complained'),
  )
  expect(await titlesOf(db, purchase.userId('supervisor'))).toContain('收到投诉：测试采购')
})

test('government procurement: a suspension may last thirty days and not one more', async ({
  awarded: purchase,
}) => {
  await complainAbout(purchase)
  expect(await trySuspension(purchase, '2026-05-02')).toEqual(refuse('suspension-too-long'))
  done(await trySuspension(purchase, '2026-05-01'))
  expect(await trySuspension(purchase, '2026-04-20')).toEqual(refuse('already-suspended'))
  expect(await actionsOf(purchase)).toContain('tender.suspended')
})

test('a suspension ends today or later, for a complaint that is open', async ({
  awarded: purchase,
}) => {
  await complainAbout(purchase)
  expect(await trySuspension(purchase, '2026-03-31')).toEqual(refuse('until-is-past'))
  const missing = { complaintId: 'none', document: '1号', until: '2026-04-10' as const }
  expect(await orderSuspension(purchase.as('supervisor'), missing)).toEqual(refuse('not-found'))
  done(await tryDecision(purchase, noonOf('2026-04-01'), { outcome: 'rejected' }))
  expect(await trySuspension(purchase, '2026-04-10')).toEqual(refuse('already-decided'))
})

test('bidding law: no limit is set to a suspension', async ({
  publishedByBiddingLaw: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-13'))
  await complain(purchase, noonOf('2026-03-17'))
  done(await trySuspension(purchase, '2026-06-30'))
})

test('a decision needs words, a number and a remedy that is open, and is taken once', async ({
  awarded: purchase,
}) => {
  await complainAbout(purchase)
  const at = noonOf('2026-04-02')
  expect(await tryDecision(purchase, at, { decision: ' ' })).toEqual(refuse('reason-missing'))
  expect(await tryDecision(purchase, at, { document: '' })).toEqual(refuse('reason-missing'))
  expect(await tryDecision(purchase, at, { remedy: 'amend-documents' })).toEqual(
    refuse('remedy-not-possible'),
  )
  expect(await tryDecision(purchase, at, { complaintId: 'none' })).toEqual(refuse('not-found'))
  done(await tryDecision(purchase, at))
  expect(await tryDecision(purchase, at)).toEqual(refuse('already-decided'))
})

test('a decision puts the lot into a new round and names its document', async ({
  awarded: purchase,
}) => {
  const { db } = purchase
  await complainAbout(purchase)
  done(await tryDecision(purchase, noonOf('2026-04-02'), { remedy: 're-evaluate' }))
  expect(await findCurrentRound(db, purchase.lotId)).toBe(2)
  expect(await listCancelledAwards(db, purchase.lotId)).toMatchObject([
    { reason: '投诉成立，处理决定财采决〔2026〕1号' },
  ])
  const objection = await findObjection(db, objectionIdOf(purchase), { everything: true })
  expect(objection?.complaint?.decision).toMatchObject({ outcome: 'upheld', remedy: 're-evaluate' })
  for (const person of ['bidder2', 'officer'])
    expect(await titlesOf(db, purchase.userId(person))).toContain('投诉处理决定：测试采购')
})

test('a decision also closes an objection that was never answered', async ({
  published: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-17'))
  await complain(purchase, noonOf('2026-03-27'))
  done(await tryDecision(purchase, noonOf('2026-03-30'), { remedy: 're-tender' }))
  expect(await tryAnswer(purchase, noonOf('2026-03-30'))).toEqual(refuse('already-decided'))
})
