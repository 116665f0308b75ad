import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { answerBidClarification } from '#app/commands/answer-bid-clarification.server.ts'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { requestBidClarification } from '#app/commands/request-bid-clarification.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { listBidClarifications, listOwnBidClarifications } from '#db/queries/reviews.server.ts'
import { listWaitingItems } from '#db/queries/waiting.server.ts'
import { titlesOf } from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  EXPERTS,
  type Purchase,
  done,
  passReviews,
  submissionOf,
} from '#tests/factories/purchase.ts'
import { buildFindings } from '#tests/factories/tender-terms.ts'
import { goOnAtOnce, test } from '#tests/starting-points.ts'

const at = AFTER_DEADLINE
const DUE = new Date('2026-03-23T11:00:00+08:00')
const JUST_BEFORE = new Date(DUE.getTime() - 1)

type Request = Parameters<typeof requestBidClarification>[1]

function ask(
  purchase: Purchase,
  overrides: Partial<Request> = {},
  who = 'expert1',
): ReturnType<typeof requestBidClarification> {
  return requestBidClarification(purchase.as(who, at), {
    requestId: requestIdOf(purchase),
    lotId: purchase.lotId,
    submissionId: submissionOf(purchase, 'bidder1'),
    question: '服务网点一览表与正文不一致，请说明',
    answerDue: DUE,
    ...overrides,
  })
}

function answer(
  purchase: Purchase,
  when: Date,
  { who = 'bidder1', text = '以正文为准' } = {},
): ReturnType<typeof answerBidClarification> {
  return answerBidClarification(purchase.as(who, when), {
    requestId: requestIdOf(purchase),
    answer: text,
  })
}

function checkCompliance(purchase: Purchase, when: Date): ReturnType<typeof recordReview> {
  return recordReview(purchase.as('expert1', when), {
    lotId: purchase.lotId,
    submissionId: submissionOf(purchase, 'bidder1'),
    stage: 'compliance',
    findings: buildFindings('compliance'),
  })
}

function requestIdOf({ id }: Purchase): string {
  return `${id}-clarification`
}

test('only the chair asks, about an opened bid of the lot, and says what', async ({
  appointed: purchase,
}) => {
  expect(await ask(purchase, {}, 'expert2')).toEqual(refuse('not-yours'))
  expect(await ask(purchase, {}, 'officer')).toEqual(refuse('not-yours'))
  expect(await ask(purchase, { submissionId: 'nobody' })).toEqual(refuse('not-found'))
  expect(await ask(purchase, { lotId: 'nowhere' })).toEqual(refuse('not-found'))
  expect(await ask(purchase, { question: ' ' })).toEqual(refuse('question-missing'))
  expect(await ask(purchase)).toMatchObject({ ok: true })
  expect(await ask(purchase)).toEqual(refuse('already-asked'))
})

test('a chair who has not declared, or with a conflict, asks nothing', async ({
  opened: purchase,
}) => {
  const { tenderId, userId } = purchase
  const members = EXPERTS.map((expert) => ({
    expertId: userId(expert),
    kind: 'expert' as const,
    chair: expert === 'expert1',
  }))
  done(await appointCommittee(purchase.as('officer', at), { tenderId, members }))
  expect(await ask(purchase)).toEqual(refuse('not-yours'))
  const conflict = { tenderId, conflict: true, reason: '曾任职于投标人' }
  done(await declareInterest(purchase.as('expert1', at), conflict))
  expect(await ask(purchase)).toEqual(refuse('not-yours'))
})

test('a bidder has half an hour at least to answer', async ({ appointed: purchase }) => {
  const earliest = at.getTime() + 30 * 60_000
  expect(await ask(purchase, { answerDue: at })).toEqual(refuse('due-too-soon'))
  expect(await ask(purchase, { answerDue: new Date(earliest - 1) })).toEqual(refuse('due-too-soon'))
  expect(await ask(purchase, { answerDue: new Date(earliest) })).toMatchObject({ ok: true })
})

test('after the verdict nothing is asked any more', async ({ appointed: purchase }) => {
  await passReviews(purchase)
  expect(await ask(purchase)).toEqual(refuse('already-reviewed'))
})

test('once the bid is rejected nothing is asked any more', async ({ appointed: purchase }) => {
  done(
    await recordReview(purchase.as('officer', at), {
      lotId: purchase.lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      stage: 'qualification',
      findings: buildFindings('qualification', { licence: '许可证已过期' }),
    }),
  )
  expect(await ask(purchase)).toEqual(refuse('already-reviewed'))
})

test('nothing is asked or answered on a lot that has ended', async ({ appointed: purchase }) => {
  done(await ask(purchase))
  const { tenderId, lotId } = purchase
  done(
    await cancelTender(purchase.as('officer', at), {
      tenderId,
      lotIds: [lotId],
      reason: '采购任务取消',
    }),
  )
  expect(await ask(purchase, { requestId: `${purchase.id}-second` })).toEqual(refuse('lot-failed'))
  expect(await answer(purchase, JUST_BEFORE)).toEqual(refuse('lot-failed'))
})

test('the bidder answers once and in time: until the last millisecond, not at the moment it is due', async ({
  appointed: purchase,
}) => {
  const { db } = purchase
  done(await ask(purchase))
  expect(await answer(purchase, JUST_BEFORE, { who: 'bidder2' })).toEqual(refuse('not-found'))
  expect(await answer(purchase, JUST_BEFORE, { who: 'finance1' })).toEqual(refuse('not-found'))
  expect(await answer(purchase, JUST_BEFORE, { text: ' ' })).toEqual(refuse('answer-missing'))
  expect(await answer(purchase, DUE)).toEqual(refuse('overdue'))
  expect(await answer(purchase, JUST_BEFORE)).toMatchObject({ ok: true })
  expect(await answer(purchase, JUST_BEFORE)).toEqual(refuse('already-answered'))
  await expect(
    db.transaction((tx) =>
      tx.execute(
        sql`update bid_clarification_answers set answer = '' where request_id = ${requestIdOf(purchase)}`,
      ),
    ),
  ).rejects.toThrow()
})

test('the verdict waits for the answer, and goes on without it when it is overdue', async ({
  appointed: purchase,
}) => {
  done(await ask(purchase))
  expect(await checkCompliance(purchase, JUST_BEFORE)).toEqual(refuse('clarification-open'))
  expect(await checkCompliance(purchase, DUE)).toMatchObject({ ok: true })
})

test('once the answer is there the verdict waits no more', async ({ appointed: purchase }) => {
  done(await ask(purchase))
  done(await answer(purchase, JUST_BEFORE))
  expect(await checkCompliance(purchase, JUST_BEFORE)).toMatchObject({ ok: true })
})

test('only the bidder asked is told, and only the chair learns of the answer', async ({
  appointed: purchase,
}) => {
  const { db } = purchase
  done(await ask(purchase))
  const titles = async (who: string) =>
    (await titlesOf(db, purchase.userId(who))).map((title) => title.split('：')[0])
  expect(await titles('bidder1')).toContain('请澄清投标文件')
  expect(await titles('bidder2')).not.toContain('请澄清投标文件')
  expect(await titles('officer')).not.toContain('请澄清投标文件')

  const { lotId, userId } = purchase
  const own = (bidder: string) => listOwnBidClarifications(db, { lotId, bidderId: userId(bidder) })
  expect(await own('insurer1')).toMatchObject([{ answer: null, answerDue: DUE }])
  expect(await own('insurer2')).toEqual([])

  done(await answer(purchase, JUST_BEFORE))
  expect(await titles('expert1')).toContain('投标人已澄清')
  expect(await titles('expert2')).not.toContain('投标人已澄清')
  expect(await listBidClarifications(db, lotId, 1)).toMatchObject([{ answer: '以正文为准' }])
})

test('an answer waits for the bidder until it is given or due', async ({ appointed: purchase }) => {
  const { db } = purchase
  done(await ask(purchase))
  const waiting = async (who: string, when: Date) =>
    (await listWaitingItems(db, purchase.as(who).actor, when)).filter(
      ({ kind }) => kind === 'answer-bid-clarification',
    )
  expect(await waiting('bidder1', at)).toMatchObject([{ subjectId: purchase.lotId, due: DUE }])
  expect(await waiting('bidder1', DUE)).toEqual([])
  expect(await waiting('bidder2', at)).toEqual([])
  done(await answer(purchase, JUST_BEFORE))
  expect(await waiting('bidder1', at)).toEqual([])
})

test('of several answers at once one is kept', async () => {
  const purchase = await goOnAtOnce('appointed')
  done(await ask(purchase))
  const answers = await Promise.all(
    ['一', '二', '三', '四'].map((text) => answer(purchase, JUST_BEFORE, { text })),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await listBidClarifications(purchase.db, purchase.lotId, 1)).toHaveLength(1)
})
