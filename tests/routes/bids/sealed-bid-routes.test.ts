import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { beforeAll, expect, inject } from 'vitest'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { CHUNK_BYTES, MOST_HEADER_BYTES } from '#app/sealing/envelope-header.ts'
import { checkReceipt } from '#app/sealing/receipt.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { test } from '#tests/db-test.ts'
import {
  type Purchase,
  giveKey,
  open,
  publish,
  seal,
  startPurchase,
  submissionOf,
  submitThree,
} from '#tests/factories/purchase.ts'
import { buildTenderTerms } from '#tests/factories/tender-terms.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'

// The portal's own pool and sessions are made when first imported, on the address in the environment.
beforeAll(() => {
  process.env.DATABASE_URL = inject('databaseUrl')
})

type Route = (args: ActionFunctionArgs | LoaderFunctionArgs) => Promise<Response>

async function ask(
  route: Route,
  person: { purchase: Purchase; name: string } | undefined,
  params: Record<string, string>,
  init: RequestInit = {},
): Promise<Response> {
  const { purchase, name } = person ?? {}
  const cookie = purchase && name ? await sessionCookieOf(purchase.userId(name)) : ''
  const headers = { ...(init.headers as Record<string, string> | undefined), Cookie: cookie }
  const request = new Request('http://localhost/', { ...init, headers })
  return route({ request, params, context: { cspNonce: '', scripts: [] } }).catch(
    (thrown: unknown) => thrown as Response,
  )
}

const post = (body: Uint8Array | string): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : new Blob([new Uint8Array(body)]),
})

/** A tender whose deadline, by the real clock, is still to come. */
async function publishOpen(purchase: Purchase): Promise<void> {
  const { timetable } = buildTenderTerms()
  const bidDeadline = new Date(`${addDays(dateInChina(new Date()), 30)}T09:00:00+08:00`)
  await publish(purchase, { timetable: { ...timetable, bidDeadline } })
}

test('a bid goes up by chunks, is submitted once, and its receipt can be had again', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publishOpen(purchase)
  const { lotId } = purchase
  const person = { purchase, name: 'bidder1' }
  const envelope = await seal(purchase, 'bidder1')
  const uploads = await import('#app/routes/bids/uploads.ts')
  const upload = await import('#app/routes/bids/upload.ts')
  const chunk = await import('#app/routes/bids/chunk.ts')
  const submit = await import('#app/routes/bids/submit.ts')
  const receipts = await import('#app/routes/bids/receipt.ts')

  const started = await ask(uploads.action, person, { lotId }, post(envelope.header))
  const { uploadId } = (await started.json()) as { uploadId: string }
  const submission = { submissionId: randomUUID(), uploadId, revision: 1 }
  const early = await ask(submit.action, person, { lotId }, post(JSON.stringify(submission)))
  expect([early.status, await early.json()]).toEqual([
    409,
    { error: '密封件还没有全部上传，请继续上传后再递交' },
  ])
  for (const { file, position, bytes } of envelope.chunks) {
    const place = { lotId, uploadId, file: String(file), position: String(position) }
    const stored = await ask(chunk.action, person, place, { ...post(bytes), method: 'PUT' })
    expect(stored.status).toBe(200)
  }
  const state = await ask(upload.loader, person, { lotId, uploadId })
  expect(await state.json()).toMatchObject({
    stored: envelope.chunks.map(() => expect.anything()),
    submitted: false,
  })
  const rival = { purchase, name: 'bidder2' }
  expect((await ask(upload.loader, rival, { lotId, uploadId })).status).toBe(404)

  const answers = await Promise.all(
    [1, 2].map(() => ask(submit.action, person, { lotId }, post(JSON.stringify(submission)))),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const [first, second] = await Promise.all(answers.map((answer) => answer.json()))
  expect(first).toEqual(second)

  const params = { lotId, entryId: submission.submissionId }
  const kept = await ask(receipts.loader, person, params)
  expect(checkReceipt(await kept.text())).toMatchObject({
    ok: true,
    value: { statement: { envelopeSha256: envelope.envelopeSha256, position: 1 } },
  })
  expect((await ask(receipts.loader, rival, params)).status).toBe(404)
})

test('what is too large, broken or nobody’s is refused in words a script can show', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publishOpen(purchase)
  await giveKey(purchase, 'bidder1')
  const { lotId } = purchase
  const person = { purchase, name: 'bidder1' }
  const { action } = await import('#app/routes/bids/uploads.ts')
  const chunk = await import('#app/routes/bids/chunk.ts')
  const submit = await import('#app/routes/bids/submit.ts')
  const large = new Uint8Array(MOST_HEADER_BYTES + 1)
  expect((await ask(action, person, { lotId }, post(large))).status).toBe(413)
  const broken = await ask(action, person, { lotId }, post('{}'))
  expect([broken.status, await broken.json()]).toEqual([
    409,
    { error: '这不是密封件，或清单不完整，请重新密封' },
  ])
  expect((await ask(action, undefined, { lotId }, post('{}'))).status).toBe(401)
  const officer = { purchase, name: 'officer' }
  expect((await ask(action, officer, { lotId }, post('{}'))).status).toBe(403)
  const place = { lotId, uploadId: 'none', file: '0', position: '0' }
  const put = { method: 'PUT', body: new Blob([new Uint8Array(CHUNK_BYTES + 1)]) }
  expect((await ask(chunk.action, person, place, put)).status).toBe(413)
  expect((await ask(submit.action, person, { lotId }, post('not json'))).status).toBe(400)
})

test('a late envelope is refused with both times to the millisecond', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  const { header } = await seal(purchase, 'bidder1')
  const { action } = await import('#app/routes/bids/uploads.ts')
  const person = { purchase, name: 'bidder1' }
  const late = await ask(action, person, { lotId: purchase.lotId }, post(header))
  expect(late.status).toBe(409)
  const { error } = (await late.json()) as { error: string }
  expect(error).toMatch(/截止时间 2026年3月23日 09:00:00\.000，服务器时间 .*\.\d{3}。/)
})

test('attachments are decrypted after the opening for those who evaluate, and for their own bidder', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  await open(purchase)
  const bids = await listOpenedBids(pool, [purchase.lotId])
  const submissionId = submissionOf(purchase, 'bidder1')
  const attachment = bids.find((bid) => bid.submissionId === submissionId)?.attachments[0]
  const params = { submissionId, attachmentId: attachment?.id ?? '' }
  const { loader } = await import('#app/routes/bids/file.ts')
  const statusOf = async (name: string) => (await ask(loader, { purchase, name }, params)).status
  expect(await statusOf('bidder2')).toBe(404)
  expect(await statusOf('stranger')).toBe(404)
  expect(await statusOf('expert10')).toBe(404)
  expect(await statusOf('auditor')).toBe(200)
  expect(await statusOf('officer')).toBe(200)
  const own = await ask(loader, { purchase, name: 'bidder1' }, params)
  expect(own.headers.get('Content-Type')).toBe('application/pdf')
  expect(await own.text()).toBe('%PDF-1.4 actuarial-opinion bidder1')
})
