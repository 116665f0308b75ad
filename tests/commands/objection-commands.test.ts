import { expect } from 'vitest'
import { answerObjection } from '#app/commands/answer-objection.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { type Decision, refuse } from '#app/domain/decision.ts'
import { findLotResult } from '#db/queries/awards.server.ts'
import { listInbox } from '#db/queries/notifications.server.ts'
import { findObjection, listObjections } from '#db/queries/objections.server.ts'
import {
  actionsOf,
  noonOf,
  titlesOf,
  tryAnswer,
  tryObjection,
  object,
  objectionIdOf,
  rejectObjection,
} from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  DURING_BIDDING,
  PUBLICATION,
  done,
  open,
  submissionOf,
  submit,
} from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

test('government procurement: documents may be objected to until seven working days after they were available', async ({
  published: purchase,
}) => {
  const filed = done(await tryObjection(purchase, 'bidder2', noonOf('2026-03-17')))
  expect(filed.answerDue).toBe('2026-03-26')
  const next = { objectionId: 'another' }
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-03-18'), next)).toEqual(
    refuse('too-late'),
  )
})

test('bidding law: documents may be objected to until ten days before the deadline', async ({
  publishedByBiddingLaw: purchase,
}) => {
  const filed = done(await tryObjection(purchase, 'bidder2', noonOf('2026-03-13')))
  expect(filed.answerDue).toBe('2026-03-16')
  const next = { objectionId: 'another' }
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-03-14'), next)).toEqual(
    refuse('too-late'),
  )
})

test('an insurer that does not bid may object to the documents, and the officer is told', async ({
  published: purchase,
}) => {
  const { db } = purchase
  done(await tryObjection(purchase, 'bidder3', noonOf('2026-03-10'), { lotId: null }))
  expect(await titlesOf(db, purchase.userId('officer'))).toContain('收到异议（质疑）：测试采购')
  expect(await titlesOf(db, purchase.userId('bidder1'))).not.toContain('收到异议（质疑）：测试采购')
  expect(await actionsOf(purchase)).toContain('objection.filed')
})

test('an objection sees only its parties, the supervising body and auditors', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  const seenBy = async (organisation: string) =>
    findObjection(db, objectionIdOf(purchase), {
      everything: false,
      organisationId: purchase.userId(organisation),
    })
  expect(await seenBy('insurer2')).toMatchObject({ objectorId: purchase.userId('insurer2') })
  expect(await seenBy('entity')).toBeDefined()
  expect(await seenBy('insurer1')).toBeUndefined()
  expect(await seenBy('other-entity')).toBeUndefined()
  const all = { tenderId: purchase.tenderId, scope: { everything: true } as const }
  expect((await listObjections(db, all, { limit: 20, offset: 0 })).total).toBe(1)
})

test('procedure and result are objected to once they have happened', async ({
  submitted: purchase,
}) => {
  expect(await tryObjection(purchase, 'bidder2', DURING_BIDDING, { subject: 'procedure' })).toEqual(
    refuse('not-yet'),
  )
  await open(purchase)
  expect(await tryObjection(purchase, 'bidder2', AFTER_DEADLINE, { subject: 'result' })).toEqual(
    refuse('not-yet'),
  )
})

test('government procurement: the procedure is open to objection for seven working days after the opening', async ({
  opened: purchase,
}) => {
  await object(purchase, 'procedure', noonOf('2026-04-01'))
  const next = { objectionId: 'another', subject: 'procedure' as const }
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-04-02'), next)).toEqual(
    refuse('too-late'),
  )
})

test('bidding law: the opening is objected to on the day itself', async ({
  openedByBiddingLaw: purchase,
}) => {
  await object(purchase, 'procedure', AFTER_DEADLINE)
  const next = { objectionId: 'another', subject: 'procedure' as const }
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-03-24'), next)).toEqual(
    refuse('too-late'),
  )
})

test('government procurement: the result is open to objection for seven working days after its notice', async ({
  awarded: purchase,
}) => {
  await object(purchase, 'result', noonOf('2026-04-02'))
  const next = { objectionId: 'another', subject: 'result' as const }
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-04-03'), next)).toEqual(
    refuse('too-late'),
  )
})

test('bidding law: the result is open to objection during the candidates’ notice only', async ({
  evaluatedByBiddingLaw: purchase,
}) => {
  const result = { subject: 'result' as const }
  expect(await tryObjection(purchase, 'bidder2', AFTER_DEADLINE, result)).toEqual(refuse('not-yet'))
  const { lotId, as } = purchase
  const { lastDay } = done(await publishCandidates(as('officer', AFTER_DEADLINE), { lotId }))
  expect(lastDay).toBe('2026-03-26')
  await object(purchase, 'result', noonOf('2026-03-26'))
  const next = { objectionId: 'another', ...result }
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-03-27'), next)).toEqual(
    refuse('too-late'),
  )
})

test('after the opening only a bidder may object, and one that withdrew is none', async ({
  published: purchase,
}) => {
  const { lotId, as } = purchase
  for (const bidder of ['bidder1', 'bidder2', 'bidder3']) await submit(purchase, bidder)
  const submissionId = submissionOf(purchase, 'bidder3')
  done(await withdrawBid(as('bidder3'), { lotId, submissionId }))
  await open(purchase) // two bids: the lot fails, and that may be objected to
  const procedure = { subject: 'procedure' as const }
  expect(await tryObjection(purchase, 'bidder3', AFTER_DEADLINE, procedure)).toEqual(
    refuse('not-a-bidder'),
  )
  expect((await tryObjection(purchase, 'bidder2', AFTER_DEADLINE, procedure)).ok).toBe(true)
})

test('an objection names a published tender and its own lot, and a result its lot', async ({
  drafted: purchase,
  published,
}) => {
  expect(await tryObjection(purchase, 'bidder2', PUBLICATION)).toEqual(refuse('not-found'))
  const at = noonOf('2026-03-10')
  expect(await tryObjection(published, 'bidder2', at, { lotId: 'another-lot' })).toEqual(
    refuse('not-found'),
  )
  expect(await tryObjection(published, 'bidder2', at, { subject: 'result', lotId: null })).toEqual(
    refuse('lot-missing'),
  )
})

test('the same objection counts once, under another id too, and a rival’s beside it', async ({
  published: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-03-10'))).toEqual(
    refuse('already-filed'),
  )
  const again = { objectionId: `${purchase.id}-again` }
  expect(await tryObjection(purchase, 'bidder2', noonOf('2026-03-10'), again)).toEqual(
    refuse('already-filed'),
  )
  done(await tryObjection(purchase, 'bidder3', noonOf('2026-03-10'), again))
})

test('a rejected objection changes nothing and tells the objector until when it may complain', async ({
  awarded: purchase,
}) => {
  const { db } = purchase
  await object(purchase, 'result', noonOf('2026-03-25'))
  await rejectObjection(purchase, noonOf('2026-03-26'))
  expect((await findLotResult(db, purchase.lotId))?.award).not.toBeNull()
  const inbox = await listInbox(
    db,
    { userId: purchase.userId('bidder2'), show: 'all' },
    { limit: 20, offset: 0 },
  )
  expect(inbox.items[0]?.title).toBe('异议（质疑）已答复：测试采购')
})

test('an answer needs words, a remedy that is open, and an objection of the own tender', async ({
  awarded: purchase,
}) => {
  await object(purchase, 'result', noonOf('2026-03-25'))
  const at = noonOf('2026-03-26')
  const refusalOf = (decision: Decision<unknown, string>) =>
    decision.ok ? 'none' : decision.refusal
  expect(refusalOf(await tryAnswer(purchase, at, { answer: '  ' }))).toBe('reason-missing')
  expect(refusalOf(await tryAnswer(purchase, at, { remedy: 'amend-documents' }))).toBe(
    'remedy-not-possible',
  )
  expect(
    refusalOf(await tryAnswer(purchase, at, { outcome: 'rejected', remedy: 're-evaluate' })),
  ).toBe('remedy-not-possible')
  const input = { objectionId: objectionIdOf(purchase), remedy: 'none', answer: '成立' } as const
  for (const person of ['stranger', 'bidder2'])
    expect(
      refusalOf(await answerObjection(purchase.as(person, at), { ...input, outcome: 'upheld' })),
    ).toBe('not-found')
  done(await tryAnswer(purchase, at))
  expect(refusalOf(await tryAnswer(purchase, at))).toBe('already-answered')
})
