import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestProject } from 'vitest/node'
import { startEmbeddedDatabase } from '#db/embedded.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** One throw-away PostgreSQL for the whole run, migrated once. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-test-'))
  const database = await startEmbeddedDatabase({
    dataDir: path.join(folder, 'postgres'),
    throwAway: true,
  })
  await migrateDatabase(database.url)
  project.provide('databaseUrl', database.url)
  return async () => {
    await database.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
