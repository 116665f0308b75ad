import { and, asc, count, eq, gte, lt, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { claims, reversedClaims } from '#db/schema/claims.ts'

export type ClaimRow = {
  claimId: string
  person: string // the first digits of the pseudonym
  visitDate: PlainDate
  category: string
  place: string
  totalCost: Fen
  selfFunded: Fen
  basicPaid: Fen
  basicPaidBaseline: Fen
  eligibleExpense: Fen
  newlyCovered: Fen
  paid: Fen
  importKey: number
  rowNumber: number
}

export type ClaimFilter = {
  yearKey: number
  importKey?: number
  reversed: boolean // rows of a reversed file stand apart from those that count
  visits?: { from: PlainDate; before: PlainDate }
}

/** Claims of one contract year by their id. Always within one partition. */
export async function listClaimRows(
  db: Db,
  filter: ClaimFilter,
  page: { limit: number; offset: number },
): Promise<{ items: ClaimRow[]; total: number }> {
  const table = filter.reversed ? reversedClaims : claims
  const where = and(
    eq(table.yearKey, filter.yearKey),
    filter.importKey === undefined ? undefined : eq(table.importKey, filter.importKey),
    filter.visits ? gte(table.visitDate, filter.visits.from) : undefined,
    filter.visits ? lt(table.visitDate, filter.visits.before) : undefined,
  )
  const items = await db
    .select({
      claimId: table.claimId,
      person: sql<string>`left(encode(${table.person}, 'hex'), 8)`,
      visitDate: table.visitDate,
      category: table.category,
      place: table.place,
      totalCost: table.totalCost,
      selfFunded: table.selfFunded,
      basicPaid: table.basicPaid,
      basicPaidBaseline: table.basicPaidBaseline,
      eligibleExpense: table.eligibleExpense,
      newlyCovered: table.newlyCovered,
      paid: table.paid,
      importKey: table.importKey,
      rowNumber: table.rowNumber,
    })
    .from(table)
    .where(where)
    .orderBy(asc(table.claimId), asc(table.importKey))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(table).where(where)
  return { items, total: counted?.total ?? 0 }
}

/** Takes a file's rows out of those that count, after its counter-entry, and keeps them for whoever audits it. */
export async function moveToReversed(
  db: Db,
  { yearKey, importKey }: { yearKey: number; importKey: number },
): Promise<void> {
  await db.execute(sql`select ensure_claims_partition(${yearKey})`)
  await db.execute(sql`
    with gone as (
      delete from ${claims}
      where ${claims.yearKey} = ${yearKey} and ${claims.importKey} = ${importKey}
      returning *
    )
    insert into ${reversedClaims} select * from gone`)
}
