import { type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { expect, inject, test } from 'vitest'
import { type Db } from '#db/client.server.ts'
import { listDifferences, listVisitsBehind } from '#db/queries/benefit-run-lists.server.ts'
import { runBenefits } from '#db/queries/benefit-runs.server.ts'
import { sumBenefits } from '#db/queries/benefit-sums.server.ts'
import { listClaimRows } from '#db/queries/claim-rows.server.ts'
import { listMonthlyClaims } from '#db/queries/claims-development.server.ts'
import { HUBEI_BENEFITS } from '#seeds/story/terms.ts'
import { visitsOf } from '#tests/factories/random-benefits.ts'
import { storeClaims } from '#tests/factories/stored-claims.ts'

const YEAR = 900_301
const OTHER_YEAR = 900_302
const PAGE = { limit: 20, offset: 0 }
const TERMS = [
  { ...HUBEI_BENEFITS, from: '2024-01-01' as const },
  {
    ...HUBEI_BENEFITS,
    from: '2024-07-01' as const,
    cap: { on: 'payout' as const, amount: 1_000_000n },
  },
]

type Statement = { query: string; params: unknown[] }

const QUERIES: Record<string, (db: Db) => Promise<unknown>> = {
  sumBenefits: (db) => sumBenefits(db, { yearKey: YEAR, terms: TERMS }),
  runBenefits: (db) =>
    runBenefits(db, {
      contractYearId: 'c-1',
      yearKey: YEAR,
      terms: TERMS,
      importKeys: [1],
      ranBy: 'u',
      ranAt: new Date('2025-01-10T10:00:00+08:00'),
    }),
  listDifferences: (db) => listDifferences(db, { yearKey: YEAR, runKey: 1 }, PAGE),
  listVisitsBehind: (db) => listVisitsBehind(db, { yearKey: YEAR, claimId: 'c1' }),
  listMonthlyClaims: (db) => listMonthlyClaims(db, { yearKey: YEAR }),
  listClaimRows: (db) => listClaimRows(db, { yearKey: YEAR, reversed: false }, PAGE),
  listReversedRows: (db) => listClaimRows(db, { yearKey: YEAR, reversed: true }, PAGE),
}

test('no query on claims touches another year’s partition', async () => {
  const statements: Statement[] = []
  const client = postgres(inject('databaseUrl'), { max: 1, onnotice: () => {} })
  const db: Db = drizzle(client, {
    logger: { logQuery: (query, params) => void statements.push({ query, params }) },
  })
  const rollBack = new Error('roll back')
  const work = db.transaction(async (tx) => {
    // A run needs a year and a person of its own; what it touches in claims does not rest on them.
    await tx.execute(sql`set local session_replication_role = replica`)
    for (const key of [YEAR, OTHER_YEAR])
      await storeClaims(tx, key, visitsOf(key, 50, { huge: false }))
    for (const [name, query] of Object.entries(QUERIES)) {
      statements.length = 0
      await query(tx)
      const onClaims = statements.filter(({ query: text }) => /\b(?:reversed_)?claims\b/.test(text))
      expect(onClaims.length, name).toBeGreaterThan(0)
      for (const statement of onClaims) {
        const partitions = await partitionsOf(tx, statement)
        expect(partitions.length, name).toBeGreaterThan(0)
        expect([...new Set(partitions)], name).toEqual([String(YEAR)])
      }
    }
    throw rollBack
  })
  await expect(work).rejects.toBe(rollBack)
  await client.end()
})

/** The years whose partitions a statement's plan names. */
async function partitionsOf(db: Db, statement: Statement): Promise<string[]> {
  const plan = await db.execute<{ 'QUERY PLAN': string }>(sql`explain ${asSql(statement)}`)
  return plan.flatMap(({ 'QUERY PLAN': line }) =>
    [...line.matchAll(/ on (?:reversed_)?claims_(\d+)\b/g)].map(([, year = '']) => year),
  )
}

/** A logged statement with its values put back in their places. */
function asSql({ query, params }: Statement): SQL {
  const parts = query.split(/\$(\d+)/)
  return sql.join(
    parts.map((part, index) =>
      index % 2 === 0 ? sql.raw(part) : sql`${params[Number(part) - 1]}`,
    ),
  )
}
