import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, inject } from 'vitest'
import { type Db, test } from '#tests/db-test.ts'
import { countYear, outcomeOf, signedPurchase } from '#tests/factories/claims.ts'
import { type Purchase } from '#tests/factories/purchase.ts'
import { killAtEveryStep } from '#tests/kill.ts'

const ROWS = 2000
const SLOW = 400_000

/** Sends one file until it lives, killed one step later each time: nothing of it counts, and then all. */
async function expectAllOrNothing(
  pool: Db,
  purchase: Purchase,
  first: number,
  before: { claims: number; imports: number; entries: number },
): Promise<void> {
  const all = {
    claims: before.claims + ROWS,
    imports: before.imports + 1,
    entries: before.entries + 1,
  }
  let taken = 0
  const steps = await killAtEveryStep({
    script: 'tests/commands/import-claims.kill.ts',
    databaseUrl: inject('databaseUrl'),
    prepare: async () => [purchase.id, randomUUID(), String(first)],
    check: async ({ args: [, attemptId = ''], died, step }) => {
      const now = await countYear(pool, purchase)
      const outcome = await outcomeOf(pool, attemptId)
      if (outcome === 'taken') taken += 1
      const expected = taken === 0 ? before : all
      expect(now, `killed at step ${step}`).toEqual(expected)
      if (taken === 0) expect(outcome).toBeUndefined()
      // Killed behind its commit, the file is there, and the next try is told so.
      if (!died) expect(outcome).toBe('already-taken')
    },
  })
  expect(taken).toBe(1)
  expect(steps).toBeGreaterThanOrEqual(15)
  expect(await countYear(pool, purchase)).toEqual(all)
  const left = await pool.execute(sql`select 1 from pg_class where relname like 'claims_stage_%'`)
  expect(left.length).toBe(0)
}

test(
  'the first file of a year, killed at any moment, leaves nothing, and then all of it',
  async ({ pool }) => {
    const purchase = await signedPurchase(pool)
    await expectAllOrNothing(pool, purchase, 0, { claims: 0, imports: 0, entries: 0 })
    await expectAllOrNothing(pool, purchase, ROWS, { claims: ROWS, imports: 1, entries: 1 })
  },
  SLOW,
)
