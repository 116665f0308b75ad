import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestProject } from 'vitest/node'
import { connect } from '#db/client.server.ts'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'
import { noteSigningKey } from '#db/queries/sealed-log.server.ts'
import { MIGRATED } from './own-database.ts'
import { TEST_SIGNER } from './test-signer.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** Committed before any test: two tests that each noted it would wait for one another's end. */
async function noteTestSigner(url: string): Promise<void> {
  const { db, close } = connect(url, { connections: 1 })
  const { keyId, publicKey } = TEST_SIGNER
  await noteSigningKey(db, { id: keyId, publicKey, firstUsedAt: new Date('2026-01-01T00:00:00Z') })
  await close()
}

/** For tests that want a database of their own: nobody may be connected to what is copied. */
async function keepTemplate(url: string): Promise<void> {
  const migrated = new URL(url)
  const original = migrated.pathname.slice(1)
  migrated.pathname = '/template1'
  const { sql, close } = connect(migrated.href, { connections: 1 })
  await sql.unsafe(`create database ${MIGRATED} template ${original}`)
  await close()
}

/** One throw-away PostgreSQL for the whole run, migrated once. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-test-'))
  const database = await startEmbeddedDatabase({
    dataDir: path.join(folder, 'postgres'),
    throwAway: true,
  })
  await migrateDatabase(database.url)
  await noteTestSigner(database.url)
  await keepTemplate(database.url)
  project.provide('databaseUrl', database.url)
  return async () => {
    await database.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
