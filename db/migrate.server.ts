import path from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { StartProblem } from './embedded.server.ts'

const MIGRATION_LOCK = 570_728 // 57号, 28 July: any number that no one else uses

/**
 * Brings the database up to date; two portals starting at once take turns.
 * @throws StartProblem when the server cannot be reached or refuses the account
 */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`
  } catch (error) {
    await sql.end({ timeout: 1 })
    throw new StartProblem(
      `The database cannot be reached (${reason(error)}). Check DATABASE_URL and that the server runs.`,
      { cause: error },
    )
  }
  await migrate(drizzle(sql), { migrationsFolder: path.resolve(import.meta.dirname, 'migrations') })
  await sql.end({ timeout: 5 })
}

/** Code or text of the driver; never the URL, which holds the password. */
function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0])
  return error instanceof Error
    ? error.message.replaceAll(/postgres(ql)?:\S+/g, 'the address')
    : 'unknown'
}
