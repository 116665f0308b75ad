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

/**
 * `db` is a real transaction that is rolled back at the end of the test.
 * `pool` is the real pool, for races: what a test commits there it finds again
 * by its own ids.
 */
export const test = base.extend<{ db: Db; pool: Db }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the fixture names from the pattern
  db: async ({}, use) => {
    const rolledBack = pool().db.transaction(async (tx) => {
      await use(tx)
      tx.rollback()
    })
    await rolledBack.catch((error: unknown) => {
      if (!(error instanceof TransactionRollbackError)) throw error
    })
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  pool: async ({}, use) => {
    await use(pool().db)
  },
})
