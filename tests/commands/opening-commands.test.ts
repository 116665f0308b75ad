import { eq, sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { openBids } from '#app/commands/open-bids.server.ts'
import { releaseBidKey } from '#app/commands/release-bid-key.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { reportLostKey } from '#app/commands/report-lost-key.server.ts'
import { startOpening } from '#app/commands/start-opening.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { accept, refuse } from '#app/domain/decision.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { openBidderCopy } from '#app/sealing/open-envelope.ts'
import { makeSealingKey } from '#app/sealing/sealing-key.ts'
import { listEnvelopes, listOpenedBids } from '#db/queries/bids.server.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import { listInbox } from '#db/queries/notifications.server.ts'
import { findOpeningSession } from '#db/queries/opening-sessions.server.ts'
import { listUnopenedBids } from '#db/queries/openings.server.ts'
import { bidUploadChunks } from '#db/schema/sealing.ts'
import { type Db, test } from '#tests/db-test.ts'
import {
  submitBroken,
  withBrokenShares,
  withBrokenText,
  withForeignShares,
} from '#tests/factories/broken-envelopes.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  type Purchase,
  createDraft,
  done,
  publish,
  releaseAs,
  seal,
  sharesOf,
  startPurchase,
  startTheOpening,
  submissionOf,
  submit,
  submitThree,
  tryOpen,
  uploadBid,
} from '#tests/factories/purchase.ts'

const NONCE = 'ab'.repeat(32)
const before = (moment: Date) => new Date(moment.getTime() - 1)
const WINDOW_END = new Date(AFTER_DEADLINE.getTime() + 60 * 60_000)

/** A tender with three bids whose opening has been started. */
async function startedOpening(db: Db): Promise<Purchase> {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  await startTheOpening(purchase)
  return purchase
}

/** The key of a bidder's own bid, as its browser unwraps it. */
async function bidKeyOf({ db, tenderId, keys, as }: Purchase, bidder: string): Promise<string> {
  const { organisationId } = as(bidder).actor
  const envelopes = await listEnvelopes(db, tenderId)
  const own = envelopes.find(({ bidderId }) => bidderId === organisationId)
  const header = own && readHeader(own.header)
  const identity = keys.get(bidder)?.identity
  const bidKey = header?.ok && identity && (await openBidderCopy(header.value, identity))
  if (!bidKey) throw new Error(`${bidder} cannot unwrap its own copy`)
  return bidKey
}

async function releaseOwn(purchase: Purchase, bidder: string, at = AFTER_DEADLINE) {
  const { lotId, as } = purchase
  return releaseBidKey(as(bidder, at), { lotId, bidKey: await bidKeyOf(purchase, bidder) })
}

async function loseKey({ tenderId, as, keys }: Purchase, officer: string, by = 'opening') {
  const recipient = keys.get(officer)?.recipient ?? ''
  const context = as(by, AFTER_DEADLINE)
  return reportLostKey(context, { tenderId, recipient, reason: '密钥文件损坏' })
}

function openAt({ tenderId, as }: Purchase, at = AFTER_DEADLINE, officer = 'opening') {
  return openBids(as(officer, at), { tenderId })
}

async function outcomes({ db, tenderId, lotId }: Purchase) {
  const opened = await listOpenedBids(db, [lotId])
  const closed = await listUnopenedBids(db, tenderId)
  return {
    opened: opened.map(({ submissionId, openedWith }) => ({ submissionId, openedWith })),
    closed: closed.map(({ submissionId, reason }) => ({ submissionId, reason })),
  }
}

test('an opening starts at the deadline, not a millisecond before, and once', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const { tenderId, as } = purchase
  const start = (at: Date, officer = 'opening') =>
    startOpening(as(officer, at), { tenderId, nonce: NONCE })
  expect(await start(before(DEADLINE))).toEqual(refuse('before-deadline'))
  const bidderWindowEndsAt = new Date(DEADLINE.getTime() + 60 * 60_000)
  expect(await start(DEADLINE)).toEqual(accept({ startedAt: DEADLINE, bidderWindowEndsAt }))
  expect(await start(AFTER_DEADLINE, 'opening2')).toEqual(refuse('already-started'))
  expect(await findOpeningSession(db, tenderId)).toMatchObject({ startedByName: 'opening' })
})

test('an officer who is not named, an unpublished tender and a cancelled one are not opened', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  const { tenderId, as } = purchase
  const start = (officer: string) =>
    startOpening(as(officer, AFTER_DEADLINE), { tenderId, nonce: NONCE })
  await createDraft(purchase)
  expect(await start('opening')).toEqual(refuse('not-found'))
  const published = await startPurchase(db)
  await publish(published)
  const { tenderId: id } = published
  const stranger = published.as('opening4', AFTER_DEADLINE)
  expect(await startOpening(stranger, { tenderId: id, nonce: NONCE })).toEqual(refuse('not-found'))
  const lotIds = [published.lotId]
  done(await cancelTender(published.as('officer'), { tenderId: id, lotIds, reason: '政策调整' }))
  const officer = published.as('opening', AFTER_DEADLINE)
  expect(await startOpening(officer, { tenderId: id, nonce: NONCE })).toEqual(
    refuse('nothing-to-open'),
  )
})

test('before the start nothing is released, reported or opened', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, 'opening')
  expect(await releaseShares(as('opening', AFTER_DEADLINE), { tenderId, offered })).toEqual(
    refuse('not-started'),
  )
  expect(await loseKey(purchase, 'opening2')).toEqual(refuse('not-started'))
  expect(await releaseOwn(purchase, 'bidder1')).toEqual(refuse('not-started'))
  expect(await openAt(purchase)).toEqual(refuse('not-started'))
})

test('two of three officers open all bids, the third is not waited for', async ({ db }) => {
  const purchase = await startedOpening(db)
  await releaseAs(purchase, 'opening')
  expect(await openAt(purchase)).toEqual(refuse('shares-awaited'))
  expect(await openAt(purchase, WINDOW_END)).toEqual(refuse('shares-awaited'))
  await releaseAs(purchase, 'opening3')
  expect(await openAt(purchase)).toEqual(accept({ openedAt: AFTER_DEADLINE, bids: 3 }))
  expect(await outcomes(purchase)).toEqual({
    opened: ['bidder1', 'bidder2', 'bidder3'].map((bidder) => ({
      submissionId: submissionOf(purchase, bidder),
      openedWith: 'officers',
    })),
    closed: [],
  })
})

test('a share given for another is refused, and its holder and bid are named', async ({ db }) => {
  const purchase = await startedOpening(db)
  const { tenderId, as, userId } = purchase
  const [own, others] = [await sharesOf(purchase, 'opening'), await sharesOf(purchase, 'opening2')]
  const offered = own.map((share, index) => (index === 1 ? (others[1] ?? share) : share))
  const released = done(await releaseShares(as('opening', AFTER_DEADLINE), { tenderId, offered }))
  expect(released).toEqual({
    released: 2,
    broken: 0,
    wrong: [{ uploadId: own[1]?.uploadId, bidderName: userId('insurer2'), holderName: 'opening' }],
  })
  await releaseAs(purchase, 'opening2')
  expect(await openAt(purchase)).toEqual(refuse('shares-awaited'))
})

test('shares are released once; a second time changes nothing', async ({ db }) => {
  const purchase = await startedOpening(db)
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, 'opening')
  const release = () => releaseShares(as('opening', AFTER_DEADLINE), { tenderId, offered })
  expect(await release()).toEqual(accept({ released: 3, broken: 0, wrong: [] }))
  expect(await release()).toEqual(accept({ released: 0, broken: 0, wrong: [] }))
})

test('only a holder releases shares, and only those of this tender', async ({ db }) => {
  const purchase = await startedOpening(db)
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, 'opening')
  const release = (person: string, shares = offered, id = tenderId) =>
    releaseShares(as(person, AFTER_DEADLINE), { tenderId: id, offered: shares })
  expect(await release('opening4')).toEqual(refuse('not-a-holder'))
  expect(await release('officer')).toEqual(refuse('not-a-holder'))
  expect(await release('opening', [])).toEqual(refuse('nothing-to-release'))
  const elsewhere = [{ uploadId: 'of another tender', share: null }]
  expect(await release('opening', elsewhere)).toEqual(refuse('nothing-to-release'))
  expect(await release('opening', offered, 'no-such-tender')).toEqual(refuse('not-found'))
})

test('a lost key is reported once, by a named officer, with its reason', async ({ db }) => {
  const purchase = await startedOpening(db)
  const { tenderId, as, keys } = purchase
  const recipient = keys.get('opening2')?.recipient ?? ''
  const report = (person: string, lost: { recipient?: string; reason?: string } = {}) =>
    reportLostKey(as(person, AFTER_DEADLINE), {
      tenderId,
      recipient,
      reason: '口令遗忘',
      ...lost,
    })
  expect(await report('opening4')).toEqual(refuse('not-found'))
  expect(await report('opening', { reason: ' ' })).toEqual(refuse('reason-missing'))
  const { recipient: unknown } = await makeSealingKey()
  expect(await report('opening', { recipient: unknown })).toEqual(refuse('no-such-key'))
  expect(await report('opening')).toEqual(accept({ reportedAt: AFTER_DEADLINE }))
  expect(await report('opening3')).toEqual(refuse('already-reported'))
})

test('one lost key of three holds nothing up', async ({ db }) => {
  const purchase = await startedOpening(db)
  done(await loseKey(purchase, 'opening2'))
  await releaseAs(purchase, 'opening')
  expect(await openAt(purchase)).toEqual(refuse('shares-awaited'))
  await releaseAs(purchase, 'opening3')
  expect(await openAt(purchase)).toMatchObject({ ok: true, value: { bids: 3 } })
})

test('with two keys lost the bidders open their own bids, up to the end of their window', async ({
  db,
}) => {
  const purchase = await startedOpening(db)
  await releaseAs(purchase, 'opening')
  done(await loseKey(purchase, 'opening2'))
  done(await loseKey(purchase, 'opening3'))
  expect(await openAt(purchase)).toEqual(refuse('bidder-window-open'))
  for (const bidder of ['bidder1', 'bidder2']) done(await releaseOwn(purchase, bidder))
  expect(await openAt(purchase, before(WINDOW_END))).toEqual(refuse('bidder-window-open'))
  expect(await releaseOwn(purchase, 'bidder3', before(WINDOW_END))).toEqual(
    accept({ releasedAt: before(WINDOW_END) }),
  )
  expect(await openAt(purchase, before(WINDOW_END))).toMatchObject({ ok: true })
  const { opened } = await outcomes(purchase)
  expect(opened.map(({ openedWith }) => openedWith)).toEqual(['bidder', 'bidder', 'bidder'])
})

test('a bid that nobody opens by the end of the window is treated as withdrawn, with the holders named', async ({
  db,
}) => {
  const purchase = await startedOpening(db)
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

test('a bidder releases the key of its own bid only, once', async ({ db }) => {
  const purchase = await startedOpening(db)
  const { lotId, as } = purchase
  const release = (bidder: string, bidKey: string) =>
    releaseBidKey(as(bidder, AFTER_DEADLINE), { lotId, bidKey })
  const own = await bidKeyOf(purchase, 'bidder1')
  expect(await release('bidder2', own)).toEqual(refuse('wrong-key'))
  expect(await release('bidder2', 'not a key')).toEqual(refuse('wrong-key'))
  expect(await release('bidder1', own)).toEqual(accept({ releasedAt: AFTER_DEADLINE }))
  expect(await release('bidder1', own)).toEqual(refuse('already-released'))
  expect(await release('stranger', own)).toEqual(refuse('not-found'))
})

test('a key that a bidder releases is in no trail', async ({ db }) => {
  const purchase = await startedOpening(db)
  const bidKey = await bidKeyOf(purchase, 'bidder1')
  done(await releaseOwn(purchase, 'bidder1'))
  const page = { limit: 100, offset: 0 }
  const subject = { purchaseId: purchase.tenderId, subjectId: '' }
  const { events } = await listPurchaseEvents(db, subject, page)
  expect(events.map(({ action }) => action)).toContain('opening.bid-key-released')
  expect(JSON.stringify(events)).not.toContain(bidKey)
})

test('a withdrawn bid is not part of the opening', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  const { lotId, as } = purchase
  const bidKey = await bidKeyOf(purchase, 'bidder3')
  const submissionId = submissionOf(purchase, 'bidder3')
  done(await withdrawBid(as('bidder3'), { lotId, submissionId }))
  await startTheOpening(purchase)
  expect(await releaseBidKey(as('bidder3', AFTER_DEADLINE), { lotId, bidKey })).toEqual(
    refuse('not-found'),
  )
})

test('after the opening nothing more is released, reported or opened', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
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

test('only a named officer opens', async ({ db }) => {
  const purchase = await startedOpening(db)
  expect(await openAt(purchase, AFTER_DEADLINE, 'opening4')).toEqual(refuse('not-found'))
  expect(await openAt(purchase, AFTER_DEADLINE, 'officer')).toEqual(refuse('not-found'))
})

test('a share that its bidder sealed wrong is noted and the others open the bid', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
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

test('a bid whose shares are too many of them broken is treated as revoked', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitBroken(purchase, 'bidder1', (envelope) => withBrokenShares(envelope, [0, 1]))
  await startTheOpening(purchase)
  for (const officer of ['opening', 'opening2', 'opening3']) await releaseAs(purchase, officer)
  expect(await openAt(purchase)).toEqual(refuse('bidder-window-open'))
  expect(await openAt(purchase, WINDOW_END)).toMatchObject({ ok: true })
  expect((await outcomes(purchase)).closed).toEqual([
    { submissionId: submissionOf(purchase, 'bidder1'), reason: 'sealed-wrong' },
  ])
})

test('shares of another key, or an envelope that holds no bid, are sealed wrong', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const other = await seal(purchase, 'bidder1')
  await submitBroken(purchase, 'bidder1', (envelope) => withForeignShares(envelope, other))
  await submitBroken(purchase, 'bidder2', withBrokenText)
  expect(await tryOpen(purchase)).toMatchObject({ ok: true, value: { bids: 0 } })
  expect((await outcomes(purchase)).closed).toEqual(
    ['bidder1', 'bidder2'].map((bidder) => ({
      submissionId: submissionOf(purchase, bidder),
      reason: 'sealed-wrong',
    })),
  )
})

test('bytes that the portal lost or altered are not the bidder’s doing', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
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
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
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

test('two officers who open at once open once', async ({ pool }) => {
  const purchase = await startedOpening(pool)
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer)
  const decisions = await Promise.all(
    ['opening', 'opening2'].map((officer) => openAt(purchase, AFTER_DEADLINE, officer)),
  )
  expect(decisions.filter(({ ok }) => ok)).toHaveLength(1)
  expect(decisions).toContainEqual(refuse('already-opened'))
  expect((await outcomes(purchase)).opened).toHaveLength(3)
})

test('two officers who start at once start once, and release together', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
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
