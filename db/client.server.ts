import { type PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

/** A pool or a transaction: queries and commands take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT>

export type Connection = { db: Db; sql: postgres.Sql; close: () => Promise<void> }

/** Opens a pool; nothing is sent before the first query. */
export function connect(url: string, { connections = 10 } = {}): Connection {
  const sql = postgres(url, { max: connections, onnotice: () => {}, connect_timeout: 10 })
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 5 }) }
}
