import { beforeAll, expect, inject, test } from 'vitest'
import { amendTender } from '#app/commands/amend-tender.server.ts'
import { confirmBid } from '#app/commands/confirm-bid.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { makeDueCommitments } from '#app/jobs/commitment-job.server.ts'
import { type Db, connect } from '#db/client.server.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  DURING_BIDDING,
  OPENING_OFFICERS,
  type Purchase,
  done,
  giveKey,
  publish,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { buildLot } from '#tests/factories/tender-terms.ts'
import { createOwnDatabase, stopPortalClock } from '#tests/own-database.ts'
import { type Portal, loadPortal } from './portal.ts'
import { sendBid } from './send-bid.ts'
import { differences, takeSnapshot, withoutNames } from './snapshot.ts'

const BIDDERS = ['bidder1', 'bidder2'] // bidder3 is their rival, who looks on
const LOTS = [1, 2, 3, 4, 5]
const AFTER_AMENDMENT = new Date('2026-03-21T10:00:00+08:00')
const LATER_DEADLINE = new Date('2026-04-20T09:00:00+08:00')
const NEXT_DAY = new Date('2026-03-22T00:00:05+08:00')
const PAST_DEADLINE = new Date('2026-04-20T09:00:01+08:00')

let databaseUrl: string
let db: Db
let portal: Portal

// The lists of the whole portal are compared and its clock is stopped: the database is this file's own.
beforeAll(async () => {
  databaseUrl = await createOwnDatabase(inject('databaseUrl'), 'nothing_before_opening')
  process.env.DATABASE_URL = databaseUrl
  process.env.SIGNING_KEY = '07'.repeat(32) // TEST_SIGNER's
  db = connect(databaseUrl).db
  portal = await loadPortal()
})

async function publishLots(purchase: Purchase): Promise<void> {
  for (const insurer of [...BIDDERS, 'bidder3']) await giveKey(purchase, insurer)
  const lots = LOTS.map((number) =>
    buildLot({
      id: `${purchase.tenderId}-${number}`,
      number,
      headcount: 1_058_000n, // all together the budget
    }),
  )
  await publish(purchase, { lots })
}

/** The next version puts the deadline off and lowers the ceiling, so that bids must be confirmed. */
async function amend({ tenderId, as, userId }: Purchase): Promise<void> {
  const tender = await findTender(db, tenderId)
  if (!tender) throw new Error('the tender is there')
  const { terms } = tender
  done(
    await amendTender(as('officer', AFTER_AMENDMENT), {
      tenderId,
      basedOnVersion: 1,
      terms: {
        ...terms,
        timetable: { ...terms.timetable, bidDeadline: LATER_DEADLINE },
        lots: terms.lots.map((lot) => ({ ...lot, priceCeiling: lot.priceCeiling - 10n })),
      },
      openingOfficers: OPENING_OFFICERS.map(userId),
      reason: '限价测算有误',
    }),
  )
}

/** Ten are begun: one is not sent to its end, and of the nine others one is withdrawn. */
async function bidForNine(purchase: Purchase, sent: readonly string[] = []): Promise<void> {
  for (const bidder of BIDDERS)
    for (const number of LOTS) {
      const place = `${number}-${bidder}`
      if (sent.includes(place)) continue
      await sendBid(purchase, bidder, number, { submits: place !== '5-bidder2' })
    }
  const lotId = `${purchase.tenderId}-4`
  const bid = { lotId, submissionId: `${lotId}-bidder1` }
  done(await withdrawBid(purchase.as('bidder1'), bid))
}

async function confirmFirst({ tenderId, as }: Purchase): Promise<void> {
  const lotId = `${tenderId}-1`
  const bid = { lotId, submissionId: `${lotId}-bidder1`, version: 2 }
  done(await confirmBid(as('bidder1', AFTER_AMENDMENT), bid))
}

test('onlookers get the same bytes at every address when nobody, one and nine have bid', async () => {
  const purchase = await startPurchase(db)
  await publishLots(purchase)
  await stopPortalClock(databaseUrl, DURING_BIDDING)
  const nobody = await takeSnapshot(portal, purchase)
  const shown = [...nobody.values()].filter((page) => page.startsWith('200'))
  expect(shown.length).toBeGreaterThan(200)
  await sendBid(purchase, 'bidder1', 1)
  const one = await takeSnapshot(portal, purchase, 'the-tender')
  expect(differences(nobody, one)).toEqual([])
  await bidForNine(purchase, ['1-bidder1'])
  const nine = await takeSnapshot(portal, purchase)
  expect(differences(nobody, nine)).toEqual([])
}, 300_000)

test('amended, committed to and past its deadline, a tender with nine bids looks like one with none', async () => {
  const [empty, nine] = [await startPurchase(db), await startPurchase(db)]
  for (const purchase of [empty, nine]) await publishLots(purchase)
  await bidForNine(nine)
  for (const purchase of [empty, nine]) await amend(purchase)
  await confirmFirst(nine)
  const look = async (purchase: Purchase) =>
    withoutNames(await takeSnapshot(portal, purchase, 'the-tender'), purchase)

  for (const now of [NEXT_DAY, PAST_DEADLINE])
    await makeDueCommitments({ db, clock: fixedClock(now) })
  await stopPortalClock(databaseUrl, PAST_DEADLINE)
  const shown = await look(nine)
  expect(differences(await look(empty), shown)).toEqual([])
  const notice = shown.get('nobody /notices/tender-(id)') ?? ''
  expect(notice.match(/<code class="hash">\(hash\)/g)).toHaveLength(2)
}, 300_000)
