import { beforeAll, expect, inject } from 'vitest'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { requestBidClarification } from '#app/commands/request-bid-clarification.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { test } from '#tests/db-test.ts'
import {
  AFTER_DEADLINE,
  EXPERTS,
  type Purchase,
  appoint,
  done,
  evaluate,
  open,
  passReviews,
  publish,
  startPurchase,
  submissionOf,
  submitThree,
} from '#tests/factories/purchase.ts'
import { noonOf, object, tryAnswer } from '#tests/factories/objections.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'

// The portal's own pool and sessions are made when first imported, on the address in the environment.
beforeAll(() => {
  process.env.DATABASE_URL = inject('databaseUrl')
})

const PAGES = {
  reviews: () => import('#app/routes/evaluations/reviews.tsx'),
  evaluation: () => import('#app/routes/evaluations/evaluation.tsx'),
  'earlier-round': () => import('#app/routes/evaluations/earlier-round.tsx'),
  'my-result': () => import('#app/routes/bids/my-result.tsx'),
  clarifications: () => import('#app/routes/bids/clarifications.tsx'),
  result: () => import('#app/routes/public/result.tsx'),
}

/** What a page loads for a person, or the status it ends with. */
async function load(
  page: keyof typeof PAGES,
  { lotId, userId }: Purchase,
  who: string,
): Promise<unknown> {
  const { loader } = await PAGES[page]()
  const cookie = who === 'nobody' ? '' : await sessionCookieOf(userId(who))
  const request = new Request('http://localhost/page', { headers: { Cookie: cookie } })
  const loaded = Promise.resolve(
    loader({ request, params: { lotId, round: '1' }, context: { cspNonce: '', scripts: [] } }),
  )
  return loaded.catch((thrown: unknown) => (thrown instanceof Response ? thrown.status : thrown))
}

test('what a bidder was asked is read by it, the committee and the auditor, and by nobody else', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  await open(purchase)
  await appoint(purchase)
  const { id, lotId } = purchase
  done(
    await requestBidClarification(purchase.as('expert1', AFTER_DEADLINE), {
      requestId: `${id}-clarification`,
      lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      question: '请说明网点数',
      answerDue: noonOf('2026-03-23'),
    }),
  )
  const asked = [{ question: '请说明网点数' }]
  for (const reader of ['expert1', 'expert2', 'auditor'])
    expect(await load('reviews', purchase, reader)).toMatchObject({ clarifications: asked })
  expect(await load('reviews', purchase, 'officer')).toMatchObject({ clarifications: [] })
  expect(await load('reviews', purchase, 'stranger')).toBe(404)
  expect(await load('clarifications', purchase, 'bidder1')).toMatchObject({ clarifications: asked })
  expect(await load('clarifications', purchase, 'bidder2')).toMatchObject({ clarifications: [] })
})

test('scores that stand out are shown once all have signed, to those who answer for the report', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  await open(purchase)
  await appoint(purchase)
  await passReviews(purchase)
  const { lotId, as } = purchase
  for (const expert of EXPERTS) {
    expect(await load('evaluation', purchase, 'expert1')).toMatchObject({ flags: null })
    expect(await load('evaluation', purchase, 'officer')).toMatchObject({ flags: null })
    const points = expert === 'expert7' ? 100n : 3_000n
    const scores = ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
      bidId: submissionOf(purchase, bidder),
      criterionId: 'plan',
      points,
      reason: '完整',
    }))
    done(await saveScoreSheet(as(expert, AFTER_DEADLINE), { lotId, scores }))
    done(await signScoreSheet(as(expert, AFTER_DEADLINE), { lotId }))
  }
  const outlier = { expertId: purchase.userId('expert7'), flag: 'outlier', points: 100n }
  for (const reader of ['expert1', 'officer', 'auditor'])
    expect(await load('evaluation', purchase, reader)).toMatchObject({
      flags: [outlier, outlier, outlier],
    })
  expect(await load('evaluation', purchase, 'expert2')).toMatchObject({ flags: null })
})

test('results open with the award, and a re-evaluation closes the scores again', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await evaluate(purchase)
  const { lotId, as } = purchase
  expect(await load('result', purchase, 'nobody')).toBe(404)
  expect(await load('my-result', purchase, 'bidder2')).toMatchObject({ results: [] })
  expect(await load('my-result', purchase, 'officer')).toBe(403)
  expect(await load('earlier-round', purchase, 'officer')).toBe(404)

  const submissionId = submissionOf(purchase, 'bidder1')
  done(await awardLot(as('officer', AFTER_DEADLINE), { lotId, submissionId, reason: '' }))
  expect(await load('result', purchase, 'nobody')).toMatchObject({
    award: { submissionId, notice: { from: '2026-03-23', lastDay: '2026-03-24' } },
    reEvaluation: null,
  })
  expect(await load('my-result', purchase, 'bidder2')).toMatchObject({
    results: [{ place: { rank: 2 } }],
  })

  await object(purchase, 'result', noonOf('2026-03-25'))
  done(await tryAnswer(purchase, noonOf('2026-03-26'), { remedy: 're-evaluate' }))
  expect(await load('result', purchase, 'nobody')).toMatchObject({
    award: null,
    ranking: null,
    reEvaluation: { round: 2, isOver: false },
    cancelled: [{ submissionId }],
  })
  expect(await load('earlier-round', purchase, 'officer')).toMatchObject({
    round: 1,
    report: { round: 1 },
  })
  expect(await load('earlier-round', purchase, 'bidder1')).toBe(403)
})
