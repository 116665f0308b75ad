import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, inject, vi } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { errorForLog } from '#app/http/error-for-log.ts'
import { connect } from '#db/client.server.ts'
import { createOwnDatabase } from '#tests/own-database.ts'
import { test } from '#tests/db-test.ts'
import {
  type ClaimCells,
  buildCells,
  buildIdentityNumber,
  inChunks,
  toCsv,
} from '#tests/factories/claims-file.ts'
import { sendClaims, signedPurchase } from '#tests/factories/claims.ts'
import { done } from '#tests/factories/purchase.ts'
import { readDataFolder, takeDump } from './dump.ts'
import { bytesNeedle, found, hashNeedle, textNeedle } from './needles.ts'

const PERSONS = Array.from({ length: 20 }, (_person, index) => buildIdentityNumber(700 + index))

/** Everything that is written to the console or beside it, while the work is done. */
async function listenTo(work: () => Promise<void>): Promise<Buffer> {
  const heard: string[] = []
  const hear = (...what: unknown[]) => {
    heard.push(what.map((part) => (part instanceof Error ? (part.stack ?? '') : String(part))).join(' ')) // prettier-ignore
    return true
  }
  const spies = [
    ...(['log', 'error', 'warn', 'info', 'debug'] as const).map((level) => vi.spyOn(console, level).mockImplementation(hear)), // prettier-ignore
    vi.spyOn(process.stderr, 'write').mockImplementation(hear),
  ]
  try {
    await work()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  return Buffer.from(heard.join('\n'))
}

async function toWorkbook(rows: readonly ClaimCells[]): Promise<Buffer> {
  const text = (value: string) => ({ value, type: String })
  const body = rows.map((row) => CLAIM_COLUMNS.map((column) => text(row[column])))
  return writeXlsxFile([CLAIM_COLUMNS.map(text), ...body]).toBuffer()
}

test('no identity number of a file is found afterwards, taken or refused, in any form', async () => {
  const url = await createOwnDatabase(inject('databaseUrl'), `ids_${randomUUID().slice(0, 8)}`)
  const { db, sql, close } = connect(url, { connections: 6 })
  const ownTemp = fs.mkdtempSync(path.join(os.tmpdir(), 'gongji-ids-'))
  const temp = process.env.TMPDIR
  process.env.TMPDIR = ownTemp
  const purchase = await signedPurchase(db)
  const rows = PERSONS.map((person_id, index) => buildCells(index, { person_id }))
  const person = PERSONS[0] ?? ''
  const told: string[] = []

  const console = await listenTo(async () => {
    const send = (content: string | Uint8Array, format: 'csv' | 'xlsx' = 'csv') =>
      sendClaims(purchase, content, { claimsSql: sql, format })
    const wrong = (bad: Partial<ClaimCells>) => [...rows, buildCells(99, { person_id: person, ...bad })] // prettier-ignore
    // Refused in every way first: for the workbook and the file alike.
    for (const bad of [
      { claim_id: person },
      { claim_id: `CL${person}` },
      { category: person },
      { place: person },
      { visit_date: person },
      { paid: person },
      { person_id: `${person} `.padEnd(70, '1') },
      { person_id: person.slice(0, 17) + 'Y' },
      { claim_id: 'CL-0' },
    ]) {
      for (const format of ['csv', 'xlsx'] as const) {
        const content = format === 'csv' ? toCsv(wrong(bad)) : await toWorkbook(wrong(bad))
        const { decision } = await send(content, format)
        if (bad.person_id === undefined || bad.person_id.length > 64)
          expect(decision.ok).toBe(false)
        else told.push(JSON.stringify(decision.ok))
      }
    }
    const unreadable = [
      toCsv(rows).split('\n').slice(1).join('\n'), // the first row is a person's
      toCsv(rows).replace('claim_id', person),
      `${toCsv(rows)}"${person}`,
      Buffer.from(toCsv(rows), 'utf16le'),
    ]
    for (const content of unreadable) expect((await send(content)).decision.ok).toBe(false)
    const cut = (await toWorkbook(rows)).subarray(0, 2000)
    expect((await send(cut, 'xlsx')).decision.ok).toBe(false)

    // The server's process dies in the middle of the COPY.
    async function* withoutServer() {
      yield* inChunks(toCsv(rows))
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy claims_stage%' and datname = current_database()`
      yield* inChunks(toCsv(rows).repeat(200))
    }
    const died = sendClaims(purchase, '', { claimsSql: sql, file: withoutServer() })
    const error: unknown = await died.then(() => undefined, (reason: unknown) => reason) // prettier-ignore
    expect(error).toBeInstanceOf(Error)
    told.push(errorForLog(error))

    const later = rows.map((row) => ({ ...row, claim_id: `L${row.claim_id}` }))
    done((await sendClaims(purchase, toCsv(later), { claimsSql: sql, year: 1 })).decision)
    const more = rows.map((row) => ({ ...row, claim_id: `M${row.claim_id}` }))
    done((await send(await toWorkbook(more), 'xlsx')).decision)
  })

  const needles = PERSONS.flatMap((id) => [
    textNeedle(id, id),
    hashNeedle(id, Buffer.from(id)),
    bytesNeedle(`${id} in lower case`, Buffer.from(id.toLowerCase())),
  ])
  const dump = await takeDump(sql)
  expect(dump.tables.get('claims')?.length).toBeGreaterThanOrEqual(40)
  expect(found(needles, dump.raw), 'in the tables').toEqual([])
  expect(found(needles, await readDataFolder(sql)), 'in the data folder').toEqual([])
  expect(found(needles, console), 'on the console').toEqual([])
  expect(found(needles, Buffer.from(told.join('\n'))), 'in errors').toEqual([])
  expect(fs.readdirSync(ownTemp), 'in the temporary folder').toEqual([])
  if (temp === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = temp
  fs.rmSync(ownTemp, { recursive: true })
  await close()
}, 240_000)
