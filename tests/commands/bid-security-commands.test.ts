import { expect } from 'vitest'
import { recordBidSecurity } from '#app/commands/record-bid-security.server.ts'
import { returnBidSecurity } from '#app/commands/return-bid-security.server.ts'
import { type Decision, refuse } from '#app/domain/decision.ts'
import { findBidSecurity, listBidSecurities } from '#db/queries/bid-securities.server.ts'
import { actionsOf, noonOf, object, tryAnswer } from '#tests/factories/objections.ts'
import { AFTER_DEADLINE, type Purchase, done, submissionOf } from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

type Recording = Parameters<typeof recordBidSecurity>[1]
type Return = Parameters<typeof returnBidSecurity>[1]

function securityIdOf({ id }: Purchase, bidder: string): string {
  return `${id}-${bidder}-security`
}

/** The full amount, received on the last day. */
function tryRecord(
  purchase: Purchase,
  overrides: Partial<Recording> = {},
  person = 'officer',
): Promise<Decision<unknown, string>> {
  return recordBidSecurity(purchase.as(person, AFTER_DEADLINE), {
    securityId: securityIdOf(purchase, 'bidder1'),
    tenderId: purchase.tenderId,
    submissionId: submissionOf(purchase, 'bidder1'),
    amount: yuan('2000000'),
    form: 'transfer',
    receivedOn: '2026-03-23',
    document: '银行回单1号',
    ...overrides,
  })
}

function tryReturn(
  purchase: Purchase,
  day: Return['on'],
  overrides: Partial<Return> = {},
  person = 'officer',
): Promise<Decision<unknown, string>> {
  return returnBidSecurity(purchase.as(person, noonOf(day)), {
    securityId: securityIdOf(purchase, 'bidder1'),
    on: day,
    document: '退款回单1号，含同期存款利息',
    end: { outcome: 'returned' },
    ...overrides,
  })
}

test('before the opening no security can be recorded, not even for a bid that is there', async ({
  submitted: purchase,
}) => {
  const { db } = purchase
  expect(await tryRecord(purchase)).toEqual(refuse('not-opened'))
  expect(await tryRecord(purchase, { submissionId: 'no-such-bid' })).toEqual(refuse('not-opened'))
  expect(await listBidSecurities(db, purchase.tenderId)).toEqual([])
})

test('a security is recorded once, in full, and received by the day of the deadline', async ({
  opened: purchase,
}) => {
  const { db } = purchase
  expect(await tryRecord(purchase, { amount: yuan('1999999.99') })).toEqual(refuse('too-low'))
  expect(await tryRecord(purchase, { receivedOn: '2026-03-24' })).toEqual(refuse('received-late'))
  done(await tryRecord(purchase))
  expect(await tryRecord(purchase, { securityId: 'another' })).toEqual(refuse('already-recorded'))
  const rows = await listBidSecurities(db, purchase.tenderId)
  expect(rows.map(({ security }) => security?.amount)).toEqual([
    yuan('2000000'),
    undefined,
    undefined,
  ])
  expect(await actionsOf(purchase)).toContain('bid-security.recorded')
})

test('another buyer records nothing, and a bid of another tender is not found', async ({
  opened: purchase,
}) => {
  expect(await tryRecord(purchase, {}, 'stranger')).toEqual(refuse('not-found'))
  expect(await tryRecord(purchase, { submissionId: 'no-such-bid' })).toEqual(refuse('not-found'))
})

test('a security binds as long as its bid does', async ({ evaluated: purchase }) => {
  done(await tryRecord(purchase))
  expect(await tryReturn(purchase, '2026-03-24')).toEqual(refuse('too-early'))
})

test('government procurement: the losers’ securities go back after the award notice, the winner’s after signing', async ({
  awarded: purchase,
}) => {
  const { db } = purchase
  const loser = {
    securityId: securityIdOf(purchase, 'bidder2'),
    submissionId: submissionOf(purchase, 'bidder2'),
  }
  done(await tryRecord(purchase))
  done(await tryRecord(purchase, loser))
  expect(await tryReturn(purchase, '2026-03-30')).toEqual(refuse('too-early'))
  done(await tryReturn(purchase, '2026-03-30', { securityId: loser.securityId }))
  const returned = await findBidSecurity(db, loser.securityId)
  expect(returned?.security?.end).toMatchObject({ outcome: 'returned', on: '2026-03-30' })
})

test('after signing the winner’s security is returned, once, on a day that can be', async ({
  signed: purchase, // on 25 March
}) => {
  done(await tryRecord(purchase))
  expect(await tryReturn(purchase, '2026-03-26', { on: '2026-03-27' })).toEqual(
    refuse('impossible-day'),
  )
  expect(await tryReturn(purchase, '2026-03-26', { on: '2026-03-24' })).toEqual(refuse('too-early'))
  expect(await tryReturn(purchase, '2026-03-26', {}, 'stranger')).toEqual(refuse('not-found'))
  done(await tryReturn(purchase, '2026-03-26'))
  expect(await tryReturn(purchase, '2026-03-26')).toEqual(refuse('already-returned'))
  expect(await actionsOf(purchase)).toContain('bid-security.returned')
})

test('a security is kept for a reason, with its rule', async ({ awarded: purchase }) => {
  const { db } = purchase
  done(await tryRecord(purchase))
  const end = { outcome: 'forfeited', ground: 'contract-refused', reason: ' ' } as const
  expect(await tryReturn(purchase, '2026-04-30', { end })).toEqual(refuse('reason-missing'))
  done(await tryReturn(purchase, '2026-04-30', { end: { ...end, reason: '逾期未签订合同' } }))
  const kept = await findBidSecurity(db, securityIdOf(purchase, 'bidder1'))
  expect(kept?.security?.end?.reason).toMatch(
    /^逾期未签订合同。依据：政府采购法实施条例 第七十二条/,
  )
  expect(await actionsOf(purchase)).toContain('bid-security.forfeited')
})

test('a lot that is tendered again frees every security of it', async ({ awarded: purchase }) => {
  const { db } = purchase
  done(await tryRecord(purchase))
  await object(purchase, 'result', noonOf('2026-03-25'))
  done(await tryAnswer(purchase, noonOf('2026-03-26'), { remedy: 're-tender' }))
  const [row] = await listBidSecurities(db, purchase.tenderId)
  expect(row?.facts).toMatchObject({ won: false, awardedOn: null, endedOn: '2026-03-26' })
  done(await tryReturn(purchase, '2026-03-27'))
})
