import { beforeAll, expect, inject } from 'vitest'
import { checkSealedLog, isSound, readSealedLogFile } from '#app/sealing/sealed-log-file.ts'
import { test } from '#tests/db-test.ts'
import { WINDOW_END, loseKey, openAt, releaseOwn } from '#tests/factories/opening.ts'
import {
  AFTER_DEADLINE,
  type Purchase,
  done,
  publish,
  releaseAs,
  startPurchase,
  startTheOpening,
  submitThree,
} from '#tests/factories/purchase.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'

// The portal's own pool and sessions are made when first imported, on the address in the environment.
beforeAll(() => {
  process.env.DATABASE_URL = inject('databaseUrl')
})

const PAGES = {
  room: () => import('#app/routes/openings/opening-room.tsx'),
  'lost-key': () => import('#app/routes/openings/report-lost-key.tsx'),
  'release-key': () => import('#app/routes/bids/release-key.tsx'),
  record: () => import('#app/routes/public/opening-record.tsx'),
  'sealed-log': () => import('#app/routes/public/sealed-log.tsx'),
  'sealed-log.json': () => import('#app/routes/public/sealed-log-file.ts'),
}

/** What a page loads for a person, or the status it ends with. */
async function load(
  page: keyof typeof PAGES,
  { tenderId, lotId, userId }: Purchase,
  who: string,
): Promise<unknown> {
  const { loader } = await PAGES[page]()
  const cookie = who === 'nobody' ? '' : await sessionCookieOf(userId(who))
  const request = new Request('http://localhost/page', { headers: { Cookie: cookie } })
  const context = { cspNonce: '', scripts: [] }
  const loaded = Promise.resolve(loader({ request, params: { tenderId, lotId }, context }))
  return loaded.catch((thrown: unknown) => (thrown instanceof Response ? thrown.status : thrown))
}

const EMPTY = { bids: [], unconfirmed: [], ownShares: [], awaited: [] }

test('the room is for the named officers, and tells of no bid before the start', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  expect(await load('room', purchase, 'opening')).toMatchObject({ stage: 'not-started', ...EMPTY })
  expect(await load('lost-key', purchase, 'opening')).toMatchObject({ keys: [] })
  for (const page of ['room', 'lost-key'] as const) {
    expect(await load(page, purchase, 'opening4')).toBe(404)
    expect(await load(page, purchase, 'officer')).toBe(403)
  }
})

test('the room names who has released, and hands an officer only its own shares', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  await startTheOpening(purchase)
  const { userId, keys } = purchase
  await releaseAs(purchase, 'opening')
  const awaited = ['opening2', 'opening3'].map((officer, index) => {
    const organisation = index === 0 ? 'finance' : 'entity'
    return `${userId(organisation)} ${officer}`
  })
  const shares = ['released', 'awaited', 'awaited'].map((state) => ({ state }))
  expect(await load('room', purchase, 'opening')).toMatchObject({
    stage: 'gathering',
    ownShares: [],
    awaited,
    waitsFor: 'shares-awaited',
    bids: [{ shares }, { shares }, { shares }],
  })
  const recipient = keys.get('opening2')?.recipient
  expect(await load('room', purchase, 'opening2')).toMatchObject({
    ownShares: [{ recipient }, { recipient }, { recipient }],
  })
  await releaseAs(purchase, 'opening2')
  expect(await load('room', purchase, 'opening3')).toMatchObject({ stage: 'ready', waitsFor: null })
})

test('a bidder sees its own bid at the opening and no other', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  expect(await load('release-key', purchase, 'bidder1')).toBe(404)
  await submitThree(purchase)
  expect(await load('release-key', purchase, 'bidder1')).toMatchObject({ stage: 'not-started' })
  await startTheOpening(purchase)
  const recipient = purchase.keys.get('bidder1')?.recipient
  const loaded = await load('release-key', purchase, 'bidder1')
  // The test's opening started long before the real clock: its window is over.
  expect(loaded).toMatchObject({
    stage: 'window-over',
    bid: { releasedShares: 0, threshold: 2, envelope: { bidderCopy: { recipient } } },
  })
  expect(JSON.stringify(loaded)).not.toContain(purchase.userId('insurer2'))
  expect(await load('release-key', purchase, 'opening')).toBe(403)
})

test('the record says how each bid was opened or why not, and whose key was lost', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  for (const page of ['record', 'sealed-log', 'sealed-log.json'] as const)
    expect(await load(page, purchase, 'nobody')).toBe(404)
  await startTheOpening(purchase)
  await releaseAs(purchase, 'opening')
  for (const officer of ['opening2', 'opening3']) done(await loseKey(purchase, officer))
  done(await releaseOwn(purchase, 'bidder1'))
  done(await openAt(purchase, WINDOW_END))
  const lost = { reason: '密钥文件损坏', reportedBy: expect.stringContaining('opening') }
  expect(await load('record', purchase, 'nobody')).toMatchObject({
    holders: [
      { name: 'opening', shares: 3, lastAt: AFTER_DEADLINE, lost: null },
      { name: 'opening2', shares: 0, lastAt: null, lost },
      { name: 'opening3', shares: 0, lastAt: null, lost },
    ],
    unopened: [
      { bidderName: purchase.userId('insurer1'), reason: 'lot-failed' },
      { bidderName: purchase.userId('insurer2'), reason: 'keys-missing' },
      { bidderName: purchase.userId('insurer3'), reason: 'keys-missing' },
    ],
  })
})

test('the sealed log is published with the opening, and recomputes', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  await startTheOpening(purchase)
  for (const officer of ['opening', 'opening2']) await releaseAs(purchase, officer)
  expect(await load('sealed-log', purchase, 'nobody')).toBe(404)
  done(await openAt(purchase))
  expect(await load('sealed-log', purchase, 'nobody')).toMatchObject({
    isSound: true,
    total: 3,
    commitments: [{ covered: 3, isRight: true }],
  })
  const file = await load('sealed-log.json', purchase, 'nobody')
  if (!(file instanceof Response)) throw new Error('no file')
  const log = readSealedLogFile(await file.text())
  if (!log.ok) throw new Error(log.refusal)
  expect(isSound(await checkSealedLog(log.value))).toBe(true)
})
