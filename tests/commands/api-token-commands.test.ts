import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { MOST_LIVE_TOKENS, createApiToken } from '#app/commands/create-api-token.server.ts'
import { revokeApiToken } from '#app/commands/revoke-api-token.server.ts'
import { isTokenGood } from '#app/domain/api-token.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { findTokenHolder, listApiTokens } from '#db/queries/api-tokens.server.ts'
import { test } from '#tests/db-test.ts'
import { done, startPurchase } from '#tests/factories/purchase.ts'

const AT = new Date('2026-10-08T23:59:59+08:00')

function buildToken(change: { label?: string; expiresOn?: PlainDate; tokenId?: string } = {}) {
  return {
    tokenId: randomUUID() as string,
    tokenHash: createHash('sha256').update(randomUUID()).digest('hex'),
    label: '核心业务系统',
    expiresOn: '2026-12-31' as const,
    ...change,
  }
}

test('a token is made with a label, from today for a year at most, and once', async ({ db }) => {
  const finance = (await startPurchase(db)).as('finance1', AT)
  const refusal = async (change: Parameters<typeof buildToken>[0]) => {
    const created = await createApiToken(finance, buildToken(change))
    return created.ok ? undefined : created.refusal
  }
  expect(await refusal({ label: ' ' })).toBe('label-missing')
  expect(await refusal({ expiresOn: '2026-10-07' })).toBe('already-over')
  expect(await refusal({ expiresOn: '2026-10-08' })).toBeUndefined()
  expect(await refusal({ expiresOn: '2027-10-08' })).toBeUndefined()
  expect(await refusal({ expiresOn: '2027-10-09' })).toBe('too-far-ahead')
  const token = buildToken()
  done(await createApiToken(finance, token))
  expect(await createApiToken(finance, { ...buildToken(), tokenId: token.tokenId })).toEqual({
    ok: false,
    refusal: 'already-created',
  })
})

test('a person has so many live tokens and no more', async ({ db }) => {
  const finance = (await startPurchase(db)).as('finance1', AT)
  const tokens = Array.from({ length: MOST_LIVE_TOKENS }, () => buildToken())
  for (const token of tokens) done(await createApiToken(finance, token))
  expect(await createApiToken(finance, buildToken())).toEqual({ ok: false, refusal: 'too-many' })
  const [first] = tokens
  done(await revokeApiToken(finance, { tokenId: first?.tokenId ?? '' }))
  done(await createApiToken(finance, buildToken()))
})

test('a token is revoked once, by its holder', async ({ db }) => {
  const purchase = await startPurchase(db)
  const finance = purchase.as('finance1', AT)
  const { tokenId, ...token } = buildToken()
  done(await createApiToken(finance, { tokenId, ...token }))
  expect(await revokeApiToken(purchase.as('finance2', AT), { tokenId })).toEqual({
    ok: false,
    refusal: 'not-found',
  })
  expect(await findTokenHolder(db, token.tokenHash)).toMatchObject({ revokedAt: null })
  done(await revokeApiToken(finance, { tokenId }))
  expect(await revokeApiToken(finance, { tokenId })).toEqual({
    ok: false,
    refusal: 'already-revoked',
  })
  expect(await findTokenHolder(db, token.tokenHash)).toMatchObject({ revokedAt: AT })
  expect(await listApiTokens(db, purchase.userId('finance1'))).toMatchObject([
    { id: tokenId, revokedAt: AT },
  ])
})

test('a token works through its last day, while it and its holder’s account are open', () => {
  const token = {
    expiresOn: '2026-12-31' as const,
    revokedAt: null,
    holder: { disabled: false, validUntil: null },
  }
  const lastMoment = new Date('2026-12-31T23:59:59+08:00')
  expect(isTokenGood(token, lastMoment)).toBe(true)
  expect(isTokenGood(token, new Date('2027-01-01T00:00:00+08:00'))).toBe(false)
  expect(isTokenGood({ ...token, revokedAt: AT }, lastMoment)).toBe(false)
  expect(isTokenGood({ ...token, holder: { disabled: true, validUntil: null } }, lastMoment)).toBe(
    false,
  )
  expect(
    isTokenGood({ ...token, holder: { disabled: false, validUntil: '2026-12-30' } }, lastMoment),
  ).toBe(false)
})

test('tokens are never changed or taken out of the records', async ({ db }) => {
  const finance = (await startPurchase(db)).as('finance1', AT)
  const { tokenId, ...token } = buildToken()
  done(await createApiToken(finance, { tokenId, ...token }))
  for (const statement of [
    sql`update api_tokens set expires_on = '2030-01-01' where id = ${tokenId}`,
    sql`delete from api_tokens where id = ${tokenId}`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
})
