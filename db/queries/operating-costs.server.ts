import { and, count, desc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type CostAllocation } from '#app/domain/ledger/cost-allocation.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { users } from '#db/schema/identity.ts'
import { operatingCostReversals, operatingCosts } from '#db/schema/ledger.ts'

export type OperatingCost = {
  id: string
  contractYearId: string
  kind: 'direct' | 'shared'
  category: string
  incurredOn: PlainDate
  amount: Fen
  allocation: CostAllocation | null
  document: string
  recorderName: string
  recordedAt: Date
  reversal: { reason: string; name: string; at: Date } | null
}

/** A year's operating costs, the latest day first. */
export async function listOperatingCosts(
  db: Db,
  contractYearId: string,
  page: { limit: number; offset: number },
): Promise<{ items: OperatingCost[]; total: number }> {
  const rows = await selectCosts(db)
    .where(eq(operatingCosts.contractYearId, contractYearId))
    .orderBy(desc(operatingCosts.incurredOn), desc(operatingCosts.id))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db
    .select({ total: count() })
    .from(operatingCosts)
    .where(eq(operatingCosts.contractYearId, contractYearId))
  return { items: rows.map(toCost), total: counted?.total ?? 0 }
}

export async function findOperatingCost(
  db: Db,
  costId: string,
): Promise<OperatingCost | undefined> {
  const [row] = await selectCosts(db).where(eq(operatingCosts.id, costId))
  return row && toCost(row)
}

/** What of a year's costs counts, by kind and category, without those taken back. */
export async function sumCostsByCategory(
  db: Db,
  contractYearId: string,
): Promise<{ kind: 'direct' | 'shared'; category: string; amount: Fen }[]> {
  return db
    .select({
      kind: operatingCosts.kind,
      category: operatingCosts.category,
      amount: sql`sum(${operatingCosts.amount})::bigint`.mapWith(operatingCosts.amount),
    })
    .from(operatingCosts)
    .leftJoin(operatingCostReversals, eq(operatingCostReversals.costId, operatingCosts.id))
    .where(
      and(
        eq(operatingCosts.contractYearId, contractYearId),
        sql`${operatingCostReversals.costId} is null`,
      ),
    )
    .groupBy(operatingCosts.kind, operatingCosts.category)
    .orderBy(operatingCosts.kind, operatingCosts.category)
}

/** False when this cost is recorded already. */
export async function insertOperatingCost(
  db: Db,
  cost: typeof operatingCosts.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(operatingCosts)
    .values(cost)
    .onConflictDoNothing()
    .returning({ id: operatingCosts.id })
  return inserted.length === 1
}

/** False when it was taken back already. */
export async function insertCostReversal(
  db: Db,
  reversal: typeof operatingCostReversals.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(operatingCostReversals)
    .values(reversal)
    .onConflictDoNothing()
    .returning({ costId: operatingCostReversals.costId })
  return inserted.length === 1
}

const reversers = alias(users, 'reversers')

function selectCosts(db: Db) {
  return db
    .select({
      id: operatingCosts.id,
      contractYearId: operatingCosts.contractYearId,
      kind: operatingCosts.kind,
      category: operatingCosts.category,
      incurredOn: operatingCosts.incurredOn,
      amount: operatingCosts.amount,
      allocation: operatingCosts.allocation,
      document: operatingCosts.document,
      recorderName: users.name,
      recordedAt: operatingCosts.recordedAt,
      reason: operatingCostReversals.reason,
      reverserName: reversers.name,
      reversedAt: operatingCostReversals.reversedAt,
    })
    .from(operatingCosts)
    .innerJoin(users, eq(users.id, operatingCosts.recordedBy))
    .leftJoin(operatingCostReversals, eq(operatingCostReversals.costId, operatingCosts.id))
    .leftJoin(reversers, eq(reversers.id, operatingCostReversals.reversedBy))
    .$dynamic()
}

function toCost({
  reason,
  reverserName,
  reversedAt,
  ...cost
}: Awaited<ReturnType<typeof selectCosts>>[number]): OperatingCost {
  return {
    ...cost,
    reversal:
      reason !== null && reverserName !== null && reversedAt !== null
        ? { reason, name: reverserName, at: reversedAt }
        : null,
  }
}
