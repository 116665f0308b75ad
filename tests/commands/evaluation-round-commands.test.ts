import { expect } from 'vitest'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { listEarlierReports } from '#db/queries/awards.server.ts'
import { listOwnResults } from '#db/queries/own-results.server.ts'
import { listReviews, listRounds } from '#db/queries/reviews.server.ts'
import {
  findOwnScoreSheet,
  listCommitteeLots,
  listSheetsWhenAllSigned,
  listSignedExperts,
} from '#db/queries/score-sheets.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { noonOf, object, tryAnswer } from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  EXPERTS,
  type Purchase,
  done,
  passReviews,
  scoreAndSign,
  submissionOf,
} from '#tests/factories/purchase.ts'
import { buildFindings } from '#tests/factories/tender-terms.ts'
import { test } from '#tests/starting-points.ts'

const at = AFTER_DEADLINE

/** An award objected to with success puts the lot into its second round. */
async function startSecondRound(purchase: Purchase): Promise<void> {
  await object(purchase, 'result', noonOf('2026-03-25'))
  done(await tryAnswer(purchase, noonOf('2026-03-26'), { remedy: 're-evaluate' }))
}

test('a second round begins without verdicts or sheets, and the first stays as it was', async ({
  awarded: purchase,
}) => {
  await startSecondRound(purchase)
  const { db, tenderId, lotId, userId } = purchase
  const { round, reviews, progress } = await findLotUnderEvaluation(db, lotId)
  expect([round, reviews.length, progress.waiting.length]).toEqual([2, 0, 6])
  expect(await listSignedExperts(db, lotId, 2)).toEqual([])
  const expertId = userId('expert1')
  expect(await findOwnScoreSheet(db, { lotId, round: 2, expertId })).toBeUndefined()
  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 2 })).toEqual([])

  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 1 })).toHaveLength(7)
  expect(await listReviews(db, lotId, 1)).toHaveLength(6)
  expect(await listEarlierReports(db, lotId, 2)).toMatchObject([{ round: 1 }])
  expect((await listRounds(db, lotId)).map(({ reason }) => reason === '')).toEqual([true, false])
  expect(await listCommitteeLots(db, expertId)).toMatchObject([
    { lotId, round: 2, signed: false, evaluated: false },
  ])
})

test('in a second round scores wait for its own reviews, and no sheet is read before all are in', async ({
  awarded: purchase,
}) => {
  await startSecondRound(purchase)
  const { db, tenderId, lotId } = purchase
  expect(await saveScoreSheet(purchase.as('expert1', at), { lotId, scores: [] })).toEqual(
    refuse('reviews-open'),
  )
  await passReviews(purchase)
  await scoreAndSign(purchase, EXPERTS.slice(0, 6))
  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 2 })).toEqual([])
  const completing = () => completeEvaluation(purchase.as('officer', at), { lotId, drawOrder: [] })
  expect(await completing()).toEqual(refuse('sheets-open'))
  await scoreAndSign(purchase, EXPERTS.slice(6))
  expect(await completing()).toMatchObject({ ok: true })
  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 2 })).toHaveLength(7)
  done(
    await awardLot(purchase.as('officer', noonOf('2026-03-30')), {
      lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      reason: '',
    }),
  )
})

test('after its report a round takes no more verdicts', async ({ evaluated: purchase }) => {
  expect(
    await recordReview(purchase.as('officer', at), {
      lotId: purchase.lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      stage: 'qualification',
      findings: buildFindings('qualification'),
    }),
  ).toEqual(refuse('already-complete'))
})

test('nobody scores or signs on a lot that was cancelled meanwhile', async ({
  appointed: purchase,
}) => {
  await passReviews(purchase)
  const { tenderId, lotId } = purchase
  done(await saveScoreSheet(purchase.as('expert1', at), { lotId, scores: [] }))
  done(
    await cancelTender(purchase.as('officer', at), {
      tenderId,
      lotIds: [lotId],
      reason: '采购任务取消',
    }),
  )
  expect(await saveScoreSheet(purchase.as('expert1', at), { lotId, scores: [] })).toEqual(
    refuse('lot-failed'),
  )
  expect(await signScoreSheet(purchase.as('expert1', at), { lotId })).toEqual(refuse('lot-failed'))
})

test('a bidder reads its own place and scores after the award, and nothing of a rival’s', async ({
  evaluated: purchase,
}) => {
  const { db, lotId, userId } = purchase
  const results = (insurer: string) => listOwnResults(db, { lotId, bidderId: userId(insurer) })
  expect(await results('insurer2')).toEqual([])
  done(
    await awardLot(purchase.as('officer', at), {
      lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      reason: '',
    }),
  )
  const [second] = await results('insurer2')
  expect(second).toMatchObject({
    round: 1,
    opened: 3,
    ranked: 3,
    rejection: null,
    place: { rank: 2, totalPoints: 8_991n },
    awards: [{ own: false, cancelledAt: null }],
  })
  const shown = JSON.stringify(second, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  for (const rival of ['bidder1', 'bidder3'])
    expect(shown).not.toContain(submissionOf(purchase, rival))
  for (const expert of EXPERTS) expect(shown).not.toContain(userId(expert))
  expect(await results('insurer1')).toMatchObject([{ place: { rank: 1 }, awards: [{ own: true }] }])
  expect(await results('other-entity')).toEqual([])
})

test('a cancelled award stays told with its round', async ({ awarded: purchase }) => {
  await startSecondRound(purchase)
  const { db, lotId, userId } = purchase
  const results = await listOwnResults(db, { lotId, bidderId: userId('insurer1') })
  expect(results).toMatchObject([
    { round: 1, awards: [{ own: true, cancellationReason: '异议（质疑）成立' }] },
  ])
})
