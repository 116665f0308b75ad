import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { type SigningContext } from '#app/commands/signing-context.ts'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { startOpening } from '#app/commands/start-opening.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { countChunks } from '#db/queries/bid-uploads.server.ts'
import { listEnvelopes, listOwnSubmissions } from '#db/queries/bids.server.ts'
import { listOwnReceipts, listStatementHashes } from '#db/queries/sealed-log.server.ts'
import { type Db, test } from '#tests/db-test.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  type Purchase,
  done,
  publish,
  seal,
  startPurchase,
  submit,
  upload,
  uploadBid,
} from '#tests/factories/purchase.ts'

const NONCE = 'ab'.repeat(32)

async function published(pool: Db): Promise<Purchase> {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  return purchase
}

/** The same context, whose transaction has done everything but commit when `until` is awaited. */
function holdingCommit(context: SigningContext, until: () => Promise<void>): SigningContext {
  const transaction: Db['transaction'] = (run, config) =>
    context.db.transaction(async (tx) => {
      const result = await run(tx)
      await until()
      return result
    }, config)
  const db = new Proxy(context.db, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name)),
  })
  return { ...context, db }
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('a bid whose commit is held past the deadline is refused, and the opening that waited for it goes on without', async ({
  pool,
}) => {
  const purchase = await published(pool)
  const { tenderId, lotId, as, userId } = purchase
  for (const bidder of ['bidder2', 'bidder3']) await submit(purchase, bidder)
  const bid = await uploadBid(purchase, 'bidder1')
  const [written, hold] = [gate(), gate()]
  const slow = holdingCommit(as('bidder1', new Date(DEADLINE.getTime() - 100)), async () => {
    written.open()
    await hold.opened
  })
  const late = submitBid(slow, bid)
  await written.opened
  const opening = startOpening(as('opening', AFTER_DEADLINE), { tenderId, nonce: NONCE })
  await pause(200)
  hold.open()
  expect(await late).toEqual(refuse('deadline-passed'))
  done(await opening)
  expect(await listEnvelopes(pool, tenderId)).toHaveLength(2)
  expect(await listStatementHashes(pool, { tenderId, before: DEADLINE })).toHaveLength(2)
  const key = { lotId, bidderId: userId('insurer1') }
  expect(await listOwnReceipts(pool, key)).toEqual([])
})

test('an opening that starts while a bid is committed in time waits for it and has it', async ({
  pool,
}) => {
  const purchase = await published(pool)
  const { tenderId, as } = purchase
  const bid = await uploadBid(purchase, 'bidder1')
  const [written, hold] = [gate(), gate()]
  const slow = holdingCommit(as('bidder1', new Date(DEADLINE.getTime() - 60_000)), async () => {
    written.open()
    await hold.opened
  })
  const inTime = submitBid(slow, bid)
  await written.opened
  let started = false
  const opening = startOpening(as('opening', AFTER_DEADLINE), { tenderId, nonce: NONCE }).then(
    (decision) => {
      started = true
      return decision
    },
  )
  await pause(100)
  expect(started).toBe(false)
  hold.open()
  done(await inTime)
  done(await opening)
  expect(await listEnvelopes(pool, tenderId)).toHaveLength(1)
  expect(await listStatementHashes(pool, { tenderId, before: DEADLINE })).toHaveLength(1)
})

test('the same chunk sent eight times at once is stored once, and each sender is told yes', async ({
  pool,
}) => {
  const purchase = await published(pool)
  const { lotId, as } = purchase
  const { header, chunks } = await seal(purchase, 'bidder1')
  const context = as('bidder1')
  const { uploadId } = done(
    await startBidUpload(context, { uploadId: randomUUID(), lotId, header }),
  )
  const [first] = chunks
  if (!first) throw new Error('there are chunks')
  const { file, position, bytes: content } = first
  const stored = await Promise.all(
    Array.from({ length: 8 }, () => storeBidChunk(context, { uploadId, file, position, content })),
  )
  expect(stored.every(({ ok }) => ok)).toBe(true)
  expect(await countChunks(pool, uploadId)).toBe(1)
})

test('the same envelope begun eight times at once is one upload', async ({ pool }) => {
  const purchase = await published(pool)
  const { lotId, as } = purchase
  const { header } = await seal(purchase, 'bidder1')
  const begun = await Promise.all(
    Array.from({ length: 8 }, () =>
      startBidUpload(as('bidder1'), { uploadId: randomUUID(), lotId, header }),
    ),
  )
  expect(new Set(begun.map((decision) => done(decision).uploadId)).size).toBe(1)
})

test('the last chunk and the submission at once: a whole bid or none', async ({ pool }) => {
  const purchase = await published(pool)
  const { lotId, as, userId } = purchase
  const { header, chunks } = await seal(purchase, 'bidder1')
  const [last, ...others] = chunks
  if (!last) throw new Error('there are chunks')
  const context = as('bidder1')
  const { uploadId } = done(
    await startBidUpload(context, { uploadId: randomUUID(), lotId, header }),
  )
  const send = ({ file, position, bytes }: typeof last) =>
    storeBidChunk(context, { uploadId, file, position, content: bytes })
  for (const chunk of others) done(await send(chunk))
  const input = { submissionId: randomUUID(), lotId, uploadId, revision: 1 }
  expect(await submitBid(context, input)).toEqual(refuse('upload-incomplete'))
  const [, submitted] = await Promise.all([send(last), submitBid(context, input)])
  if (!submitted.ok) expect(submitted).toEqual(refuse('upload-incomplete'))
  const key = { lotId, bidderId: userId('insurer1') }
  expect(await listOwnSubmissions(pool, key)).toHaveLength(submitted.ok ? 1 : 0)
})

test('two windows that send different envelopes at once: one bid is submitted, the other window is told', async ({
  pool,
}) => {
  const purchase = await published(pool)
  const { lotId, as, userId } = purchase
  for (let round = 0; round < 4; round += 1) {
    const envelopes = [await seal(purchase, 'bidder1'), await seal(purchase, 'bidder1')]
    const context = as('bidder1')
    const outcomes = await Promise.all(
      envelopes.map(async ({ header, chunks }) => {
        const started = await startBidUpload(context, { uploadId: randomUUID(), lotId, header })
        const { uploadId } = done(started)
        for (const { file, position, bytes: content } of chunks) {
          const stored = await storeBidChunk(context, { uploadId, file, position, content })
          if (!stored.ok) return stored.refusal
        }
        const input = { submissionId: randomUUID(), lotId, uploadId, revision: round + 1 }
        const submitted = await submitBid(context, input)
        return submitted.ok ? 'submitted' : submitted.refusal
      }),
    )
    expect(outcomes).toContain('submitted')
    for (const outcome of outcomes)
      expect(['submitted', 'not-found', 'already-submitted']).toContain(outcome)
    const key = { lotId, bidderId: userId('insurer1') }
    expect(await listOwnSubmissions(pool, key)).toHaveLength(round + 1)
  }
})

test('a submission while another window begins anew: the submitted envelope stays whole', async ({
  pool,
}) => {
  const purchase = await published(pool)
  const { lotId, as, userId } = purchase
  const context = as('bidder1')
  const key = { lotId, bidderId: userId('insurer1') }
  let revision = 0
  for (let round = 0; round < 8; round += 1) {
    const bid = await upload(purchase, 'bidder1', await seal(purchase, 'bidder1'))
    const { header } = await seal(purchase, 'bidder1')
    const input = { ...bid, submissionId: randomUUID(), revision: revision + 1 }
    const [submitted, begun] = await Promise.all([
      submitBid(context, input),
      startBidUpload(context, { uploadId: randomUUID(), lotId, header }),
    ])
    expect(begun.ok).toBe(true)
    if (submitted.ok) revision += 1
    else expect(submitted).toEqual(refuse('not-found'))
    const [latest] = await listOwnSubmissions(pool, key)
    expect(latest?.revision ?? 0).toBe(revision)
    if (submitted.ok) expect(await countChunks(pool, bid.uploadId)).toBe(4)
  }
})
