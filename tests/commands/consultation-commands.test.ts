import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { commentOnConsultation } from '#app/commands/comment-on-consultation.server.ts'
import { publishConsultation } from '#app/commands/publish-consultation.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { replyToComment } from '#app/commands/reply-to-comment.server.ts'
import { saveTender } from '#app/commands/save-tender.server.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import {
  findCommentToOwnTender,
  listConsultationComments,
  listOwnCommentIds,
} from '#db/queries/consultation-comments.server.ts'
import { findConsultation, listConsultations } from '#db/queries/consultations.server.ts'
import { listInbox } from '#db/queries/notifications.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import {
  PUBLICATION,
  type Purchase,
  createDraft,
  done,
  open,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { buildLot, buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { test } from '#tests/starting-points.ts'

const FEBRUARY_10 = new Date('2026-02-10T10:00:00+08:00')
const LAST_DAY = '2026-02-28'
const LAST_MOMENT = new Date('2026-02-28T23:59:59.999+08:00')
const DAY_AFTER = new Date('2026-03-01T00:00:00+08:00')
const PAGE = { limit: 20, offset: 0 }

const consultationOf = ({ id }: Purchase, number = 1) => `${id}-consultation-${number}`
const commentOf = ({ id }: Purchase, number = 1) => `${id}-comment-${number}`

function consult(
  purchase: Purchase,
  {
    person = 'officer',
    at = FEBRUARY_10,
    lastDay = LAST_DAY,
    number = 1,
  }: { person?: string; at?: Date; lastDay?: PlainDate; number?: number } = {},
) {
  return publishConsultation(purchase.as(person, at), {
    consultationId: consultationOf(purchase, number),
    tenderId: purchase.tenderId,
    introduction: '请就分段和支付比例提出意见。',
    lastDay,
  })
}

function comment(purchase: Purchase, person: string, at: Date, number = 1) {
  return commentOnConsultation(purchase.as(person, at), {
    commentId: commentOf(purchase, number),
    consultationId: consultationOf(purchase),
    comment: `意见${number}`,
  })
}

function reply(purchase: Purchase, person = 'officer', number = 1) {
  return replyToComment(purchase.as(person, DAY_AFTER), {
    commentId: commentOf(purchase, number),
    adopted: true,
    reply: '已修改第二段。',
  })
}

test('a draft is put out for comment by its own officers and tells every insurer', async ({
  drafted: purchase,
}) => {
  const { db } = purchase
  expect(await consult(purchase, { person: 'stranger' })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await consult(purchase)).toEqual({ ok: true, value: { number: 1 } })
  const inbox = await listInbox(db, { userId: purchase.userId('bidder3'), show: 'all' }, PAGE)
  expect(inbox.items.map(({ title }) => title)).toEqual(['征求意见：测试采购'])
})

test('a published tender is not put out for comment any more', async ({ published: purchase }) => {
  expect(await consult(purchase)).toEqual({ ok: false, refusal: 'already-published' })
})

test('the last day is today at the earliest and 90 days ahead at the latest', async ({
  drafted: purchase,
}) => {
  expect(await consult(purchase, { lastDay: '2026-02-09' })).toEqual({
    ok: false,
    refusal: 'last-day-is-past',
  })
  expect(await consult(purchase, { lastDay: '2026-05-12' })).toEqual({
    ok: false,
    refusal: 'last-day-too-far',
  })
  expect(await consult(purchase, { lastDay: '2026-02-10' })).toMatchObject({ ok: true })
})

test('one consultation at a time, each counted once', async ({ drafted: purchase }) => {
  done(await consult(purchase))
  const open = { ok: false, refusal: 'consultation-open' }
  expect(await consult(purchase)).toEqual(open)
  expect(await consult(purchase, { number: 2, at: LAST_MOMENT, lastDay: '2026-03-20' })).toEqual(
    open,
  )
  const later = { at: DAY_AFTER, lastDay: '2026-03-20' } as const
  expect(await consult(purchase, later)).toEqual({ ok: false, refusal: 'already-exists' })
  expect(await consult(purchase, { ...later, number: 2 })).toEqual({
    ok: true,
    value: { number: 2 },
  })
})

test('the notice waits until the last day is over', async ({ drafted: purchase }) => {
  const { db, tenderId, as } = purchase
  const monday = new Date('2026-03-02T09:00:00+08:00')
  const sunday = '2026-03-01'
  done(await consult(purchase, { lastDay: '2026-03-02' }))
  expect(await publishTender(as('officer', monday), { tenderId })).toEqual({
    ok: false,
    refusal: 'consultation-open',
  })
  const other = await startPurchase(db)
  await createDraft(other)
  done(await consult(other, { lastDay: sunday }))
  expect(
    await publishTender(other.as('officer', monday), { tenderId: other.tenderId }),
  ).toMatchObject({ ok: true })
})

test('what was put out for comment stays as it was when the draft goes on', async ({
  drafted: purchase,
}) => {
  done(await consult(purchase))
  const { db, tenderId, lotId, as } = purchase
  done(
    await saveTender(as('officer', FEBRUARY_10), {
      tenderId,
      basedOn: PUBLICATION,
      openingOfficers: [],
      terms: buildTenderTerms({ title: '新标题', lots: [buildLot({ id: lotId })] }),
    }),
  )
  const consultation = await findConsultation(db, consultationOf(purchase))
  expect(consultation).toMatchObject({
    title: '测试采购',
    terms: buildTenderTerms({ projectNumber: tenderId, lots: [buildLot({ id: lotId })] }),
  })
  const listed = await listConsultations(
    db,
    { search: '测试采购', state: 'open', tenderId },
    { today: LAST_DAY, ...PAGE },
  )
  expect(listed).toMatchObject({ total: 1, items: [{ title: '测试采购', lastDay: LAST_DAY }] })
  const filters = [
    { search: '新标题', state: '', tenderId },
    { search: '', state: 'closed', tenderId },
  ] as const
  for (const filter of filters)
    expect((await listConsultations(db, filter, { today: LAST_DAY, ...PAGE })).total).toBe(0)
})

test('comments are taken through the last day and not the day after', async ({
  drafted: purchase,
}) => {
  expect(await comment(purchase, 'bidder1', FEBRUARY_10)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  done(await consult(purchase))
  expect(await comment(purchase, 'bidder1', LAST_MOMENT)).toMatchObject({ ok: true })
  expect(await comment(purchase, 'bidder1', LAST_MOMENT)).toEqual({
    ok: false,
    refusal: 'already-commented',
  })
  expect(await comment(purchase, 'finance2', DAY_AFTER, 2)).toEqual({
    ok: false,
    refusal: 'too-late',
  })
})

test('a comment is replied to once, by the buyer, and everybody reads whether it is adopted', async ({
  drafted: purchase,
}) => {
  const { db } = purchase
  done(await consult(purchase))
  done(await comment(purchase, 'bidder1', FEBRUARY_10))
  expect(await reply(purchase, 'stranger')).toEqual({ ok: false, refusal: 'not-found' })
  expect(await reply(purchase)).toMatchObject({ ok: true })
  expect(await reply(purchase)).toEqual({ ok: false, refusal: 'already-replied' })
  const comments = await listConsultationComments(db, consultationOf(purchase), PAGE)
  expect(comments).toMatchObject({
    total: 1,
    items: [{ adopted: true, reply: '已修改第二段。', commentedOn: '2026-02-10' }],
  })
})

test('no reader learns whose comment it is, but an insurer knows its own', async ({
  drafted: purchase,
}) => {
  done(await consult(purchase))
  done(await comment(purchase, 'bidder2', FEBRUARY_10))
  const { db, userId } = purchase
  const consultationId = consultationOf(purchase)
  const shown = JSON.stringify([
    await listConsultationComments(db, consultationId, PAGE),
    await findCommentToOwnTender(db, {
      id: commentOf(purchase),
      procuringEntityId: userId('entity'),
    }),
  ])
  expect(shown).toContain('意见1')
  expect(shown).not.toContain(userId('insurer2'))
  expect(shown).not.toContain(userId('bidder2'))
  const ownOf = (insurer: string) =>
    listOwnCommentIds(db, { consultationId, organisationId: userId(insurer) })
  expect(await ownOf('insurer2')).toEqual([commentOf(purchase)])
  expect(await ownOf('insurer1')).toEqual([])
})

test('the trail keeps commenting sealed until the opening', async ({ drafted: purchase }) => {
  done(await consult(purchase, { lastDay: '2026-03-01' }))
  done(await comment(purchase, 'bidder1', FEBRUARY_10))
  done(await reply(purchase))
  const { db, tenderId, as } = purchase
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
  const actions = async () => {
    const subject = { purchaseId: tenderId, subjectId: commentOf(purchase) }
    const { events } = await listPurchaseEvents(db, subject, PAGE)
    return events.map(({ action }) => action)
  }
  expect(await actions()).toEqual(['consultation.replied'])
  await open(purchase)
  expect(await actions()).toEqual(['consultation.commented', 'consultation.replied'])
})

test('comments without a reply wait for the officer', async ({ drafted: purchase }) => {
  const { db } = purchase
  done(await consult(purchase))
  const waiting = async () =>
    (await listWaitingItems(db, purchase.as('officer').actor, FEBRUARY_10)).filter(
      ({ kind }) => kind === 'reply-to-comments',
    )
  expect(await waiting()).toEqual([])
  done(await comment(purchase, 'bidder1', FEBRUARY_10))
  done(await comment(purchase, 'bidder2', FEBRUARY_10, 2))
  expect(await waiting()).toMatchObject([{ subjectId: consultationOf(purchase) }])
  done(await reply(purchase))
  done(await reply(purchase, 'officer', 2))
  expect(await waiting()).toEqual([])
})

test('the database itself lets no consultation, comment or reply change', async ({
  drafted: purchase,
}) => {
  const { db } = purchase
  done(await consult(purchase))
  done(await comment(purchase, 'bidder1', FEBRUARY_10))
  done(await reply(purchase))
  for (const statement of [
    sql`update consultations set last_day = '2026-01-01'`,
    sql`delete from consultations`,
    sql`update consultation_comments set comment = 'x'`,
    sql`delete from consultation_comments`,
    sql`update consultation_replies set adopted = false`,
    sql`delete from consultation_replies`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
})

test('of a consultation and a notice at once one happens', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await createDraft(purchase)
  const { tenderId, as } = purchase
  const both = await Promise.all([
    consult(purchase, { at: PUBLICATION, lastDay: '2026-03-20' }),
    publishTender(as('officer', PUBLICATION), { tenderId }),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
})
