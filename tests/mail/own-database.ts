import { randomUUID } from 'node:crypto'
import { inject, onTestFinished } from 'vitest'
import { type Connection, connect } from '#db/client.server.ts'
import { migrateDatabase } from '#db/migrate.server.ts'

/** A database of the test's own: a mail job takes every mail that is due, whoever wrote it. */
export async function openOwnDatabase(): Promise<Connection & { url: string }> {
  const admin = connect(inject('databaseUrl'), { connections: 1 })
  const name = `mail_${randomUUID().replaceAll('-', '')}`
  await admin.sql.unsafe(`create database ${name}`)
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  await migrateDatabase(url.href)
  const connection = connect(url.href)
  onTestFinished(async () => {
    await connection.close()
    await admin.sql.unsafe(`drop database ${name} with (force)`)
    await admin.close()
  })
  return { ...connection, url: url.href }
}
