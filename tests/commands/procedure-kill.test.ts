import { sql } from 'drizzle-orm'
import { expect, inject } from 'vitest'
import { type Db, test } from '#tests/db-test.ts'
import {
  type Purchase,
  createDraft,
  evaluate,
  publish,
  startPurchase,
} from '#tests/factories/purchase.ts'
import { killAtEveryStep } from '#tests/kill.ts'

/** Everything an act on a tender writes, as text that two moments can be compared by. */
async function stateOf(db: Db, { id, tenderId, lotId }: Purchase): Promise<string[]> {
  const rows = await db.execute<{ row: string }>(sql`
    select 'tender ' || md5(t::text) as row from tenders t where id = ${tenderId}
    union all select 'lot ' || md5(l::text) from lots l where tender_id = ${tenderId}
    union all select 'version ' || version from tender_versions where tender_id = ${tenderId}
    union all select 'officer ' || user_id from opening_officers where tender_id = ${tenderId}
    union all select 'award ' || a.id from awards a where lot_id = ${lotId}
    union all select 'event ' || action from audit_events where purchase_id = ${tenderId}
    union all select 'told ' || user_id || ' ' || event_key from notifications where event_key like ${`%${id}%`}
    order by 1`)
  return [...rows].map(({ row }) => row)
}

/** Kills one act at each of its writes, begin and commit among them, on the same purchase: nothing is left until it lives, and then all of it once. */
async function expectAllOrNothing(
  pool: Db,
  purchase: Purchase,
  act: 'publish' | 'amend' | 'award',
  written: readonly RegExp[],
): Promise<void> {
  const before = await stateOf(pool, purchase)
  let lived = 0
  const steps = await killAtEveryStep({
    script: 'tests/commands/procedure.kill.ts',
    databaseUrl: inject('databaseUrl'),
    prepare: async () => [act, purchase.id, purchase.tenderId, purchase.lotId],
    check: async ({ died, step }) => {
      const after = await stateOf(pool, purchase)
      if (died) return expect(after, `killed at step ${step}`).toEqual(before)
      lived += 1
      const added = after.filter((row) => !before.includes(row))
      for (const pattern of written)
        expect(added.filter((row) => pattern.test(row)).length, String(pattern)).toBe(1)
      expect(new Set(added).size, 'nothing twice').toBe(added.length)
    },
  })
  expect(lived).toBe(1)
  expect(steps).toBeGreaterThan(written.length)
}

test('publishing, killed at any write, leaves a draft that is then published once', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await createDraft(purchase)
  const told = new RegExp(`^told ${purchase.id}-bidder1 tender.published`)
  const written = [/^version 1$/, /^event tender.published$/, told]
  await expectAllOrNothing(pool, purchase, 'publish', written)
}, 240_000)

test('amending, killed at any write, leaves the old version, and then the new one once', async ({
  pool,
}) => {
  const purchase = await startPurchase(pool)
  await publish(purchase)
  const told = new RegExp(`^told ${purchase.id}-bidder1 tender.amended`)
  await expectAllOrNothing(pool, purchase, 'amend', [
    /^version 2$/,
    /^event tender.amended$/,
    /^tender /,
    told,
  ])
}, 240_000)

test('awarding, killed at any write, leaves no award, and then one', async ({ pool }) => {
  const purchase = await startPurchase(pool)
  await evaluate(purchase)
  const told = (bidder: string) => new RegExp(`^told ${purchase.id}-${bidder} lot.awarded`)
  await expectAllOrNothing(pool, purchase, 'award', [
    /^award /,
    /^event lot.awarded$/,
    told('bidder1'),
    told('bidder2'),
    told('bidder3'),
  ])
}, 240_000)
