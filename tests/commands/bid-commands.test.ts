import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { checkReceipt, writeReceipt } from '#app/sealing/receipt.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import { countChunks } from '#db/queries/bid-uploads.server.ts'
import { listOpenedBids, listOwnSubmissions } from '#db/queries/bids.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { listUnopenedBids } from '#db/queries/openings.server.ts'
import { listOwnReceipts } from '#db/queries/sealed-log.server.ts'
import { test } from '#tests/db-test.ts'
import {
  DEADLINE,
  type Purchase,
  done,
  open,
  publish,
  seal,
  startPurchase,
  submissionOf,
  submit,
  submitThree,
  upload,
  uploadBid,
} from '#tests/factories/purchase.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'

const lastMillisecond = new Date(DEADLINE.getTime() - 1)

async function published(db: Purchase['db']): Promise<Purchase> {
  const purchase = await startPurchase(db)
  await publish(purchase)
  return purchase
}

test('a bid counts to the last millisecond before the deadline, and not at it', async ({ db }) => {
  const purchase = await published(db)
  const { lotId, as } = purchase
  const bid = await uploadBid(purchase, 'bidder1')
  const late = refuse('deadline-passed')
  expect(await submitBid(as('bidder1', DEADLINE), bid)).toEqual(late)
  expect(await submitBid(as('bidder1', lastMillisecond), bid)).toMatchObject({
    ok: true,
    value: { revision: 1 },
  })
  const { submissionId, uploadId } = bid
  expect(await withdrawBid(as('bidder1', DEADLINE), { lotId, submissionId })).toEqual(late)
  const { header, chunks } = await seal(purchase, 'bidder2')
  const begin = (at: Date) =>
    startBidUpload(as('bidder2', at), { uploadId: randomUUID(), lotId, header })
  expect(await begin(DEADLINE)).toEqual(late)
  done(await begin(lastMillisecond))
  const content = chunks[0]?.bytes ?? new Uint8Array()
  const chunk = { uploadId, file: 0, position: 0, content }
  expect(await storeBidChunk(as('bidder1', DEADLINE), chunk)).toEqual(late)
})

test('the database repeats the deadline: a late row is refused whoever writes it', async ({
  db,
}) => {
  const purchase = await published(db)
  const { uploadId } = await uploadBid(purchase, 'bidder1')
  const insertAt = (at: Date) =>
    db.transaction((tx) =>
      tx.execute(sql`insert into bid_submissions (id, tender_id, lot_id, bidder_id, revision, upload_id, envelope_sha256, submitted_at, submitted_by)
        select ${randomUUID()}, tender_id, lot_id, bidder_id, 1, id, envelope_sha256, ${at.toISOString()}::timestamptz, started_by from bid_uploads where id = ${uploadId}`),
    )
  await expect(insertAt(DEADLINE)).rejects.toThrow()
  await insertAt(lastMillisecond)
})

test('a transaction that outlives the deadline is refused when it commits', async ({ pool }) => {
  const purchase = await published(pool)
  const bid = await uploadBid(purchase, 'bidder1')
  const slow = {
    ...purchase.as('bidder1', lastMillisecond),
    db: new Proxy(pool, {
      get: (target, name) =>
        name === 'transaction'
          ? (run: Parameters<typeof pool.transaction>[0]) =>
              target.transaction(async (tx) => {
                const result = await run(tx)
                await tx.execute(sql`select pg_sleep(0.01)`)
                return result
              })
          : Reflect.get(target, name),
    }),
  }
  expect(await submitBid(slow, bid)).toEqual(refuse('deadline-passed'))
  const key = { lotId: purchase.lotId, bidderId: purchase.userId('insurer1') }
  expect(await listOwnSubmissions(pool, key)).toEqual([])
  expect(await listOwnReceipts(pool, key)).toEqual([])
})

test('a bid is replaced by the next revision, withdrawn, and sealed and submitted again', async ({
  db,
}) => {
  const purchase = await published(db)
  const { lotId, as } = purchase
  await submit(purchase, 'bidder1')
  const key = { lotId, bidderId: purchase.userId('insurer1') }
  const again = { ...(await uploadBid(purchase, 'bidder1')), submissionId: randomUUID() }
  expect(await submitBid(as('bidder1'), again)).toEqual(refuse('already-submitted'))
  done(await submitBid(as('bidder1'), { ...again, revision: 2 }))
  const nothing = refuse('nothing-to-withdraw')
  const first = { lotId, submissionId: submissionOf(purchase, 'bidder1') }
  expect(await withdrawBid(as('bidder1'), first)).toEqual(nothing)
  const input = { lotId, submissionId: again.submissionId }
  expect(await withdrawBid(as('bidder2'), input)).toEqual(nothing)
  done(await withdrawBid(as('bidder1'), input))
  expect(await withdrawBid(as('bidder1'), input)).toEqual(nothing)
  const third = { ...again, submissionId: randomUUID(), revision: 3 }
  expect(await submitBid(as('bidder1'), third)).toEqual(refuse('already-submitted'))
  const { uploadId } = await uploadBid(purchase, 'bidder1')
  done(await submitBid(as('bidder1'), { ...third, uploadId }))
  const submissions = await listOwnSubmissions(db, key)
  expect(submissions.map(({ revision, withdrawnAt }) => [revision, withdrawnAt !== null])).toEqual([
    [3, false],
    [2, true],
    [1, false],
  ])
})

test('every act of a bidder has a signed receipt that names the one before it', async ({ db }) => {
  const purchase = await published(db)
  const { lotId, as } = purchase
  await submit(purchase, 'bidder1')
  await submit(purchase, 'bidder2')
  const submissionId = submissionOf(purchase, 'bidder1')
  const withdrawn = done(await withdrawBid(as('bidder1'), { lotId, submissionId }))
  const key = { lotId, bidderId: purchase.userId('insurer1') }
  const receipts = await listOwnReceipts(db, key)
  expect(receipts.map(({ act, position }) => [act, position])).toEqual([
    ['submitted', 1],
    ['withdrawn', 2],
  ])
  expect(checkReceipt(writeReceipt(withdrawn.receipt))).toMatchObject({
    ok: true,
    value: {
      receipt: { publicKey: TEST_SIGNER.publicKey },
      statement: {
        act: 'withdrawn',
        position: 2,
        previousStatementSha256: receipts[0]?.statementSha256,
        shares: [{}, {}, {}],
      },
    },
  })
})

test('an envelope is taken only when it is whole, of its bidder, for this lot, version and keys', async ({
  db,
}) => {
  const purchase = await published(db)
  const { lotId, as } = purchase
  const attempt = async (header: Uint8Array, lot = lotId) => {
    const input = { uploadId: randomUUID(), lotId: lot, header }
    const decision = await startBidUpload(as('bidder1'), input)
    return decision.ok ? undefined : decision.refusal
  }
  const of = async (target: Parameters<typeof seal>[2] = {}) =>
    (await seal(purchase, 'bidder1', target)).header
  expect(await attempt(new TextEncoder().encode('{}'))).toBe('not-an-envelope')
  expect(await attempt(new Uint8Array(64 * 1024 + 1))).toBe('envelope-too-large')
  expect(await attempt(await of(), 'no-such-lot')).toBe('not-found')
  const foreign = { bidderId: purchase.userId('insurer2') }
  expect(await attempt(await of({ target: foreign }))).toBe('made-for-another')
  expect(await attempt(await of({ target: { tenderVersion: 2 } }))).toBe('documents-amended')
  expect(await attempt(await of({ target: { threshold: 3 } }))).toBe('keys-differ')
  const { header, chunks } = await seal(purchase, 'bidder1')
  const { uploadId } = done(
    await startBidUpload(as('bidder1'), { uploadId: randomUUID(), lotId, header }),
  )
  const bid = { submissionId: randomUUID(), lotId, uploadId, revision: 1 }
  expect(await submitBid(as('bidder1'), bid)).toEqual(refuse('upload-incomplete'))
  expect(await submitBid(as('bidder2'), bid)).toEqual(refuse('not-found'))
  const content = chunks[0]?.bytes ?? new Uint8Array()
  const chunk = { uploadId, file: chunks[0]?.file ?? 0, position: 0, content }
  const store = (who: string, overrides: Partial<typeof chunk>) =>
    storeBidChunk(as(who), { ...chunk, ...overrides })
  expect(await store('bidder2', {})).toEqual(refuse('not-found'))
  expect(await store('bidder1', { position: 9 })).toEqual(refuse('no-such-chunk'))
  expect(await store('bidder1', { content: content.slice(1) })).toEqual(refuse('chunk-damaged'))
  done(await store('bidder1', {}))
  done(await store('bidder1', {}))
  expect(await countChunks(db, uploadId)).toBe(1)
})

test('an insurer without a proven key cannot bid', async ({ db }) => {
  const purchase = await published(db)
  const { header } = await seal(purchase, 'bidder1')
  const input = { uploadId: randomUUID(), lotId: purchase.lotId, header }
  expect(await startBidUpload(purchase.as('bidder2'), input)).toEqual(refuse('no-sealing-key'))
})

test('the same envelope goes on where it stopped; another one gives up what was begun', async ({
  db,
}) => {
  const purchase = await published(db)
  const { lotId, as } = purchase
  const begin = async ({ header }: { header: Uint8Array }) =>
    done(await startBidUpload(as('bidder1'), { uploadId: randomUUID(), lotId, header })).uploadId
  const first = await seal(purchase, 'bidder1')
  const uploadId = await begin(first)
  const [chunk] = first.chunks
  if (!chunk) throw new Error('an envelope has chunks')
  const { file, position, bytes: content } = chunk
  done(await storeBidChunk(as('bidder1'), { uploadId, file, position, content }))
  expect(await begin(first)).toBe(uploadId)
  expect(await countChunks(db, uploadId)).toBe(1)
  const other = await upload(purchase, 'bidder1', await seal(purchase, 'bidder1'))
  expect(await countChunks(db, uploadId)).toBe(0)
  done(await submitBid(as('bidder1'), other))
  await begin(first)
  expect(await countChunks(db, other.uploadId)).toBeGreaterThan(0)
})

test('what is submitted changes by nobody', async ({ db }) => {
  const purchase = await published(db)
  const { uploadId } = await uploadBid(purchase, 'bidder1')
  done(await submitBid(purchase.as('bidder1'), { ...(await bidOf(purchase, uploadId)) }))
  for (const statement of [
    sql`update bid_uploads set header = '\\x00' where id = ${uploadId}`,
    sql`update bid_upload_chunks set content = '\\x00' where upload_id = ${uploadId}`,
    sql`delete from bid_upload_chunks where upload_id = ${uploadId}`,
    sql`update bid_submissions set revision = 9 where upload_id = ${uploadId}`,
    sql`delete from sealed_log_entries where tender_id = ${purchase.tenderId}`,
    sql`truncate bid_upload_chunks`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
})

async function bidOf({ lotId }: Purchase, uploadId: string) {
  return { submissionId: randomUUID(), lotId, uploadId, revision: 1 }
}

test('before the opening no query of anybody else shows a bid; after it the record has every bid', async ({
  db,
}) => {
  const purchase = await published(db)
  await submitThree(purchase)
  const { tenderId, lotId } = purchase
  const trail = async () => {
    const subject = { purchaseId: tenderId, subjectId: '' }
    return (await listPurchaseEvents(db, subject, { limit: 100, offset: 0 })).events
  }
  expect((await trail()).map(({ action }) => action)).toEqual([
    'tender.created',
    'tender.published',
  ])
  expect(await listOpenedBids(db, [lotId])).toEqual([])

  await open(purchase)
  const opened = await listOpenedBids(db, [lotId])
  expect(opened.map(({ price }) => price).toSorted()).toEqual([6_660n, 6_670n, 6_680n])
  expect(opened.map(({ attachments }) => attachments.length)).toEqual([3, 3, 3])
  expect((await trail()).filter(({ action }) => action === 'bid.submitted')).toHaveLength(3)
})

test('two bids fail the lot and stay closed; a withdrawn bid does not count', async ({ db }) => {
  const purchase = await published(db)
  await submitThree(purchase)
  const { lotId, tenderId } = purchase
  const submissionId = submissionOf(purchase, 'bidder3')
  done(await withdrawBid(purchase.as('bidder3'), { lotId, submissionId }))
  await open(purchase)
  expect(await listOpenedBids(db, [lotId])).toEqual([])
  expect(await listLotFailures(db, tenderId)).toMatchObject([
    { reason: 'fewer-than-three-bids', detail: '2' },
  ])
})

test('a chunk changed in the database is found at the opening and named, and that bid stays closed', async ({
  db,
}) => {
  const purchase = await published(db)
  await submitThree(purchase)
  await db.execute(sql`alter table bid_upload_chunks disable trigger fixed_by_submission`)
  await db.execute(
    sql`update bid_upload_chunks set content = set_byte(content, 100, get_byte(content, 100) # 1)
      where file = 2 and upload_id = (select upload_id from bid_submissions where id = ${submissionOf(purchase, 'bidder2')})`,
  )
  await db.execute(sql`alter table bid_upload_chunks enable trigger fixed_by_submission`)
  await open(purchase)
  const unopened = await listUnopenedBids(db, purchase.tenderId)
  expect(unopened.find(({ reason }) => reason !== 'lot-failed')).toMatchObject({
    submissionId: submissionOf(purchase, 'bidder2'),
    reason: 'damaged',
    detail: '第2个附件第1块与回执不符',
  })
})
