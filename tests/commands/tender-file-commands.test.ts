import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { attachTenderFile } from '#app/commands/attach-tender-file.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { removeTenderFile } from '#app/commands/remove-tender-file.server.ts'
import { findReadableTenderFile, listTenderFiles } from '#db/queries/tender-files.server.ts'
import { PUBLICATION, type Purchase, done } from '#tests/factories/purchase.ts'
import { test } from '#tests/starting-points.ts'

const PDF = '%PDF-1.4 '
const MOST_BYTES = 20 * 1024 * 1024

function attach(
  purchase: Purchase,
  {
    person = 'officer',
    fileId = randomUUID(),
    fileName = '既往赔付.pdf',
    content = PDF,
  }: { person?: string; fileId?: string; fileName?: string; content?: string | Uint8Array } = {},
) {
  return attachTenderFile(purchase.as(person), {
    fileId,
    tenderId: purchase.tenderId,
    kind: 'experience-data',
    fileName,
    content: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  })
}

test('an officer attaches files to a draft of their own organisation only', async ({
  drafted: purchase,
}) => {
  const { db } = purchase
  expect(await attach(purchase, { person: 'stranger' })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await attach(purchase)).toMatchObject({ ok: true })
  expect(await listTenderFiles(db, purchase.tenderId)).toMatchObject([
    { kind: 'experience-data', fileName: '既往赔付.pdf', size: 9 },
  ])
  expect(await attach(purchase)).toEqual({ ok: false, refusal: 'already-attached' })
})

test('a file has content, at most 20 MiB of it, and is what its name says', async ({
  drafted: purchase,
}) => {
  expect(await attach(purchase, { content: '' })).toEqual({ ok: false, refusal: 'empty-file' })
  const large = new Uint8Array(MOST_BYTES + 1)
  large.set(new TextEncoder().encode(PDF))
  expect(await attach(purchase, { content: large })).toEqual({ ok: false, refusal: 'too-large' })
  expect(await attach(purchase, { content: large.subarray(0, MOST_BYTES) })).toMatchObject({
    ok: true,
  })
  for (const fileName of ['既往赔付.exe', '既往赔付.xlsx'])
    expect(await attach(purchase, { fileName })).toEqual({ ok: false, refusal: 'unknown-type' })
})

test('a tender has at most twenty files', async ({ drafted: purchase }) => {
  for (let number = 1; number <= 20; number++)
    done(await attach(purchase, { content: `${PDF}${number}` }))
  expect(await attach(purchase)).toEqual({ ok: false, refusal: 'too-many' })
})

test('a removed file is off the list and nobody reads it any more', async ({
  drafted: purchase,
}) => {
  const { db } = purchase
  const fileId = randomUUID()
  done(await attach(purchase, { fileId }))
  const refused = { ok: false, refusal: 'not-found' }
  expect(await removeTenderFile(purchase.as('stranger'), { fileId })).toEqual(refused)
  expect(await removeTenderFile(purchase.as('officer'), { fileId })).toMatchObject({ ok: true })
  expect(await removeTenderFile(purchase.as('officer'), { fileId })).toEqual(refused)
  expect(await listTenderFiles(db, purchase.tenderId)).toEqual([])
  const reader = { procuringEntityId: purchase.userId('entity') }
  expect(await findReadableTenderFile(db, fileId, reader)).toBeUndefined()
})

test('publication fixes the files: commands refuse, and so does the database', async ({
  drafted: purchase,
}) => {
  const fileId = randomUUID()
  done(await attach(purchase, { fileId }))
  const { db, tenderId, as } = purchase
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
  const refused = { ok: false, refusal: 'already-published' }
  expect(await attach(purchase, { content: `${PDF}2` })).toEqual(refused)
  expect(await removeTenderFile(as('officer'), { fileId })).toEqual(refused)
  for (const statement of [
    sql`update tender_files set removed_at = now() where id = ${fileId}`,
    sql`update tender_files set content = '' where id = ${fileId}`,
    sql`delete from tender_files where id = ${fileId}`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
})

test('insurers read the files of published tenders, the buyer its own before that too', async ({
  drafted: purchase,
}) => {
  const fileId = randomUUID()
  done(await attach(purchase, { fileId }))
  const { db, tenderId, as, userId } = purchase
  const buyer = { procuringEntityId: userId('entity') }
  const otherBuyer = { procuringEntityId: userId('other-entity') }
  expect(await findReadableTenderFile(db, fileId, 'insurer')).toBeUndefined()
  expect(await findReadableTenderFile(db, fileId, otherBuyer)).toBeUndefined()
  expect(await findReadableTenderFile(db, fileId, buyer)).toMatchObject({
    mediaType: 'application/pdf',
  })
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
  expect(await findReadableTenderFile(db, fileId, 'insurer')).toMatchObject({ size: 9 })
  expect(await findReadableTenderFile(db, fileId, otherBuyer)).toBeUndefined()
})

test('a file is not attached to a tender after its notice', async ({ published: purchase }) => {
  expect(await attach(purchase)).toEqual({ ok: false, refusal: 'already-published' })
})
