import { randomUUID } from 'node:crypto'
import { beforeAll, expect, inject } from 'vitest'
import { attachTenderFile } from '#app/commands/attach-tender-file.server.ts'
import { publishTender } from '#app/commands/publish-tender.server.ts'
import { test } from '#tests/db-test.ts'
import {
  PUBLICATION,
  type Purchase,
  createDraft,
  done,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { digestRowsAbout } from '#tests/rows-about.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'

// The portal's own pool and sessions are made when first imported, on the address in the environment.
beforeAll(() => {
  process.env.DATABASE_URL = inject('databaseUrl')
})

const PEOPLE = ['bidder2', 'officer', 'nobody', 'stranger', 'finance1', 'expert1', 'auditor']

async function attach(purchase: Purchase): Promise<string> {
  const fileId = randomUUID()
  const { as, tenderId, id } = purchase
  done(
    await attachTenderFile(as('officer'), {
      fileId,
      tenderId,
      kind: 'experience-data',
      fileName: '既往赔付.pdf',
      content: new TextEncoder().encode(`%PDF-1.4 ${id}`),
    }),
  )
  return fileId
}

async function take(fileId: string, cookie: string): Promise<Response> {
  const { loader } = await import('#app/routes/tender-files/file.ts')
  const request = new Request('http://localhost/tender-files', { headers: { Cookie: cookie } })
  return loader({ request, params: { fileId }, context: { cspNonce: '', scripts: [] } }).catch(
    (thrown: unknown) => thrown as Response,
  )
}

async function statuses({ userId }: Purchase, fileId: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const person of PEOPLE) {
    const cookie = person === 'nobody' ? '' : await sessionCookieOf(userId(person))
    found[person] = (await take(fileId, cookie)).status
  }
  return found
}

test('a draft’s file is for its own officers; a published one for insurers’ bid submitters and auditors too', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await createDraft(purchase)
  const fileId = await attach(purchase)
  const closed = {
    officer: 200,
    nobody: 302,
    stranger: 404,
    finance1: 403,
    expert1: 403,
  }
  expect(await statuses(purchase, fileId)).toEqual({ ...closed, bidder2: 404, auditor: 404 })
  const { tenderId, as } = purchase
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
  expect(await statuses(purchase, fileId)).toEqual({ ...closed, bidder2: 200, auditor: 200 })
})

test('taking a file changes no row anywhere', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await createDraft(purchase)
  const fileId = await attach(purchase)
  const { tenderId, as, userId, id } = purchase
  done(await publishTender(as('officer', PUBLICATION), { tenderId }))
  const cookie = await sessionCookieOf(userId('bidder1')) // that they signed in is known
  const before = await digestRowsAbout(pool, [id, fileId])
  const taken = await take(fileId, cookie)
  expect(await taken.text()).toBe(`%PDF-1.4 ${id}`)
  expect(taken.headers.get('Content-Disposition')).toContain(encodeURIComponent('既往赔付.pdf'))
  expect(await digestRowsAbout(pool, [id, fileId])).toEqual(before)
})
