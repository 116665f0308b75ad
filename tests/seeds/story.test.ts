import { beforeAll, expect, inject, test } from 'vitest'
import { type Db, connect } from '#db/client.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { listPublishedCommitments } from '#db/queries/sealed-log.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { seedIfEmpty } from '#seeds/run.ts'
import { createOwnDatabase } from '#tests/own-database.ts'
import { preparing } from '#tests/preparing.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'

let db: Db

beforeAll(async () => {
  db = preparing(connect(await createOwnDatabase(inject('databaseUrl'), 'demo_story'))).db
})

test('the story is told once, and shows bids that their bidders opened and one that nobody could', async () => {
  const lines: string[] = []
  for (const _ of [1, 2]) await seedIfEmpty(db, TEST_SIGNER, (line) => lines.push(line))
  expect(lines).toHaveLength(1)

  const opened = await listOpenedBids(db, ['sample-keys-lost-1', 'sample-keys-lost-2'])
  expect(opened.map(({ lotId, openedWith }) => [lotId, openedWith])).toEqual(
    Array(3).fill(['sample-keys-lost-1', 'bidder']),
  )
  const tender = await findTender(db, 'sample-keys-lost')
  expect(tender?.facts.lots.map(({ failed }) => failed)).toEqual([false, true])
  const commitments = await listPublishedCommitments(db, 'sample-keys-lost')
  expect(commitments).toHaveLength(23) // 22 midnights and the deadline
}, 300_000)
