import { expect, inject, beforeAll } from 'vitest'
import { test } from '#tests/db-test.ts'
import {
  type Purchase,
  open,
  publish,
  signContract,
  startPurchase,
  submitThree,
} from '#tests/factories/purchase.ts'
import { digestRowsAbout } from '#tests/rows-about.ts'
import { sessionCookieOf } from '#tests/session-cookie.ts'

// The portal's own pool and sessions are made when first imported, on the address in the environment.
beforeAll(() => {
  process.env.DATABASE_URL = inject('databaseUrl')
})

async function ask(
  route: 'tender' | 'lot' | 'contract' | 'signed-contract',
  params: Record<string, string>,
  cookie = '',
): Promise<Response> {
  const { loader } = await import(`#app/routes/documents/${route}-document.ts`)
  const request = new Request('http://localhost/papers', { headers: { Cookie: cookie } })
  return loader({ request, params, context: {} }).catch((thrown: unknown) => thrown)
}

async function statuses(
  route: Parameters<typeof ask>[0],
  params: Record<string, string>,
  { userId }: Purchase,
  people: readonly string[],
): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const person of people) {
    const response = await ask(
      route,
      params,
      person === 'nobody' ? '' : await sessionCookieOf(userId(person)),
    )
    found[person] = response.status
  }
  return found
}

test('the notice is for everybody, the bidding documents for insurers, the buyer’s own officers and auditors', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  const { tenderId } = purchase
  const notice = await ask('tender', { tenderId, file: 'tender-notice.pdf' })
  expect(notice.headers.get('Content-Type')).toBe('application/pdf')
  expect(notice.headers.get('Content-Disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent('测试采购公开招标公告.pdf')}`,
  )
  const people = ['bidder2', 'officer', 'nobody', 'stranger', 'fund', 'expert1', 'auditor']
  const file = 'bidding-documents.docx'
  expect(await statuses('tender', { tenderId, file }, purchase, people)).toEqual({
    bidder2: 200,
    officer: 200,
    nobody: 302,
    stranger: 404,
    fund: 403,
    expert1: 403,
    auditor: 200,
  })
})

test('nothing is written about who took the bidding documents', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  const cookie = await sessionCookieOf(purchase.userId('bidder1')) // that they signed in is known
  const before = await digestRowsAbout(pool, [purchase.id])
  expect(before.tenders).not.toBe('')
  const params = { tenderId: purchase.tenderId, file: 'bidding-documents.pdf' }
  expect((await ask('tender', params, cookie)).status).toBe(200)
  expect(await digestRowsAbout(pool, [purchase.id])).toEqual(before)
})

test('the opening record is public once the bids are open, and not before', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  await submitThree(purchase)
  const params = { tenderId: purchase.tenderId, file: 'opening-record.pdf' }
  expect((await ask('tender', params)).status).toBe(404)
  await open(purchase)
  expect((await ask('tender', params)).status).toBe(200)
})

test('the report is for the officer, the committee and the auditor; award and signed contract for all', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await signContract(purchase)
  const { lotId, contractId } = purchase
  const people = ['officer', 'expert1', 'auditor', 'nobody', 'stranger', 'bidder1', 'expert8']
  const report = { lotId, file: 'evaluation-report.pdf' }
  expect(await statuses('lot', report, purchase, people)).toEqual({
    officer: 200,
    expert1: 200,
    auditor: 200,
    nobody: 302,
    stranger: 404,
    bidder1: 403,
    expert8: 404,
  })
  expect((await ask('lot', { lotId, file: 'award-notice.docx' })).status).toBe(200)
  const contract = { contractId, file: 'contract.docx' }
  expect((await ask('signed-contract', contract)).status).toBe(200)
  expect(await statuses('contract', contract, purchase, ['bidder1', 'bidder2', 'nobody'])).toEqual({
    bidder1: 200,
    bidder2: 404,
    nobody: 302,
  })
})

test('an unknown paper or format is not there', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  for (const file of ['tender-notice.exe', 'scores.pdf', 'tender-notice', '../tender-notice.pdf'])
    expect((await ask('tender', { tenderId: purchase.tenderId, file })).status).toBe(404)
})
