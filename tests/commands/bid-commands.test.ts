import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { attachBidFile } from '#app/commands/attach-bid-file.server.ts'
import { openBids } from '#app/commands/open-bids.server.ts'
import { removeBidFile } from '#app/commands/remove-bid-file.server.ts'
import { saveBidDraft } from '#app/commands/save-bid-draft.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import {
  findBidDraft,
  findOpenedAttachment,
  findOwnAttachment,
  listAttachments,
  listOpenedBids,
  listOwnSubmissions,
} from '#db/queries/bids.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { test } from '#tests/db-test.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  DURING_BIDDING,
  done,
  draftBid,
  open,
  publish,
  startPurchase,
  submissionOf,
  submit,
  submitThree,
} from '#tests/factories/purchase.ts'
import { buildBidContent } from '#tests/factories/tender-terms.ts'

const lastMillisecond = new Date(DEADLINE.getTime() - 1)

test('a bid counts to the last millisecond before the deadline, and not at it', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const early = await draftBid(purchase, 'bidder1')
  expect(await submitBid(purchase.as('bidder1', DEADLINE), early)).toEqual({
    ok: false,
    refusal: 'deadline-passed',
  })
  expect(await submitBid(purchase.as('bidder1', lastMillisecond), early)).toMatchObject({
    ok: true,
    value: { revision: 1 },
  })
  const input = { lotId: purchase.lotId, submissionId: early.submissionId }
  expect(await withdrawBid(purchase.as('bidder1', DEADLINE), input)).toEqual({
    ok: false,
    refusal: 'deadline-passed',
  })
  const { attachments: _, ...offer } = buildBidContent()
  expect(
    await saveBidDraft(purchase.as('bidder1', DEADLINE), { lotId: purchase.lotId, offer }),
  ).toEqual({ ok: false, refusal: 'deadline-passed' })
})

test('the database repeats the deadline: a late row is refused whoever writes it', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const late = db.transaction((tx) =>
    tx.execute(sql`insert into bid_submissions values (${randomUUID()}, ${purchase.tenderId}, ${purchase.lotId},
      ${purchase.userId('insurer1')}, 1, '\\x00', 'x', ${DEADLINE.toISOString()}, ${purchase.userId('bidder1')})`),
  )
  await expect(late).rejects.toThrow()
})

test('a bid is replaced by the next revision and withdrawn and submitted again', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submit(purchase, 'bidder1')
  const key = { lotId: purchase.lotId, bidderId: purchase.userId('insurer1') }
  const again = {
    submissionId: randomUUID(),
    lotId: purchase.lotId,
    revision: 1,
    draftUpdatedAt: DURING_BIDDING,
  }
  expect(await submitBid(purchase.as('bidder1'), again)).toEqual({
    ok: false,
    refusal: 'already-submitted',
  })
  expect(await submitBid(purchase.as('bidder1'), { ...again, revision: 2 })).toMatchObject({
    ok: true,
  })
  const input = { lotId: purchase.lotId, submissionId: again.submissionId }
  expect(
    await withdrawBid(purchase.as('bidder1'), {
      ...input,
      submissionId: submissionOf(purchase, 'bidder1'),
    }),
  ).toEqual({ ok: false, refusal: 'nothing-to-withdraw' })
  expect(await withdrawBid(purchase.as('bidder2'), input)).toEqual({
    ok: false,
    refusal: 'nothing-to-withdraw',
  })
  done(await withdrawBid(purchase.as('bidder1'), input))
  expect(await withdrawBid(purchase.as('bidder1'), input)).toEqual({
    ok: false,
    refusal: 'nothing-to-withdraw',
  })
  done(
    await submitBid(purchase.as('bidder1'), { ...again, submissionId: randomUUID(), revision: 3 }),
  )
  expect(
    (await listOwnSubmissions(db, key)).map(({ revision, withdrawnAt }) => [
      revision,
      withdrawnAt !== null,
    ]),
  ).toEqual([
    [3, false],
    [2, true],
    [1, false],
  ])
})

test('an incomplete, changed or missing draft is not submitted', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const { lotId } = purchase
  const nothing = { submissionId: randomUUID(), lotId, revision: 1, draftUpdatedAt: DURING_BIDDING }
  expect(await submitBid(purchase.as('bidder1'), nothing)).toEqual({
    ok: false,
    refusal: 'no-draft',
  })
  const { attachments: _, ...offer } = buildBidContent()
  const { savedAt } = done(await saveBidDraft(purchase.as('bidder1'), { lotId, offer }))
  expect(await submitBid(purchase.as('bidder1'), { ...nothing, draftUpdatedAt: savedAt })).toEqual({
    ok: false,
    refusal: 'incomplete',
  })
  expect(
    await submitBid(purchase.as('bidder1'), { ...nothing, draftUpdatedAt: new Date(0) }),
  ).toEqual({ ok: false, refusal: 'changed-meanwhile' })
  expect(await submitBid(purchase.as('bidder1'), { ...nothing, lotId: 'elsewhere' })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
})

test('files are taken by what they are, once, and only their bidder reads them before the opening', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const { lotId } = purchase
  const file = {
    attachmentId: randomUUID(),
    lotId,
    kind: 'other' as const,
    fileName: '说明.pdf',
    content: new TextEncoder().encode('%PDF-1.7'),
  }
  const attach = (overrides: Partial<typeof file>) =>
    attachBidFile(purchase.as('bidder1'), { ...file, ...overrides })
  expect(await attach({ fileName: '说明.exe' })).toEqual({ ok: false, refusal: 'unknown-type' })
  expect(await attach({ content: new TextEncoder().encode('MZ') })).toEqual({
    ok: false,
    refusal: 'unknown-type',
  })
  expect(await attach({ content: new Uint8Array() })).toEqual({ ok: false, refusal: 'empty-file' })
  expect(await attach({ content: new Uint8Array(20 * 1024 * 1024 + 1) })).toEqual({
    ok: false,
    refusal: 'too-large',
  })
  done(await attach({}))
  expect(await attach({ attachmentId: randomUUID() })).toEqual({
    ok: false,
    refusal: 'already-attached',
  })
  const { attachmentId: id } = file
  expect(await findOwnAttachment(db, { id, bidderId: purchase.userId('insurer2') })).toBeUndefined()
  expect(await findOpenedAttachment(db, id)).toBeUndefined()
  expect(await removeBidFile(purchase.as('bidder2'), { attachmentId: id })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  done(await removeBidFile(purchase.as('bidder1'), { attachmentId: id }))
  expect(await listAttachments(db, { lotId, bidderId: purchase.userId('insurer1') })).toEqual([])
})

test('before the opening no query of anybody else shows a bid; after it the record has every bid', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  const { tenderId, lotId } = purchase
  expect(await findBidDraft(db, { lotId, bidderId: purchase.userId('insurer2') })).toBeDefined()
  const trail = async () =>
    (
      await listPurchaseEvents(
        db,
        { purchaseId: tenderId, subjectId: '' },
        { limit: 100, offset: 0 },
      )
    ).events
  expect((await trail()).map(({ action }) => action)).toEqual([
    'tender.created',
    'tender.published',
  ])
  expect(await listOpenedBids(db, [lotId])).toEqual([])

  await open(purchase)
  expect((await listOpenedBids(db, [lotId])).map(({ price }) => price).toSorted()).toEqual([
    6_660n,
    6_670n,
    6_680n,
  ])
  expect((await trail()).filter(({ action }) => action === 'bid.submitted')).toHaveLength(3)
})

test('only a named officer opens, not before the deadline, and once', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  const { tenderId } = purchase
  expect(await openBids(purchase.as('opening', lastMillisecond), { tenderId })).toEqual({
    ok: false,
    refusal: 'before-deadline',
  })
  expect(await openBids(purchase.as('officer', DEADLINE), { tenderId })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await openBids(purchase.as('opening', DEADLINE), { tenderId })).toMatchObject({
    ok: true,
    value: { bids: 3 },
  })
  expect(await openBids(purchase.as('opening', AFTER_DEADLINE), { tenderId })).toEqual({
    ok: false,
    refusal: 'already-opened',
  })
})

test('two bids fail the lot and stay closed; a withdrawn bid does not count', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  const { lotId, tenderId } = purchase
  done(
    await withdrawBid(purchase.as('bidder3'), {
      lotId,
      submissionId: submissionOf(purchase, 'bidder3'),
    }),
  )
  await open(purchase)
  expect(await listOpenedBids(db, [lotId])).toEqual([])
  expect(await listLotFailures(db, tenderId)).toMatchObject([
    { reason: 'fewer-than-three-bids', detail: '2' },
  ])
})

test('an envelope changed in the database is found at the opening, and nothing is opened', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  await db.execute(sql`alter table bid_submissions disable trigger append_only`)
  await db.execute(
    sql`update bid_submissions set envelope = envelope || '\\x00' where id = ${submissionOf(purchase, 'bidder2')}`,
  )
  await db.execute(sql`alter table bid_submissions enable trigger append_only`)
  await expect(open(purchase)).rejects.toThrow('envelope has hash')
  expect(await listOpenedBids(db, [purchase.lotId])).toEqual([])
})
