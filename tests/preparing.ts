import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { type Connection } from '#db/client.server.ts'

/**
 * The same connection, which has the server parse and plan a statement once and not each time:
 * tests send the same few hundred again and again. drizzle asks for that by name only.
 */
export function preparing({ sql, close }: Connection): Connection {
  prepareAll(sql)
  return { db: drizzle(sql), sql, close }
}

function prepareAll(sql: postgres.Sql | postgres.TransactionSql): void {
  const { unsafe } = sql
  sql.unsafe = (query, parameters, options) =>
    unsafe(query, parameters, { ...options, prepare: true })
  // A transaction, and one within it, come with functions of their own.
  for (const name of ['begin', 'savepoint'] as const) {
    const open: unknown = Reflect.get(sql, name)
    if (typeof open !== 'function') continue
    Reflect.set(sql, name, (run: (tx: postgres.TransactionSql) => unknown) =>
      open((tx: postgres.TransactionSql) => {
        prepareAll(tx)
        return run(tx)
      }),
    )
  }
}
