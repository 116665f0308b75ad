import postgres from 'postgres'

/** What own databases are copies of: migrated, and with the tests' key for receipts noted. */
export const MIGRATED = 'migrated'

/**
 * A database beside the shared one, for tests that look at whole lists or stop the clock. The
 * key for receipts is noted, as a start of the portal does.
 */
export async function createOwnDatabase(sharedUrl: string, name: string): Promise<string> {
  const shared = postgres(sharedUrl, { max: 1 })
  await shared.unsafe(`create database ${name} template ${MIGRATED}`)
  await shared.end()
  const url = new URL(sharedUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Lets the portal's clock stand still. */
export async function stopPortalClock(url: string, at: Date): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`create or replace function portal_now() returns timestamptz language sql volatile
    as $$ select '${at.toISOString()}'::timestamptz $$`)
  await sql.end()
}
