import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, inject } from 'vitest'
import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { type Db, test } from '#tests/db-test.ts'
import {
  type Purchase,
  done,
  publish,
  releaseAs,
  seal,
  sharesOf,
  startPurchase,
  startTheOpening,
  submitThree,
  upload,
  uploadBid,
} from '#tests/factories/purchase.ts'
import { killAtEveryStep } from '#tests/kill.ts'

/** Everything that bidding and opening write on a tender, as text that two moments can be compared by. */
async function stateOf(db: Db, { id, tenderId }: Purchase): Promise<string[]> {
  const rows = await db.execute<{ row: string }>(sql`
    with own as (select id from bid_uploads where tender_id = ${tenderId})
    select 'upload ' || u.id || md5(u::text) as row from bid_uploads u where tender_id = ${tenderId}
    union all select 'chunk ' || concat_ws(' ', upload_id, file, position, md5(content)) from bid_upload_chunks where upload_id in (select id from own)
    union all select 'submission ' || md5(s::text) from bid_submissions s where tender_id = ${tenderId}
    union all select 'receipt ' || md5(e::text) from sealed_log_entries e where tender_id = ${tenderId}
    union all select 'share ' || md5(r::text) from released_shares r where upload_id in (select id from own)
    union all select 'opening ' || md5(o::text) from bid_openings o where tender_id = ${tenderId}
    union all select 'opened ' || submission_id from opened_bids where tender_id = ${tenderId}
    union all select 'event ' || concat_ws(' ', action, subject_id) from audit_events where purchase_id = ${tenderId}
    union all select 'sealed event ' || concat_ws(' ', action, subject_id) from sealed_events where purchase_id = ${tenderId}
    union all select 'told ' || user_id || ' ' || event_key from notifications where event_key like ${`%${id}%`}
    order by 1`)
  return [...rows].map(({ row }) => row)
}

/** Kills one act at each of its writes, begin and commit among them: nothing is left until it lives, and then all of it once. */
async function expectAllOrNothing(
  pool: Db,
  purchase: Purchase,
  args: readonly string[],
  written: readonly [RegExp, number][],
): Promise<void> {
  const before = await stateOf(pool, purchase)
  const [act = '', ...rest] = args
  const steps = await killAtEveryStep({
    script: 'tests/commands/bid-kill.kill.ts',
    databaseUrl: inject('databaseUrl'),
    prepare: async () => [act, purchase.id, ...rest],
    check: async ({ died, step }) => {
      const after = await stateOf(pool, purchase)
      if (died) return expect(after, `killed at step ${step}`).toEqual(before)
      const added = after.filter((row) => !before.includes(row))
      for (const [pattern, times] of written)
        expect(added.filter((row) => pattern.test(row)).length, String(pattern)).toBe(times)
      expect(new Set(added).size, 'nothing twice').toBe(added.length)
    },
  })
  expect(steps).toBeGreaterThanOrEqual(3)
}

const SLOW = 240_000

async function published(pool: Db): Promise<Purchase> {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  return purchase
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

test(
  'starting another upload, killed at any write, leaves the first one whole, and then takes its place',
  async ({ pool }) => {
    const purchase = await published(pool)
    const first = await uploadBid(purchase, 'bidder1')
    const other = await seal(purchase, 'bidder1')
    const uploadId = randomUUID()
    await expectAllOrNothing(
      pool,
      purchase,
      ['start', uploadId, base64(other.header)],
      [
        [new RegExp(`^upload ${uploadId}`), 1],
        [/^sealed event bid.upload-started/, 1],
      ],
    )
    const left = await stateOf(pool, purchase)
    expect(left.filter((row) => row.includes(first.uploadId) && !row.startsWith('sealed'))).toEqual(
      [],
    )
  },
  SLOW,
)

test(
  'storing a chunk, killed at any write, leaves no chunk, and then the whole of it',
  async ({ pool }) => {
    const purchase = await published(pool)
    const { header, chunks } = await seal(purchase, 'bidder1')
    const content = chunks.find(({ file }) => file === 0)?.bytes ?? new Uint8Array()
    const { lotId, as } = purchase
    const context = as('bidder1')
    const { uploadId } = done(
      await startBidUpload(context, { uploadId: randomUUID(), lotId, header }),
    )
    await expectAllOrNothing(
      pool,
      purchase,
      ['chunk', uploadId, base64(content)],
      [[new RegExp(`^chunk ${uploadId} 0 0 `), 1]],
    )
  },
  SLOW,
)

test(
  'submitting, killed at any write, leaves neither bid nor receipt, and then one of each',
  async ({ pool }) => {
    const purchase = await published(pool)
    const { uploadId } = await upload(purchase, 'bidder1', await seal(purchase, 'bidder1'))
    await expectAllOrNothing(
      pool,
      purchase,
      ['submit', uploadId],
      [
        [/^submission /, 1],
        [/^receipt /, 1],
        [/^sealed event bid.submitted /, 1],
        [/^event /, 0],
      ],
    )
  },
  SLOW,
)

test(
  'releasing a share, killed at any write, leaves none, and then one',
  async ({ pool }) => {
    const purchase = await published(pool)
    await submitThree(purchase)
    await startTheOpening(purchase)
    const [offered] = await sharesOf(purchase, 'opening')
    const args = ['release', offered?.uploadId ?? '', base64(offered?.share ?? new Uint8Array())]
    await expectAllOrNothing(pool, purchase, args, [
      [/^share /, 1],
      [/^event opening.shares-released /, 1],
    ])
  },
  SLOW,
)

test(
  'opening, killed at any write, opens no bid, and then all at once',
  async ({ pool }) => {
    const purchase = await published(pool)
    await submitThree(purchase)
    await startTheOpening(purchase)
    for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer)
    await expectAllOrNothing(
      pool,
      purchase,
      ['open'],
      [
        [/^opening /, 1],
        [/^opened /, 3],
        [/^event tender.bids-opened /, 1],
        [new RegExp(`^told ${purchase.id}-bidder1 `), 1],
      ],
    )
  },
  SLOW,
)
