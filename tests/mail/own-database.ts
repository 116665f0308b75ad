import { randomUUID } from 'node:crypto'
import { inject, onTestFinished } from 'vitest'
import { type Connection, connect } from '#db/client.server.ts'
import { createOwnDatabase } from '#tests/own-database.ts'
import { preparing } from '#tests/preparing.ts'

/** A database of the test's own: a mail job takes every mail that is due, whoever wrote it. */
export async function openOwnDatabase(): Promise<Connection & { url: string }> {
  const admin = connect(inject('databaseUrl'), { connections: 1 })
  const name = `mail_${randomUUID().replaceAll('-', '')}`
  const url = await createOwnDatabase(inject('databaseUrl'), name)
  const connection = preparing(connect(url))
  onTestFinished(async () => {
    await connection.close()
    await admin.sql.unsafe(`drop database ${name} with (force)`)
    await admin.close()
  })
  return { ...connection, url }
}
