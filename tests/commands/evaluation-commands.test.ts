import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { appointCommittee } from '#app/commands/appoint-committee.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { completeEvaluation } from '#app/commands/complete-evaluation.server.ts'
import { declareInterest } from '#app/commands/declare-interest.server.ts'
import { publishCandidates } from '#app/commands/publish-candidates.server.ts'
import { recordReview } from '#app/commands/record-review.server.ts'
import { saveScoreSheet } from '#app/commands/save-score-sheet.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { signScoreSheet } from '#app/commands/sign-score-sheet.server.ts'
import { findLotResult } from '#db/queries/awards.server.ts'
import { listSheetsWhenAllSigned } from '#db/queries/score-sheets.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import {
  AFTER_DEADLINE,
  EXPERTS,
  appoint,
  done,
  open,
  passReviews,
  scoreAndSign,
  seal,
  submissionOf,
  upload,
} from '#tests/factories/purchase.ts'
import { buildFindings, buildLot } from '#tests/factories/tender-terms.ts'
import { test } from '#tests/starting-points.ts'

const at = AFTER_DEADLINE

test('a committee has the size that the budget asks for', async ({ published: purchase }) => {
  const { tenderId, userId } = purchase
  const members = (count: number, chairs = 1) =>
    EXPERTS.slice(0, count).map((expert, index) => ({
      expertId: userId(expert),
      kind: 'expert' as const,
      chair: index < chairs,
    }))
  const appointing = (list: ReturnType<typeof members>, who = 'officer') =>
    appointCommittee(purchase.as(who, at), { tenderId, members: list })
  expect(await appointing(members(5))).toEqual({ ok: false, refusal: 'breaks-a-rule' })
  expect(await appointing(members(6))).toEqual({ ok: false, refusal: 'breaks-a-rule' })
  expect(await appointing(members(7, 2))).toEqual({ ok: false, refusal: 'breaks-a-rule' })
  expect(
    await appointing([
      ...members(6),
      { expertId: userId('officer'), kind: 'expert', chair: false },
    ]),
  ).toEqual({ ok: false, refusal: 'not-an-expert' })
  expect(await appointing(members(7), 'stranger')).toEqual({ ok: false, refusal: 'not-found' })
  expect(await appointing(members(7))).toMatchObject({ ok: true })
})

test('a member declares once, with a reason for a conflict, and with one scores nothing', async ({
  opened: purchase,
}) => {
  const { tenderId, lotId, userId } = purchase
  const members = EXPERTS.map((expert) => ({
    expertId: userId(expert),
    kind: 'expert' as const,
    chair: expert === 'expert1',
  }))
  await appointCommittee(purchase.as('officer', at), { tenderId, members })
  const declare = (who: string, conflict: boolean, reason: string) =>
    declareInterest(purchase.as(who, at), { tenderId, conflict, reason })
  expect(await declare('officer', false, '')).toEqual({ ok: false, refusal: 'not-found' })
  expect(await declare('expert2', true, ' ')).toEqual({ ok: false, refusal: 'reason-missing' })
  expect(await declare('expert2', true, '曾任职于投标人')).toMatchObject({ ok: true })
  expect(await declare('expert2', false, '')).toEqual({ ok: false, refusal: 'already-declared' })
  expect(await saveScoreSheet(purchase.as('expert2', at), { lotId, scores: [] })).toEqual({
    ok: false,
    refusal: 'not-declared',
  })
})

test('reviews belong to their reviewers, and a rejection that leaves two bids fails the lot', async ({
  appointed: purchase,
}) => {
  const { db, lotId, tenderId } = purchase
  const input = {
    lotId,
    submissionId: submissionOf(purchase, 'bidder1'),
    stage: 'qualification' as const,
    findings: buildFindings('qualification', { licence: '' }),
  }
  const compliance = {
    ...input,
    stage: 'compliance' as const,
    findings: buildFindings('compliance'),
  }
  expect(await recordReview(purchase.as('expert1', at), input)).toEqual({
    ok: false,
    refusal: 'not-yours',
  })
  expect(await recordReview(purchase.as('officer', at), compliance)).toEqual({
    ok: false,
    refusal: 'not-yours',
  })
  expect(await recordReview(purchase.as('expert2', at), compliance)).toEqual({
    ok: false,
    refusal: 'not-yours',
  })
  expect(await recordReview(purchase.as('stranger', at), input)).toEqual({
    ok: false,
    refusal: 'not-yours',
  })
  expect(await recordReview(purchase.as('officer', at), input)).toEqual({
    ok: false,
    refusal: 'reason-missing',
  })
  expect(await recordReview(purchase.as('officer', at), { ...input, findings: [] })).toEqual({
    ok: false,
    refusal: 'finding-missing',
  })
  expect(
    await recordReview(purchase.as('officer', at), {
      ...input,
      findings: buildFindings('qualification', { licence: '许可证已过期' }),
    }),
  ).toEqual({ ok: true, value: { lotFailed: false } })
  expect(
    await recordReview(purchase.as('officer', at), {
      ...input,
      findings: buildFindings('qualification'),
    }),
  ).toEqual({
    ok: false,
    refusal: 'already-reviewed',
  })
  for (const bidder of ['bidder2', 'bidder3']) {
    const submissionId = submissionOf(purchase, bidder)
    const findings = buildFindings('qualification')
    await recordReview(purchase.as('officer', at), { ...input, submissionId, findings })
    await recordReview(purchase.as('expert1', at), { ...compliance, submissionId })
  }
  expect(await listLotFailures(db, tenderId)).toMatchObject([
    { reason: 'fewer-than-three-valid-bids', detail: '2' },
  ])
  expect(await recordReview(purchase.as('officer', at), input)).toEqual({
    ok: false,
    refusal: 'lot-failed',
  })
})

test('a sealed bid that breaks a limit of the tender is found at the opening and cannot pass the compliance review', async ({
  submitted: purchase,
}) => {
  const [{ priceCeiling }] = [buildLot()]
  const offer = { price: priceCeiling + 1n }
  const dear = await upload(purchase, 'bidder1', await seal(purchase, 'bidder1', { offer }))
  const submissionId = `${dear.submissionId}-2`
  done(await submitBid(purchase.as('bidder1'), { ...dear, submissionId, revision: 2 }))
  await open(purchase)
  await appoint(purchase)
  const { db, lotId, as } = purchase
  const [opened] = (await listOpenedBids(db, [lotId])).filter(
    (bid) => bid.submissionId === submissionId,
  )
  expect(opened?.problems).toEqual([
    { path: 'price', problem: 'price-above-ceiling', limit: priceCeiling },
  ])
  const review = { lotId, submissionId, stage: 'compliance' as const }
  const findings = buildFindings('compliance')
  expect(await recordReview(as('expert1', at), { ...review, findings })).toEqual({
    ok: false,
    refusal: 'limits-broken',
  })
  const failing = findings.map((finding) => ({ ...finding, met: false, note: '报价超过最高限价' }))
  expect(await recordReview(as('expert1', at), { ...review, findings: failing })).toMatchObject({
    ok: true,
  })
})

test('no score before the reviews, none above the maximum, and a signed sheet is locked in the database too', async ({
  appointed: purchase,
}) => {
  const { db, lotId, tenderId } = purchase
  const scores = (points: bigint, reason = '完整') =>
    ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
      bidId: submissionOf(purchase, bidder),
      criterionId: 'plan',
      points,
      reason,
    }))
  const save = (list: ReturnType<typeof scores>) =>
    saveScoreSheet(purchase.as('expert1', at), { lotId, scores: list })
  expect(await save(scores(100n))).toEqual({ ok: false, refusal: 'reviews-open' })
  await passReviews(purchase)
  expect(await save(scores(4_001n))).toEqual({ ok: false, refusal: 'points-out-of-range' })
  expect(await signScoreSheet(purchase.as('expert1', at), { lotId })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await save(scores(4_000n, ''))).toMatchObject({ ok: true })
  expect(await signScoreSheet(purchase.as('expert1', at), { lotId })).toEqual({
    ok: false,
    refusal: 'incomplete',
  })
  expect(await save(scores(4_000n))).toMatchObject({ ok: true })
  expect(await signScoreSheet(purchase.as('expert1', at), { lotId })).toMatchObject({ ok: true })
  expect(await signScoreSheet(purchase.as('expert1', at), { lotId })).toEqual({
    ok: false,
    refusal: 'already-signed',
  })
  expect(await save(scores(1n))).toEqual({ ok: false, refusal: 'already-signed' })
  await expect(
    db.transaction((tx) =>
      tx.execute(sql`update score_sheets set scores = '[]' where lot_id = ${lotId}`),
    ),
  ).rejects.toThrow()
  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 1 })).toEqual([])
  expect(await completeEvaluation(purchase.as('officer', at), { lotId, drawOrder: [] })).toEqual({
    ok: false,
    refusal: 'sheets-open',
  })
  await scoreAndSign(purchase, EXPERTS.slice(1))
  expect(await listSheetsWhenAllSigned(db, { tenderId, lotId, round: 1 })).toHaveLength(7)
})

test('the report ranks by the published arithmetic, once', async ({ evaluated: purchase }) => {
  const { db, lotId } = purchase
  const result = await findLotResult(db, lotId)
  expect(result?.ranking.ranked.map(({ bidId, totalPoints }) => [bidId, totalPoints])).toEqual([
    [submissionOf(purchase, 'bidder1'), 9_000n],
    [submissionOf(purchase, 'bidder2'), 8_991n],
    [submissionOf(purchase, 'bidder3'), 8_982n],
  ])
  expect(await completeEvaluation(purchase.as('officer', at), { lotId, drawOrder: [] })).toEqual({
    ok: false,
    refusal: 'already-complete',
  })
  expect(await completeEvaluation(purchase.as('stranger', at), { lotId, drawOrder: [] })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
})

test('an award goes to the first, or to another candidate with a reason, once', async ({
  evaluated: purchase,
}) => {
  const { lotId } = purchase
  const giving = (submissionId: string, reason = '', who = 'officer') =>
    awardLot(purchase.as(who, at), { lotId, submissionId, reason })
  expect(await giving('nobody')).toEqual({ ok: false, refusal: 'not-a-candidate' })
  expect(await giving(submissionOf(purchase, 'bidder2'))).toEqual({
    ok: false,
    refusal: 'reason-missing',
  })
  expect(await giving(submissionOf(purchase, 'bidder1'), '', 'stranger')).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await giving(submissionOf(purchase, 'bidder1'))).toMatchObject({ ok: true })
  expect(await giving(submissionOf(purchase, 'bidder1'))).toEqual({
    ok: false,
    refusal: 'already-awarded',
  })
})

test('under the bidding law candidates stand three full days before the award', async ({
  evaluatedByBiddingLaw: purchase,
}) => {
  const { lotId } = purchase
  const giving = (time: string) =>
    awardLot(purchase.as('officer', new Date(time)), {
      lotId,
      submissionId: submissionOf(purchase, 'bidder1'),
      reason: '',
    })
  expect(await giving('2026-03-23T12:00:00+08:00')).toEqual({
    ok: false,
    refusal: 'candidates-not-published',
  })
  expect(await publishCandidates(purchase.as('officer', at), { lotId })).toEqual({
    ok: true,
    value: { lastDay: '2026-03-26' },
  })
  expect(await publishCandidates(purchase.as('officer', at), { lotId })).toEqual({
    ok: false,
    refusal: 'already-published',
  })
  expect(await giving('2026-03-26T23:59:59.999+08:00')).toEqual({
    ok: false,
    refusal: 'notice-period-running',
  })
  expect(await giving('2026-03-27T00:00:00+08:00')).toMatchObject({ ok: true })
})
