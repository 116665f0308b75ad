import { and, asc, eq, gte, lte, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type LedgerEntry, isBalanced } from '#app/domain/ledger/ledger-entry.ts'
import { type AccountSums } from '#app/domain/ledger/statements.ts'
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
    contractId,
    contractYearId,
    postedBy,
    postedAt,
    entry,
  }: {
    contractId: string
    contractYearId: string
    postedBy: string
    postedAt: Date
    entry: LedgerEntry
  },
): Promise<boolean> {
  const { lines, ...head } = entry
  const id = `${entry.kind}-${entry.sourceId}`
  if (!isBalanced(lines)) throw new Error(`the entry ${entry.kind} does not balance`)
  await lockLedger(db, contractId)
  const inserted = await db
    .insert(ledgerEntries)
    .values({
      id,
      contractId,
      contractYearId,
      number: sql`(select coalesce(max(${ledgerEntries.number}), 0) + 1 from ${ledgerEntries} where ${ledgerEntries.contractId} = ${contractId})`,
      ...head,
      lineCount: lines.length,
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

/** Keeps everybody else from booking in a contract until the commit; whoever decides by a balance takes it first. */
export async function lockLedger(db: Db, contractId: string): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('ledger ' || ${contractId}, 0))`,
  )
}

/**
 * Debit less credit of each account of a contract, of entries that belong to days from `from`, or
 * from the beginning, up to and with `until`.
 */
export async function sumAccounts(
  db: Db,
  contractId: string,
  { from, until }: { from?: PlainDate; until: PlainDate },
): Promise<AccountSums> {
  const rows = await db
    .select({
      account: ledgerLines.account,
      amount: sql`sum(${ledgerLines.amount})::bigint`.mapWith(ledgerLines.amount),
    })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(
      and(
        eq(ledgerEntries.contractId, contractId),
        lte(ledgerEntries.bookedOn, until),
        from === undefined ? undefined : gte(ledgerEntries.bookedOn, from),
      ),
    )
    .groupBy(ledgerLines.account)
    .orderBy(asc(ledgerLines.account))
  return new Map(rows.map(({ account, amount }) => [account, amount]))
}
