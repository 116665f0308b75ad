import { expect } from 'vitest'
import { amendTender } from '#app/commands/amend-tender.server.ts'
import { awardLot } from '#app/commands/award-lot.server.ts'
import { confirmContract } from '#app/commands/confirm-contract.server.ts'
import { draftContract } from '#app/commands/draft-contract.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { findLotResult, listCancelledAwards } from '#db/queries/awards.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { findCurrentRound, listReviews } from '#db/queries/reviews.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  actionsOf,
  noonOf,
  titlesOf,
  tryAnswer,
  tryObjection,
  object,
} from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  SIGNING,
  done,
  publish,
  startPurchase,
  submissionOf,
  tryOpen,
  OPENING_OFFICERS,
} from '#tests/factories/purchase.ts'
import { buildLot } from '#tests/factories/tender-terms.ts'
import { test } from '#tests/starting-points.ts'

test('an upheld objection to the documents asks for an amendment, and nothing is opened before it', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  done(await tryAnswer(purchase, noonOf('2026-03-11'), { remedy: 'amend-documents' }))
  expect(await listLotFailures(db, purchase.tenderId)).toEqual([])
  const tender = await findTender(db, purchase.tenderId)
  expect(tender?.version).toBe(1)

  const { tenderId, as, userId } = purchase
  expect(await tryOpen(purchase, AFTER_DEADLINE)).toEqual(refuse('amendment-owed'))
  if (!tender) throw new Error('the tender is there')
  done(
    await amendTender(as('officer', noonOf('2026-03-12')), {
      tenderId,
      basedOnVersion: 1,
      terms: { ...tender.terms, contact: '更正后的联系方式' },
      openingOfficers: OPENING_OFFICERS.map(userId),
      reason: '异议成立',
    }),
  )
  done(await tryOpen(purchase, AFTER_DEADLINE))
})

test('once the bidding is over the documents cannot be amended, only tendered again', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await object(purchase, 'bidding-documents', noonOf('2026-03-17'))
  expect(await tryAnswer(purchase, AFTER_DEADLINE, { remedy: 'amend-documents' })).toEqual(
    refuse('remedy-not-possible'),
  )
  done(await tryAnswer(purchase, AFTER_DEADLINE, { remedy: 're-tender' }))
  expect(await listLotFailures(db, purchase.tenderId)).toMatchObject([
    { lotId: purchase.lotId, reason: 'remedy-re-tender', detail: '异议（质疑）成立' },
  ])
})

test('re-evaluation cancels the award and begins a round in which nothing is reviewed', async ({
  awarded: purchase,
}) => {
  const { db, lotId, contractId, as } = purchase
  done(await draftContract(as('officer', AFTER_DEADLINE), { contractId, lotId }))
  await object(purchase, 'result', noonOf('2026-03-25'))
  done(await tryAnswer(purchase, noonOf('2026-03-26'), { remedy: 're-evaluate' }))

  expect(await findCurrentRound(db, lotId)).toBe(2)
  expect(await findLotResult(db, lotId)).toBeUndefined()
  expect(await listReviews(db, lotId, 2)).toEqual([])
  expect((await listReviews(db, lotId, 1)).length).toBe(6)
  expect(await listCancelledAwards(db, lotId)).toMatchObject([
    { round: 1, reason: '异议（质疑）成立', rule: expect.stringContaining('第六十四条') },
  ])
  expect(await confirmContract(as('officer', SIGNING), { contractId })).toEqual(
    refuse('award-cancelled'),
  )
  expect(await actionsOf(purchase)).toEqual(
    expect.arrayContaining(['objection.answered', 'award.cancelled', 'lot.re-evaluation-started']),
  )
  expect(await titlesOf(db, purchase.userId('expert1'))).toContain('重新评审：测试采购')
})

test('a cancelled award goes to the next candidate', async ({ awarded: purchase }) => {
  const { db, lotId, as } = purchase
  await object(purchase, 'result', noonOf('2026-03-25'))
  const at = noonOf('2026-03-26')
  done(await tryAnswer(purchase, at, { remedy: 'cancel-award' }))
  const submissionId = submissionOf(purchase, 'bidder2')
  done(await awardLot(as('officer', at), { lotId, submissionId, reason: '' }))
  expect((await findLotResult(db, lotId))?.award?.submissionId).toBe(submissionId)
  expect(await findCurrentRound(db, lotId)).toBe(1)
})

test('re-tendering after an award cancels the award and ends the lot', async ({
  awarded: purchase,
}) => {
  const { db } = purchase
  await object(purchase, 'result', noonOf('2026-03-25'))
  done(await tryAnswer(purchase, noonOf('2026-03-26'), { remedy: 're-tender' }))
  expect(await listCancelledAwards(db, purchase.lotId)).toHaveLength(1)
  expect(await listLotFailures(db, purchase.tenderId)).toMatchObject([
    { reason: 'remedy-re-tender' },
  ])
})

test('once the contract is signed no remedy is left', async ({ signed: purchase }) => {
  await object(purchase, 'result', noonOf('2026-03-26'))
  const at = noonOf('2026-03-27')
  for (const remedy of ['re-evaluate', 'cancel-award', 're-tender'] as const)
    expect(await tryAnswer(purchase, at, { remedy })).toEqual(refuse('remedy-not-possible'))
  done(await tryAnswer(purchase, at))
})

test('an objection to the tender as a whole reaches every living lot', async ({ db }) => {
  const purchase = await startPurchase(db)
  const { lotId, tenderId } = purchase
  const second = `${tenderId}-2`
  await publish(purchase, {
    lots: [buildLot({ id: lotId }), buildLot({ id: second, number: 2, name: '二包' })],
    budget: 300_000_000_000n,
  })
  done(await tryObjection(purchase, 'bidder2', noonOf('2026-03-10'), { lotId: null }))
  done(await tryAnswer(purchase, noonOf('2026-03-11'), { remedy: 're-tender' }))
  const failures = await listLotFailures(db, tenderId)
  expect(failures.map((failure) => failure.lotId)).toEqual([lotId, second])
})
