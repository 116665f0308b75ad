import { sql } from 'drizzle-orm'
import { type Db } from '#db/client.server.ts'

/** Where a command's `now` comes from. */
export type Clock = (db: Db) => Promise<Date>

/** The deciding clock: the database's, asked at that moment even inside a transaction. */
export async function databaseClock(db: Db): Promise<Date> {
  const [row] = await db.execute<{ ms: string }>(
    sql`select (extract(epoch from portal_now()) * 1000)::bigint::text as ms`,
  )
  if (!row) throw new Error('portal_now() gave no row: run the migrations')
  return new Date(Number(row.ms))
}

/** A clock that stands still, for the story and for tests. */
export function fixedClock(at: Date): Clock {
  return async () => at
}
