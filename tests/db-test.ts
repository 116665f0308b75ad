import { TransactionRollbackError } from 'drizzle-orm/errors'
import { inject, test as base } from 'vitest'
import { type Connection, type Db, connect } from '#db/client.server.ts'
import { preparing } from './preparing.ts'

export type { Db }

const connections = new Map<string, Connection>()

function pool(): Connection {
  const url = inject('databaseUrl')
  const open = connections.get(url) ?? preparing(connect(url, { connections: 10 }))
  connections.set(url, open)
  return open
}

/** Does something in a real transaction, and undoes it. */
export async function rolledBack(db: Db, act: (tx: Db) => Promise<void>): Promise<void> {
  const done = db.transaction(async (tx) => {
    await act(tx)
    tx.rollback()
  })
  await done.catch((error: unknown) => {
    if (!(error instanceof TransactionRollbackError)) throw error
  })
}

/**
 * `db` is a real transaction that is rolled back at the end of the test.
 * `pool` is the real pool, for races: what a test commits there it finds again
 * by its own ids.
 */
export const test = base.extend<{ db: Db; pool: Db }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the fixture names from the pattern
  db: async ({}, use) => {
    await rolledBack(pool().db, use)
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  pool: async ({}, use) => {
    await use(pool().db)
  },
})
