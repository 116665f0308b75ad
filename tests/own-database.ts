import postgres from 'postgres'
import { connect } from '#db/client.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import { noteSigningKey } from '#db/queries/sealed-log.server.ts'
import { TEST_SIGNER } from '#tests/test-signer.ts'

/**
 * A database beside the shared one, for tests that look at whole lists or stop the clock. The
 * key for receipts is noted, as a start of the portal does.
 */
export async function createOwnDatabase(sharedUrl: string, name: string): Promise<string> {
  const shared = postgres(sharedUrl, { max: 1 })
  await shared.unsafe(`create database ${name}`)
  await shared.end()
  const url = new URL(sharedUrl)
  url.pathname = `/${name}`
  await migrateDatabase(url.href)
  const { db, close } = connect(url.href, { connections: 1 })
  const { keyId, publicKey } = TEST_SIGNER
  await noteSigningKey(db, { id: keyId, publicKey, firstUsedAt: new Date('2026-01-01T00:00:00Z') })
  await close()
  return url.href
}

/** Lets the portal's clock stand still. */
export async function stopPortalClock(url: string, at: Date): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`create or replace function portal_now() returns timestamptz language sql volatile
    as $$ select '${at.toISOString()}'::timestamptz $$`)
  await sql.end()
}
