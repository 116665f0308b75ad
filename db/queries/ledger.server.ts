import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import {
  type LedgerAccount,
  type LedgerEntry,
  isBalanced,
} from '#app/domain/ledger/ledger-entry.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { ledgerEntries, ledgerLines } from '#db/schema/ledger.ts'

/**
 * Books one entry inside the caller's transaction and numbers it within the contract. Its number
 * is drawn under a lock held to the commit, so take every other lock before.
 * @returns false when the source was booked already
 */
export async function postEntry(
  db: Db,
  {
    id,
    contractId,
    contractYearId,
    postedBy,
    postedAt,
    entry,
  }: {
    id: string
    contractId: string
    contractYearId: string
    postedBy: string
    postedAt: Date
    entry: LedgerEntry
  },
): Promise<boolean> {
  const { lines, ...head } = entry
  if (!isBalanced(lines)) throw new Error(`the entry ${entry.kind} does not balance`)
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('ledger ' || ${contractId}, 0))`,
  )
  const inserted = await db
    .insert(ledgerEntries)
    .values({
      id,
      contractId,
      contractYearId,
      number: sql`(select coalesce(max(${ledgerEntries.number}), 0) + 1 from ${ledgerEntries} where ${ledgerEntries.contractId} = ${contractId})`,
      ...head,
      postedBy,
      postedAt,
    })
    .onConflictDoNothing({ target: [ledgerEntries.kind, ledgerEntries.sourceId] })
    .returning({ id: ledgerEntries.id })
  if (inserted.length === 0) return false
  await db
    .insert(ledgerLines)
    .values(lines.map((line, index) => ({ entryId: id, position: index + 1, ...line })))
  return true
}

export type AccountBalances = ReadonlyMap<LedgerAccount, Fen>

/** Debit less credit of each account of a contract, of entries that belong to days up to and with `until`. */
export async function sumAccounts(
  db: Db,
  contractId: string,
  { until }: { until: PlainDate },
): Promise<AccountBalances> {
  const rows = await db
    .select({
      account: ledgerLines.account,
      amount: sql`sum(${ledgerLines.amount})::bigint`.mapWith(ledgerLines.amount),
    })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(and(eq(ledgerEntries.contractId, contractId), lte(ledgerEntries.bookedOn, until)))
    .groupBy(ledgerLines.account)
    .orderBy(asc(ledgerLines.account))
  return new Map(rows.map(({ account, amount }) => [account, amount]))
}
