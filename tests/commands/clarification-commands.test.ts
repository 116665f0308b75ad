import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { answerClarification } from '#app/commands/answer-clarification.server.ts'
import { askClarification } from '#app/commands/ask-clarification.server.ts'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import {
  findOwnTendersQuestion,
  listAskersQuestions,
  listPublishedClarifications,
  listTenderQuestions,
} from '#db/queries/clarifications.server.ts'
import { listInbox } from '#db/queries/notifications.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  DURING_BIDDING,
  type Purchase,
  done,
  open,
  publish,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

const LAST_MOMENT = new Date(DEADLINE.getTime() - 1)
const PAGE = { limit: 20, offset: 0 }

const questionOf = ({ id, tenderId }: Purchase, number = 1) => ({
  questionId: `${id}-question-${number}`,
  tenderId,
  question: `第${number}问：起付线按年还是按次？`,
})

const answerOf = ({ id }: Purchase) => ({
  questionId: `${id}-question-1`,
  answer: '按年累计。',
  changesTerms: false,
})

async function ask(purchase: Purchase, bidder = 'bidder1'): Promise<void> {
  done(await askClarification(purchase.as(bidder), questionOf(purchase)))
}

test('a question is asked from the notice until the millisecond before the deadline', async ({
  drafted: purchase,
  published,
}) => {
  const asked = (at: Date, number: number) =>
    askClarification(purchase.as('bidder1', at), questionOf(purchase, number))
  expect(await asked(DURING_BIDDING, 1)).toEqual({ ok: false, refusal: 'not-found' })
  const askedThere = (at: Date, number: number) =>
    askClarification(published.as('bidder1', at), questionOf(published, number))
  expect(await askedThere(LAST_MOMENT, 1)).toMatchObject({ ok: true })
  expect(await askedThere(DEADLINE, 2)).toEqual({ ok: false, refusal: 'deadline-passed' })
  expect(await askedThere(DURING_BIDDING, 1)).toEqual({ ok: false, refusal: 'already-asked' })
})

test('nobody asks or answers when the tender is cancelled', async ({ published: purchase }) => {
  await ask(purchase)
  const { tenderId, as } = purchase
  done(await cancelTender(as('officer'), { tenderId, lotIds: 'all', reason: '政策调整' }))
  const ended = { ok: false, refusal: 'tender-ended' }
  expect(await askClarification(as('bidder2'), questionOf(purchase, 2))).toEqual(ended)
  expect(await answerClarification(as('officer'), answerOf(purchase))).toEqual(ended)
})

test('an answer is given once, by the buyer, until the deadline, and tells every insurer', async ({
  published: purchase,
}) => {
  await ask(purchase)
  const { db, as, tenderId, userId } = purchase
  const input = answerOf(purchase)
  expect(await answerClarification(as('stranger'), input)).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await answerClarification(as('officer', DEADLINE), input)).toEqual({
    ok: false,
    refusal: 'deadline-passed',
  })
  expect((await listPublishedClarifications(db, tenderId, PAGE)).total).toBe(0)
  expect(await answerClarification(as('officer', LAST_MOMENT), input)).toMatchObject({ ok: true })
  expect(await answerClarification(as('officer', LAST_MOMENT), input)).toEqual({
    ok: false,
    refusal: 'already-answered',
  })
  const published = await listPublishedClarifications(db, tenderId, PAGE)
  expect(published).toMatchObject({ total: 1, items: [{ answer: '按年累计。' }] })
  for (const bidder of ['bidder1', 'bidder2', 'bidder3']) {
    const inbox = await listInbox(db, { userId: userId(bidder), show: 'all' }, PAGE)
    expect(inbox.items.filter(({ title }) => title.startsWith('澄清答复'))).toHaveLength(1)
  }
})

test('an answer that changes the documents is refused: it needs an amendment', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await ask(purchase)
  const changing = { ...answerOf(purchase), changesTerms: true }
  expect(await answerClarification(purchase.as('officer'), changing)).toEqual({
    ok: false,
    refusal: 'needs-amendment',
  })
  expect((await listPublishedClarifications(db, purchase.tenderId, PAGE)).total).toBe(0)
})

test('neither the officer nor the public learns who asked', async ({ published: purchase }) => {
  await ask(purchase, 'bidder2')
  const { db, tenderId, as, userId } = purchase
  const key = { tenderId, procuringEntityId: userId('entity') }
  const forOfficer = await listTenderQuestions(db, key, PAGE)
  expect(Object.keys(forOfficer.items[0] ?? {}).toSorted()).toEqual([
    'answer',
    'answeredAt',
    'askedOn',
    'id',
    'question',
    'tenderId',
  ])
  const one = await findOwnTendersQuestion(db, {
    id: `${purchase.id}-question-1`,
    procuringEntityId: userId('entity'),
  })
  done(await answerClarification(as('officer'), answerOf(purchase)))
  const shown = JSON.stringify([
    forOfficer,
    one,
    await listPublishedClarifications(db, tenderId, PAGE),
  ])
  expect(shown).toContain('起付线')
  expect(shown).not.toContain(userId('insurer2'))
  expect(shown).not.toContain(userId('bidder2'))
})

test('an insurer sees its own questions and nobody else’s', async ({ published: purchase }) => {
  await ask(purchase, 'bidder1')
  const { db, tenderId, userId } = purchase
  const totalOf = async (insurer: string) =>
    (await listAskersQuestions(db, { tenderId, askerId: userId(insurer) }, PAGE)).total
  expect(await totalOf('insurer1')).toBe(1)
  expect(await totalOf('insurer2')).toBe(0)
})

test('the trail keeps asking sealed until the opening, and answering open', async ({
  published: purchase,
}) => {
  await ask(purchase)
  const { db, tenderId, as } = purchase
  done(await answerClarification(as('officer'), answerOf(purchase)))
  const actions = async () => {
    const { events } = await listPurchaseEvents(
      db,
      { purchaseId: tenderId, subjectId: `${purchase.id}-question-1` },
      PAGE,
    )
    return events.map(({ action }) => action)
  }
  expect(await actions()).toEqual(['clarification.answered'])
  await open(purchase)
  expect((await actions()).toSorted()).toEqual(['clarification.answered', 'clarification.asked'])
})

test('what is unanswered waits for the officer until the deadline, the unanswered first in the list', async ({
  published: purchase,
}) => {
  await ask(purchase)
  const { db, tenderId, as, userId } = purchase
  done(await askClarification(as('bidder2'), questionOf(purchase, 2)))
  const waiting = async (at: Date) =>
    (await listWaitingItems(db, as('officer').actor, at)).filter(
      ({ kind }) => kind === 'answer-clarification',
    )
  expect(await waiting(LAST_MOMENT)).toMatchObject([{ subjectId: tenderId, due: DEADLINE }])
  expect(await waiting(AFTER_DEADLINE)).toEqual([])
  done(await answerClarification(as('officer'), answerOf(purchase)))
  const key = { tenderId, procuringEntityId: userId('entity') }
  const { items, total } = await listTenderQuestions(db, key, PAGE)
  expect(total).toBe(2)
  expect(items.map(({ answer }) => answer)).toEqual([null, '按年累计。'])
  const second = { ...answerOf(purchase), questionId: `${purchase.id}-question-2` }
  done(await answerClarification(as('officer'), second))
  expect(await waiting(DURING_BIDDING)).toEqual([])
})

test('the database itself lets no question and no answer change', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await ask(purchase)
  done(await answerClarification(purchase.as('officer'), answerOf(purchase)))
  for (const statement of [
    sql`update clarification_questions set question = 'x'`,
    sql`delete from clarification_questions`,
    sql`update clarification_answers set answer = 'x'`,
    sql`delete from clarification_answers`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
})

test('eight answers at once are one', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await ask(purchase)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      answerClarification(purchase.as('officer'), answerOf(purchase)),
    ),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
})
