import { expect } from 'vitest'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { orderSuspension } from '#app/commands/order-suspension.server.ts'
import { releaseBidKey } from '#app/commands/release-bid-key.server.ts'
import { releaseShares } from '#app/commands/release-shares.server.ts'
import { reportLostKey } from '#app/commands/report-lost-key.server.ts'
import { startOpening } from '#app/commands/start-opening.server.ts'
import { accept, refuse } from '#app/domain/decision.ts'
import { makeSealingKey } from '#app/sealing/sealing-key.ts'
import { listPurchaseEvents } from '#db/queries/audit-events.server.ts'
import { findOpeningSession } from '#db/queries/opening-sessions.server.ts'
import { complain, complaintIdOf, noonOf, object, tryAnswer } from '#tests/factories/objections.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  createDraft,
  done,
  releaseAs,
  sharesOf,
  startPurchase,
  startTheOpening,
  submissionOf,
} from '#tests/factories/purchase.ts'
import {
  NONCE,
  WINDOW_END,
  before,
  bidKeyOf,
  loseKey,
  openAt,
  outcomes,
  releaseOwn,
} from '#tests/factories/opening.ts'
import { test } from '#tests/starting-points.ts'

test('an opening starts at the deadline, not a millisecond before, and once', async ({
  published: purchase,
}) => {
  const { db, tenderId, as } = purchase
  const start = (at: Date, officer = 'opening') =>
    startOpening(as(officer, at), { tenderId, nonce: NONCE })
  expect(await start(before(DEADLINE))).toEqual(refuse('before-deadline'))
  const bidderWindowEndsAt = new Date(DEADLINE.getTime() + 60 * 60_000)
  expect(await start(DEADLINE)).toEqual(accept({ startedAt: DEADLINE, bidderWindowEndsAt }))
  expect(await start(AFTER_DEADLINE, 'opening2')).toEqual(refuse('already-started'))
  expect(await findOpeningSession(db, tenderId)).toMatchObject({ startedByName: 'opening' })
})

test('an officer who is not named, an unpublished tender and a cancelled one are not opened', async ({
  published,
}) => {
  const { db } = published
  const purchase = await startPurchase(db)
  const { tenderId, as } = purchase
  const start = (officer: string) =>
    startOpening(as(officer, AFTER_DEADLINE), { tenderId, nonce: NONCE })
  await createDraft(purchase)
  expect(await start('opening')).toEqual(refuse('not-found'))
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

test('an objection that is not answered, and an amendment that is owed, hold up the start', async ({
  publishedByBiddingLaw: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  const { tenderId, as } = purchase
  const start = () => startOpening(as('opening', AFTER_DEADLINE), { tenderId, nonce: NONCE })
  expect(await start()).toEqual(refuse('suspended'))
  done(await tryAnswer(purchase, noonOf('2026-03-11'), { remedy: 'amend-documents' }))
  expect(await start()).toEqual(refuse('amendment-owed'))
})

test('a suspension ordered after the start holds up the end through its last day', async ({
  submitted: purchase,
}) => {
  await object(purchase, 'bidding-documents', noonOf('2026-03-10'))
  await complain(purchase, noonOf('2026-03-20'))
  await startTheOpening(purchase)
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer)
  const order = { document: '暂停〔2026〕1号', until: '2026-03-24' as const }
  const supervisor = purchase.as('supervisor', noonOf('2026-03-23'))
  done(await orderSuspension(supervisor, { complaintId: complaintIdOf(purchase), ...order }))
  expect(await openAt(purchase, noonOf('2026-03-24'))).toEqual(refuse('suspended'))
  expect(await openAt(purchase, noonOf('2026-03-25'))).toMatchObject({ ok: true })
})

test('before the start nothing is released, reported or opened', async ({
  submitted: purchase,
}) => {
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, 'opening')
  expect(await releaseShares(as('opening', AFTER_DEADLINE), { tenderId, offered })).toEqual(
    refuse('not-started'),
  )
  expect(await loseKey(purchase, 'opening2')).toEqual(refuse('not-started'))
  expect(await releaseOwn(purchase, 'bidder1')).toEqual(refuse('not-started'))
  expect(await openAt(purchase)).toEqual(refuse('not-started'))
})

test('two of three officers open all bids, the third is not waited for', async ({
  openingStarted: purchase,
}) => {
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

test('a share given for another is refused, and its holder and bid are named', async ({
  openingStarted: purchase,
}) => {
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

test('shares are released once; a second time changes nothing', async ({
  openingStarted: purchase,
}) => {
  const { tenderId, as } = purchase
  const offered = await sharesOf(purchase, 'opening')
  const release = () => releaseShares(as('opening', AFTER_DEADLINE), { tenderId, offered })
  expect(await release()).toEqual(accept({ released: 3, broken: 0, wrong: [] }))
  expect(await release()).toEqual(accept({ released: 0, broken: 0, wrong: [] }))
})

test('only a holder releases shares, and only those of this tender', async ({
  openingStarted: purchase,
}) => {
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

test('a lost key is reported once, by a named officer, with its reason', async ({
  openingStarted: purchase,
}) => {
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

test('one lost key of three holds nothing up', async ({ openingStarted: purchase }) => {
  done(await loseKey(purchase, 'opening2'))
  await releaseAs(purchase, 'opening')
  expect(await openAt(purchase)).toEqual(refuse('shares-awaited'))
  await releaseAs(purchase, 'opening3')
  expect(await openAt(purchase)).toMatchObject({ ok: true, value: { bids: 3 } })
})

test('with two keys lost the bidders open their own bids, up to the end of their window', async ({
  openingStarted: purchase,
}) => {
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

test('a bidder releases the key of its own bid only, once', async ({
  openingStarted: purchase,
}) => {
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

test('a key that a bidder releases is in no trail', async ({ openingStarted: purchase }) => {
  const { db } = purchase
  const bidKey = await bidKeyOf(purchase, 'bidder1')
  done(await releaseOwn(purchase, 'bidder1'))
  const page = { limit: 100, offset: 0 }
  const subject = { purchaseId: purchase.tenderId, subjectId: '' }
  const { events } = await listPurchaseEvents(db, subject, page)
  expect(events.map(({ action }) => action)).toContain('opening.bid-key-released')
  expect(JSON.stringify(events)).not.toContain(bidKey)
})

test('only a named officer opens', async ({ openingStarted: purchase }) => {
  expect(await openAt(purchase, AFTER_DEADLINE, 'opening4')).toEqual(refuse('not-found'))
  expect(await openAt(purchase, AFTER_DEADLINE, 'officer')).toEqual(refuse('not-found'))
})
