import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { commitSealedLog } from '#app/commands/commit-sealed-log.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { makeDueCommitments } from '#app/jobs/commitment-job.server.ts'
import { refuse } from '#app/domain/decision.ts'
import { sealedLogCommitment } from '#app/sealing/sealed-log.ts'
import { fixedClock } from '#db/queries/clock.server.ts'
import {
  listCommitments,
  listPublishedCommitments,
  listPublishedSealedLog,
} from '#db/queries/sealed-log.server.ts'
import { test } from '#tests/db-test.ts'
import {
  DEADLINE,
  type Purchase,
  done,
  open,
  publish,
  startPurchase,
  submitThree,
  uploadBid,
} from '#tests/factories/purchase.ts'

const NONCE = '0f'.repeat(32)
const MIDNIGHT = new Date('2026-03-22T00:00:00+08:00')

function commit({ db, tenderId }: Purchase, upTo: Date, at = upTo) {
  return commitSealedLog({ db, clock: fixedClock(at) }, { tenderId, upTo, nonce: NONCE })
}

test('a commitment is made at a fixed time that is over, once', async ({ db }) => {
  const purchase = await startPurchase(db)
  expect(await commit(purchase, MIDNIGHT)).toEqual(refuse('not-found'))
  await publish(purchase)
  const early = new Date(MIDNIGHT.getTime() - 1)
  expect(await commit(purchase, MIDNIGHT, early)).toEqual(refuse('not-over-yet'))
  expect(await commit(purchase, early)).toEqual(refuse('no-such-time'))
  expect(done(await commit(purchase, MIDNIGHT)).committedAt).toEqual(MIDNIGHT)
  expect(await commit(purchase, MIDNIGHT)).toEqual(refuse('already-committed'))
  done(await commit(purchase, DEADLINE))
})

test('the job makes the latest commitment that is due of each tender, bids or none', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const upTos = async (now: Date) => {
    await makeDueCommitments({ db, clock: fixedClock(now) })
    const page = { limit: 9, offset: 0 }
    return (await listCommitments(db, purchase.tenderId, page)).commitments.map(({ upTo }) => upTo)
  }
  const firstMidnight = new Date('2026-03-03T00:00:00+08:00')
  expect(await upTos(new Date(firstMidnight.getTime() - 1))).toEqual([])
  expect(await upTos(firstMidnight)).toEqual([firstMidnight])
  expect(await upTos(firstMidnight)).toEqual([firstMidnight])
  expect(await upTos(new Date(MIDNIGHT.getTime() + 1))).toEqual([MIDNIGHT, firstMidnight])
  expect(await upTos(DEADLINE)).toEqual([DEADLINE, MIDNIGHT, firstMidnight])
  expect(await upTos(new Date(DEADLINE.getTime() + 1))).toHaveLength(3)
})

test('nobody can tell from a commitment how many have bid, and everybody can after the opening', async ({
  db,
}) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  await submitThree(purchase)
  done(await commit(purchase, MIDNIGHT))
  const { tenderId } = purchase
  const { commitments: shown } = await listCommitments(db, tenderId, { limit: 9, offset: 0 })
  expect(shown).toEqual([{ upTo: MIDNIGHT, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  expect(shown[0]?.commitment).not.toBe(await sealedLogCommitment('', []))
  expect(await listPublishedCommitments(db, tenderId)).toEqual([])
  expect(await listPublishedSealedLog(db, tenderId)).toEqual([])

  await open(purchase)
  const entries = await listPublishedSealedLog(db, tenderId)
  expect(entries).toHaveLength(3)
  const hashes = entries.map(({ statementSha256 }) => statementSha256)
  for (const { nonce, commitment } of await listPublishedCommitments(db, tenderId))
    expect(await sealedLogCommitment(nonce, hashes)).toBe(commitment)
  expect(await commit(purchase, MIDNIGHT)).toEqual(refuse('already-opened'))
})

test('nothing is added to the log behind a commitment', async ({ db }) => {
  const purchase = await startPurchase(db)
  await publish(purchase)
  const bid = await uploadBid(purchase, 'bidder1')
  done(await commit(purchase, MIDNIGHT))
  const before = purchase.as('bidder1', new Date(MIDNIGHT.getTime() - 1))
  await expect(submitBid(before, bid)).rejects.toThrow()
  done(await submitBid(purchase.as('bidder1', MIDNIGHT), bid))
  await expect(
    db.transaction((tx) =>
      tx.execute(
        sql`update sealed_log_commitments set nonce = 'x' where tender_id = ${purchase.tenderId}`,
      ),
    ),
  ).rejects.toThrow()
})
