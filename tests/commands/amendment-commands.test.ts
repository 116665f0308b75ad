import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { amendTender } from '#app/commands/amend-tender.server.ts'
import { cancelTender } from '#app/commands/cancel-tender.server.ts'
import { confirmBid } from '#app/commands/confirm-bid.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { listLotFailures } from '#db/queries/endings.server.ts'
import { listUnopenedBids } from '#db/queries/openings.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import {
  findOpeningKeys,
  findVersionTerms,
  listTenderVersions,
} from '#db/queries/tender-versions.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import {
  AFTER_DEADLINE,
  DEADLINE,
  DURING_BIDDING,
  OPENING_OFFICERS,
  type Purchase,
  giveKey,
  replaceKey,
  seal,
  upload,
  done,
  open,
  publish,
  startPurchase,
  submissionOf,
} from '#tests/factories/purchase.ts'
import { yuan } from '#tests/yuan.ts'
import { test } from '#tests/starting-points.ts'

const LATER = new Date('2026-04-07T09:00:00+08:00')

/** Published on 2 March with bids due on the 23rd; amended on the 20th unless said otherwise. */
async function amend(
  purchase: Purchase,
  change: (terms: TenderTerms) => Partial<TenderTerms>,
  overrides: {
    at?: Date
    who?: string
    version?: number
    reason?: string
    openingOfficers?: readonly string[]
  } = {},
) {
  const { tenderId, db, as, userId } = purchase
  const tender = await findTender(db, tenderId)
  if (!tender) throw new Error('the tender is there')
  return amendTender(as(overrides.who ?? 'officer', overrides.at ?? DURING_BIDDING), {
    tenderId,
    basedOnVersion: overrides.version ?? tender.version,
    terms: { ...tender.terms, ...change(tender.terms) },
    openingOfficers: (overrides.openingOfficers ?? OPENING_OFFICERS).map(userId),
    reason: overrides.reason ?? '限价测算有误',
  })
}

const lowerCeiling = (terms: TenderTerms): Partial<TenderTerms> => ({
  lots: terms.lots.map((lot) => ({ ...lot, priceCeiling: yuan('66.8') })),
})

const lowerCeilingLater = (terms: TenderTerms): Partial<TenderTerms> => ({
  ...lowerCeiling(terms),
  timetable: { ...terms.timetable, bidDeadline: LATER },
})

test('an amendment is the next version with what it changed; the old one stays readable', async ({
  published: purchase,
}) => {
  const { db, tenderId } = purchase
  const amended = done(await amend(purchase, lowerCeilingLater))
  expect(amended).toMatchObject({ version: 2, affectsBids: true })
  expect(amended.changes.map(({ path, affectsBids }) => [path, affectsBids])).toEqual([
    ['timetable.bidDeadline', false],
    ['lots.0.priceCeiling', true],
  ])
  const tender = await findTender(db, tenderId)
  expect(tender).toMatchObject({ version: 2, facts: { bidDeadline: LATER } })
  expect(tender?.terms.lots[0]?.priceCeiling).toBe(yuan('66.8'))
  expect((await listTenderVersions(db, tenderId)).map(({ version }) => version)).toEqual([1, 2])
  const first = await findVersionTerms(db, { tenderId, version: 1 })
  expect(first?.lots[0]?.priceCeiling).toBe(yuan('67'))
  expect(first?.timetable.bidDeadline).toEqual(DEADLINE)
})

test('a change that affects bids within fifteen days of the deadline must put it off; a name need not', async ({
  published: purchase,
}) => {
  const { db } = purchase
  expect(await amend(purchase, lowerCeiling)).toEqual({ ok: false, refusal: 'breaks-a-rule' })
  const tooSoon = new Date('2026-04-03T09:00:00+08:00')
  const until = (bidDeadline: Date) => (terms: TenderTerms) => ({
    ...lowerCeiling(terms),
    timetable: { ...terms.timetable, bidDeadline },
  })
  expect(await amend(purchase, until(tooSoon))).toEqual({ ok: false, refusal: 'breaks-a-rule' })
  done(await amend(purchase, () => ({ contact: '新的电话' })))
  done(await amend(purchase, until(new Date('2026-04-04T09:00:00+08:00'))))
  const early = await startPurchase(db)
  await publish(early)
  const fifteenDaysBefore = new Date('2026-03-08T23:59:59.999+08:00')
  done(await amend(early, lowerCeiling, { at: fifteenDaysBefore }))
  const fourteenDaysBefore = new Date('2026-03-09T00:00:00+08:00')
  expect(
    await amend(early, (terms) => ({ bidSecurity: terms.bidSecurity - 1n }), {
      at: fourteenDaysBefore,
    }),
  ).toEqual({ ok: false, refusal: 'breaks-a-rule' })
})

test('who may not amend, and when, is refused', async ({ drafted: purchase, published }) => {
  expect(await amend(purchase, lowerCeilingLater)).toEqual({ ok: false, refusal: 'not-published' })

  const refusal = async (
    ...input: Parameters<typeof amend> extends [Purchase, ...infer Rest] ? Rest : never
  ) => {
    const decision = await amend(published, ...input)
    return decision.ok ? undefined : decision.refusal
  }
  expect(await refusal(lowerCeilingLater, { who: 'stranger' })).toBe('not-found')
  expect(await refusal(lowerCeilingLater, { version: 2 })).toBe('changed-meanwhile')
  expect(await refusal(lowerCeilingLater, { reason: ' ' })).toBe('reason-missing')
  expect(await refusal(() => ({}))).toBe('nothing-changed')
  expect(await refusal(() => ({ regime: 'bidding-law' }))).toBe('breaks-a-rule')
  expect(await refusal(({ lots }) => ({ lots: [...lots, ...lots] }))).toBe('breaks-a-rule')
  expect(await refusal(lowerCeilingLater, { openingOfficers: [] })).toBe('breaks-a-rule')
  const lastMoment = new Date(DEADLINE.getTime() - 1)
  expect(await refusal(() => ({ contact: '新' }), { at: lastMoment })).toBeUndefined()
  expect(await refusal(() => ({ contact: '更新' }), { at: DEADLINE })).toBe('deadline-passed')
  const { tenderId, as } = published
  done(await cancelTender(as('officer'), { tenderId, lotIds: 'all', reason: '任务取消' }))
  expect(await refusal(() => ({ contact: '最新' }))).toBe('tender-ended')
})

test('an opening officer, or its key, is replaced by an amendment, and every bid must then be confirmed', async ({
  published: purchase,
}) => {
  const { db, tenderId, userId } = purchase
  await replaceKey(purchase, 'opening2', DURING_BIDDING)
  const rekeyed = done(await amend(purchase, () => ({}), {}))
  expect(rekeyed).toMatchObject({ affectsBids: true, changes: [{ path: 'openingKeys' }] })
  expect(await findOpeningKeys(db, { tenderId, version: 2 })).toMatchObject([
    { recipient: purchase.keys.get('opening')?.recipient },
    { recipient: purchase.keys.get('opening2')?.recipient },
    { recipient: purchase.keys.get('opening3')?.recipient },
  ])
  await giveKey(purchase, 'opening4')
  const instead = ['opening', 'opening3', 'opening4']
  done(await amend(purchase, () => ({}), { openingOfficers: instead }))
  const officers = await listOpeningOfficers(db, tenderId)
  expect(officers.map((officer) => officer.userId)).toEqual(instead.map(userId))
})

test('other keys leave bidders two days to seal anew', async ({ db }) => {
  const at = (day: string) => new Date(`${day}T10:00:00+08:00`)
  const attempt = async (day: string) => {
    const purchase = await startPurchase(db)
    await publish(purchase)
    await replaceKey(purchase, 'opening2', at(day))
    return amend(purchase, () => ({}), { at: at(day) })
  }
  expect(await attempt('2026-03-22')).toEqual({ ok: false, refusal: 'breaks-a-rule' })
  expect(await attempt('2026-03-21')).toMatchObject({ ok: true })
})

test('after an amendment a bid counts when confirmed or replaced, and stays closed when neither', async ({
  submitted: purchase,
}) => {
  done(await amend(purchase, lowerCeilingLater))
  const { db, lotId, tenderId, as } = purchase
  const first = { lotId, submissionId: submissionOf(purchase, 'bidder1'), version: 2 }
  done(await confirmBid(as('bidder1', LATER_EVE), first))
  const again = await upload(purchase, 'bidder2', await seal(purchase, 'bidder2'), LATER_EVE)
  done(
    await submitBid(as('bidder2', LATER_EVE), {
      ...again,
      submissionId: `${again.submissionId}-2`,
      revision: 2,
    }),
  )
  await open(purchase, LATER)
  const unopened = await listUnopenedBids(db, tenderId)
  expect(unopened.map(({ submissionId, reason }) => [submissionId, reason])).toEqual(
    expect.arrayContaining([
      [submissionOf(purchase, 'bidder1'), 'lot-failed'],
      [`${submissionOf(purchase, 'bidder2')}-2`, 'lot-failed'],
      [submissionOf(purchase, 'bidder3'), 'amendment-not-confirmed'],
    ]),
  )
  expect(await listLotFailures(db, tenderId)).toMatchObject([
    { reason: 'fewer-than-three-bids', detail: '2' },
  ])
  expect(await listOpenedBids(db, [lotId])).toEqual([])
})

test('an amendment that affects no bid leaves every bid standing', async ({
  submitted: purchase,
}) => {
  const { db } = purchase
  done(await amend(purchase, () => ({ contact: '新的电话' })))
  await open(purchase)
  expect(await listOpenedBids(db, [purchase.lotId])).toHaveLength(3)
})

const LATER_EVE = new Date('2026-04-06T10:00:00+08:00')

test('a bid is confirmed by its bidder, for the version it has read, before the deadline, once', async ({
  submitted: purchase,
}) => {
  const { lotId, as } = purchase
  const input = { lotId, submissionId: submissionOf(purchase, 'bidder1'), version: 1 }
  const refusal = async (who: string, overrides = {}, at = LATER_EVE) => {
    const decision = await confirmBid(as(who, at), { ...input, version: 2, ...overrides })
    return decision.ok ? undefined : decision.refusal
  }
  expect(await refusal('bidder1', { version: 1 }, DURING_BIDDING)).toBe('already-confirmed')
  done(await amend(purchase, lowerCeilingLater))
  expect(await refusal('bidder1', { lotId: 'no-such-lot' })).toBe('not-found')
  expect(await refusal('bidder1', { version: 1 })).toBe('changed-meanwhile')
  expect(await refusal('bidder2')).toBe('nothing-to-confirm')
  expect(await refusal('bidder1', {}, LATER)).toBe('deadline-passed')
  expect(await refusal('bidder1', {}, new Date('2026-03-02T08:59:59+08:00'))).toBe('not-open-yet')
  expect(await refusal('bidder1', {}, new Date(LATER.getTime() - 1))).toBeUndefined()
  expect(await refusal('bidder1')).toBe('already-confirmed')
  const third = submissionOf(purchase, 'bidder3')
  done(await withdrawBid(as('bidder3', LATER_EVE), { lotId, submissionId: third }))
  expect(await refusal('bidder3', { submissionId: third })).toBe('nothing-to-confirm')
  const { tenderId } = purchase
  done(await cancelTender(as('officer'), { tenderId, lotIds: 'all', reason: '任务取消' }))
  expect(await refusal('bidder2', { submissionId: submissionOf(purchase, 'bidder2') })).toBe(
    'lot-cancelled',
  )
})

test('the database lets nothing but an amendment change what was published, and none after the opening', async ({
  opened: purchase,
}) => {
  const { db, tenderId, lotId } = purchase
  for (const statement of [
    sql`update tenders set version = 2 where id = ${tenderId}`,
    sql`update lots set price_ceiling = 1 where id = ${lotId}`,
    sql`update tender_versions set reason = 'x' where tender_id = ${tenderId}`,
    sql`insert into opening_officers values (${tenderId}, ${purchase.userId('opening2')})`,
  ])
    await expect(db.transaction((tx) => tx.execute(statement))).rejects.toThrow()
  expect(await amend(purchase, () => ({ contact: '新' }), { at: AFTER_DEADLINE })).toEqual({
    ok: false,
    refusal: 'deadline-passed',
  })
})

test('a version without its tender is refused when the transaction ends', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  const { tenderId } = purchase
  const orphan = pool.transaction((tx) =>
    tx.execute(sql`insert into tender_versions
      select tender_id, 2, terms, opening_officers, changes, affects_bids, 'x', published_at, published_by
      from tender_versions where tender_id = ${tenderId}`),
  )
  await expect(orphan).rejects.toThrow()
  expect(await listTenderVersions(pool, tenderId)).toHaveLength(1)
})
