import { eq, sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { releaseBidKey } from '#app/commands/release-bid-key.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { startOpening } from '#app/commands/start-opening.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { accept, refuse } from '#app/domain/decision.ts'
import { listEnvelopes } from '#db/queries/bids.server.ts'
import { listInbox } from '#db/queries/notifications.server.ts'
import { listUnopenedBids } from '#db/queries/openings.server.ts'
import { bidUploadChunks } from '#db/schema/sealing.ts'
import {
  submitBroken,
  withBrokenShares,
  withBrokenText,
  withForeignShares,
  withMissingFile,
} from '#tests/factories/broken-envelopes.ts'
import {
  AFTER_DEADLINE,
  done,
  releaseAs,
  seal,
  sharesOf,
  startTheOpening,
  submissionOf,
  submit,
  tryOpen,
  uploadBid,
} from '#tests/factories/purchase.ts'
import {
  NONCE,
  WINDOW_END,
  bidKeyOf,
  loseKey,
  openAt,
  outcomes,
  releaseOwn,
} from '#tests/factories/opening.ts'
import { goOnAtOnce, test } from '#tests/starting-points.ts'

test('a bid that nobody opens by the end of the window is treated as withdrawn, with the holders named', async ({
  openingStarted: purchase,
}) => {
  const { db } = purchase
  for (const officer of ['opening', 'opening2', 'opening3']) done(await loseKey(purchase, officer))
  done(await releaseOwn(purchase, 'bidder1'))
  expect(await releaseOwn(purchase, 'bidder2', WINDOW_END)).toEqual(refuse('window-over'))
  expect(await openAt(purchase, WINDOW_END)).toMatchObject({ ok: true })
  const { closed } = await outcomes(purchase)
  // The one bid left is too few for its lot, which is why that one stays closed.
  expect(closed).toEqual(
    Object.entries({
      bidder1: 'lot-failed',
      bidder2: 'keys-missing',
      bidder3: 'keys-missing',
    }).map(([bidder, reason]) => ({ submissionId: submissionOf(purchase, bidder), reason })),
  )
  const last = (await listUnopenedBids(db, purchase.tenderId)).at(-1)
  for (const holder of ['opening', 'opening2', 'opening3']) expect(last?.detail).toContain(holder)
})

test('a withdrawn bid is not part of the opening', async ({ submitted: purchase }) => {
  const { lotId, as } = purchase
  const bidKey = await bidKeyOf(purchase, 'bidder3')
  const submissionId = submissionOf(purchase, 'bidder3')
  done(await withdrawBid(as('bidder3'), { lotId, submissionId }))
  await startTheOpening(purchase)
  expect(await releaseBidKey(as('bidder3', AFTER_DEADLINE), { lotId, bidKey })).toEqual(
    refuse('not-found'),
  )
})

test('after the opening nothing more is released, reported or opened', async ({
  submitted: purchase,
}) => {
  done(await tryOpen(purchase))
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, 'opening3')
  expect(await releaseShares(as('opening3', AFTER_DEADLINE), { tenderId, offered })).toEqual(
    refuse('already-opened'),
  )
  expect(await loseKey(purchase, 'opening3')).toEqual(refuse('already-opened'))
  expect(await releaseOwn(purchase, 'bidder1')).toEqual(refuse('already-opened'))
  expect(await openAt(purchase)).toEqual(refuse('already-opened'))
})

test('a share that its bidder sealed wrong is noted and the others open the bid', async ({
  published: purchase,
}) => {
  await submitBroken(purchase, 'bidder1', (envelope) => withBrokenShares(envelope, [0]))
  await submit(purchase, 'bidder2')
  await submit(purchase, 'bidder3')
  await startTheOpening(purchase)
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, 'opening')
  expect(await releaseShares(as('opening', AFTER_DEADLINE), { tenderId, offered })).toEqual(
    accept({ released: 2, broken: 1, wrong: [] }),
  )
  await releaseAs(purchase, 'opening2')
  await releaseAs(purchase, 'opening3')
  expect(await openAt(purchase)).toMatchObject({ ok: true, value: { bids: 3 } })
})

test('a bid whose shares are too many of them broken is treated as revoked', async ({
  published: purchase,
}) => {
  await submitBroken(purchase, 'bidder1', (envelope) => withBrokenShares(envelope, [0, 1]))
  await startTheOpening(purchase)
  for (const officer of ['opening', 'opening2', 'opening3']) await releaseAs(purchase, officer)
  expect(await openAt(purchase)).toEqual(refuse('bidder-window-open'))
  expect(await openAt(purchase, WINDOW_END)).toMatchObject({ ok: true })
  expect((await outcomes(purchase)).closed).toEqual([
    { submissionId: submissionOf(purchase, 'bidder1'), reason: 'sealed-wrong' },
  ])
})

test('shares of another key, an envelope that holds no bid, or one without a file it lists, are sealed wrong', async ({
  published: purchase,
}) => {
  const other = await seal(purchase, 'bidder1')
  await submitBroken(purchase, 'bidder1', (envelope) => withForeignShares(envelope, other))
  await submitBroken(purchase, 'bidder2', withBrokenText)
  await submitBroken(purchase, 'bidder3', withMissingFile)
  expect(await tryOpen(purchase)).toMatchObject({ ok: true, value: { bids: 0 } })
  expect((await outcomes(purchase)).closed).toEqual(
    ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
      submissionId: submissionOf(purchase, bidder),
      reason: 'sealed-wrong',
    })),
  )
})

test('bytes that the portal lost or altered are not the bidder’s doing', async ({
  submitted: purchase,
}) => {
  const { db } = purchase
  const [altered] = await listEnvelopes(db, purchase.tenderId)
  if (!altered) throw new Error('no envelope')
  // A disk does not ask the triggers.
  await db.execute(sql`set local session_replication_role = replica`)
  await db
    .update(bidUploadChunks)
    .set({ content: new Uint8Array(10) })
    .where(eq(bidUploadChunks.uploadId, altered.uploadId))
  await db.execute(sql`set local session_replication_role = origin`)
  expect(await tryOpen(purchase)).toMatchObject({ ok: true })
  expect(await listUnopenedBids(db, purchase.tenderId)).toContainEqual(
    expect.objectContaining({
      submissionId: altered.submissionId,
      reason: 'damaged',
      detail: expect.stringContaining('投标函第1块'),
    }),
  )
})

test('an upload that was not submitted is no bid, and its bidder alone is told at the start', async ({
  published: purchase,
}) => {
  const { db } = purchase
  await uploadBid(purchase, 'bidder1')
  await startTheOpening(purchase)
  const told = async (person: string) => {
    const page = { limit: 20, offset: 0 }
    const { items } = await listInbox(db, { userId: purchase.userId(person), show: 'all' }, page)
    return items.filter(({ title }) => title.startsWith('投标文件未递交完成')).length
  }
  expect(await told('bidder1')).toBe(1)
  for (const other of ['bidder2', 'opening', 'officer']) expect(await told(other)).toBe(0)
  expect(await listEnvelopes(db, purchase.tenderId)).toEqual([])
})

test('two officers who open at once open once', async () => {
  const purchase = await goOnAtOnce('openingStarted')
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer)
  const decisions = await Promise.all(
    ['opening', 'opening2'].map((officer) => openAt(purchase, AFTER_DEADLINE, officer)),
  )
  expect(decisions.filter(({ ok }) => ok)).toHaveLength(1)
  expect(decisions).toContainEqual(refuse('already-opened'))
  expect((await outcomes(purchase)).opened).toHaveLength(3)
})

test('two officers who start at once start once, and release together', async () => {
  const purchase = await goOnAtOnce('submitted')
  const { tenderId, as } = purchase
  const starts = await Promise.all(
    ['opening', 'opening2'].map((officer) =>
      startOpening(as(officer, AFTER_DEADLINE), { tenderId, nonce: NONCE }),
    ),
  )
  expect(starts.filter(({ ok }) => ok)).toHaveLength(1)
  await Promise.all(['opening', 'opening2'].map((officer) => releaseAs(purchase, officer)))
  expect(await openAt(purchase)).toMatchObject({ ok: true, value: { bids: 3 } })
})
