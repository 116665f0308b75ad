import { type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, inject } from 'vitest'
import { createApiToken } from '#app/commands/create-api-token.server.ts'
import { revokeApiToken } from '#app/commands/revoke-api-token.server.ts'
import { addDays, dateInChina } from '#app/domain/calendar.ts'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { setUserDisabled } from '#db/queries/users.server.ts'
import { test } from '#tests/db-test.ts'
import { type Purchase, done, signContract, startPurchase } from '#tests/factories/purchase.ts'

// The portal's own pool is made when first imported, on the address in the environment.
beforeAll(() => {
  process.env.DATABASE_URL = inject('databaseUrl')
  process.env.PSEUDONYM_KEY = 'ab'.repeat(32)
})

const HEADER = `${CLAIM_COLUMNS.join(',')}\n`
const line = (id: string, paid = '300.00') =>
  `${id},P${id},2026-09-01,,,1000.00,2000.00,200.00,800.00,,,${paid}\n`

type Route = (args: ActionFunctionArgs | LoaderFunctionArgs) => Promise<Response> | Response

async function call(
  route: Route,
  { token, yearId, attemptId = '' }: { token?: string; yearId: string; attemptId?: string },
  init: { body?: string; query?: string; type?: string } = {},
): Promise<Response> {
  const { body, query = 'reference=2026-09', type = 'text/csv' } = init
  const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}), 'Content-Type': type }
  const request = new Request(`http://localhost/?${query}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body }),
  })
  const args = { request, params: { yearId, attemptId }, context: { cspNonce: '', scripts: [] } }
  return Promise.resolve(route(args)).catch((thrown: unknown) => thrown as Response)
}

async function giveToken(purchase: Purchase, who: string) {
  const { tokenHash } = await import('#app/auth/api-token.server.ts')
  const token = `gongji_${randomUUID()}`
  const tokenId = randomUUID()
  const expiresOn = addDays(dateInChina(new Date()), 30)
  const context = purchase.as(who, new Date())
  const created = { tokenId, tokenHash: tokenHash(token), label: '核心系统', expiresOn }
  done(await createApiToken(context, created))
  return { token, tokenId }
}

test('a program sends claims with a token and reads what became of them', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await signContract(purchase)
  const yearId = `${purchase.contractId}-1`
  const { token } = await giveToken(purchase, 'finance1')
  const me = { token, yearId }
  const { action, loader } = await import('#app/routes/api/claims.ts')
  const attempt = await import('#app/routes/api/attempt.ts')
  const findings = await import('#app/routes/api/findings.ts')
  const body = HEADER + line('A1') + line('A2')
  const query = 'reference=2026-09&rows=2&persons=2&eligibleExpense=2000.00&paid=600'

  const taken = await call(action, me, { body, query })
  expect([taken.status, await taken.json()]).toMatchObject([
    201,
    {
      state: 'ended',
      outcome: 'taken',
      fileNumber: 1,
      counted: { rows: 2, persons: 2, eligibleExpense: '2000.00', paid: '600.00' },
      stated: { rows: 2, paid: '600.00' },
      findings: [],
      report: null,
    },
  ])
  const again = await call(action, me, { body })
  expect([again.status, await again.json()]).toMatchObject([
    200,
    { error: 'already-taken', outcome: 'already-taken', fileNumber: null },
  ])
  const differing = await call(action, me, { body: HEADER + line('A3'), query })
  expect([differing.status, await differing.json()]).toMatchObject([
    409,
    { error: 'totals-differ', counted: { rows: 1 } },
  ])
  const bad = await call(action, me, { body: HEADER + line('A4', '-1').repeat(101) })
  const answer = (await bad.json()) as { attemptId: string; findings: unknown[]; report: string }
  expect([bad.status, answer]).toMatchObject([
    422,
    {
      error: 'bad-rows',
      report: `/api/contract-years/${yearId}/claims/${answer.attemptId}/findings.csv`,
    },
  ])
  expect(answer.findings).toHaveLength(100)
  expect(answer.findings[0]).toEqual({
    row: 2,
    field: 'paid',
    reason: 'negative',
    message: '大病赔付（paid）：金额不能为负',
  })
  const place = { ...me, attemptId: answer.attemptId }
  expect(await (await call(attempt.loader, place)).json()).toMatchObject({ outcome: 'bad-rows' })
  const report = await (await call(findings.loader, place)).text()
  expect(report.split('\r\n').length).toBeGreaterThan(101)
  expect((await call(attempt.loader, { ...me, attemptId: 'none' })).status).toBe(404)

  const statusOf = async (change: Parameters<typeof call>[2]) =>
    (await call(action, me, { body, ...change })).status
  expect(await statusOf({ query: '' })).toBe(400)
  expect(await statusOf({ query: 'reference=11010519491231002X' })).toBe(400)
  expect(await statusOf({ query: 'reference=a&rows=1.5' })).toBe(400)
  expect(await statusOf({ type: 'text/plain' })).toBe(400)
  expect(await statusOf({ body: 'PNG' })).toBe(422)
  expect((await call(loader, me)).status).toBe(405)
})

test('a token is its holder’s: no other year, no other post, not after its end', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await signContract(purchase)
  const yearId = `${purchase.contractId}-1`
  const { action } = await import('#app/routes/api/claims.ts')
  const attempt = await import('#app/routes/api/attempt.ts')
  const statusOf = async (token?: string) =>
    (await call(action, { token, yearId }, { body: HEADER + line('B1') })).status
  expect(await statusOf()).toBe(401)
  expect(await statusOf('gongji_wrong')).toBe(401)
  const rival = await giveToken(purchase, 'finance2')
  expect(await statusOf(rival.token)).toBe(404)
  const place = { token: rival.token, yearId, attemptId: 'any' }
  expect((await call(attempt.loader, place)).status).toBe(404)
  expect(await statusOf((await giveToken(purchase, 'fund')).token)).toBe(403)
  const own = await giveToken(purchase, 'finance1')
  await setUserDisabled(pool, purchase.userId('finance1'), true)
  expect(await statusOf(own.token)).toBe(401)
  await setUserDisabled(pool, purchase.userId('finance1'), false)
  expect(await statusOf(own.token)).toBe(201)
  const revoked = { tokenId: own.tokenId }
  done(await revokeApiToken(purchase.as('finance1', new Date()), revoked))
  expect(await statusOf(own.token)).toBe(401)
})
