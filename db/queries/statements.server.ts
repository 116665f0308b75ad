import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { type LedgerAccount, type EntryKind } from '#app/domain/ledger/ledger-entry.ts'
import { type SettlementInputs, settlementInputs } from '#app/domain/ledger/settlement-inputs.ts'
import { type AccountSums } from '#app/domain/ledger/statements.ts'
import { type Fen } from '#app/domain/money.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { contractYears } from '#db/schema/contracts.ts'
import { ledgerEntries, ledgerLines } from '#db/schema/ledger.ts'

/** What a year's settlement takes from the contract's accounts. */
export async function findSettlementInputs(
  db: Db,
  contractYearId: string,
): Promise<SettlementInputs> {
  const ofYear = eq(ledgerEntries.contractYearId, contractYearId)
  const moved = await db
    .select({ account: ledgerLines.account, amount: total })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(ofYear)
    .groupBy(ledgerLines.account)
  const opening = await db
    .select({ account: ledgerLines.account, amount: total })
    .from(contractYears)
    .innerJoin(
      ledgerEntries,
      and(
        eq(ledgerEntries.contractId, contractYears.contractId),
        lt(ledgerEntries.bookedOn, contractYears.startsOn),
      ),
    )
    .innerJoin(ledgerLines, eq(ledgerLines.entryId, ledgerEntries.id))
    .where(eq(contractYears.id, contractYearId))
    .groupBy(ledgerLines.account)
  const kinds = await db
    .selectDistinct({ kind: ledgerEntries.kind })
    .from(ledgerEntries)
    .where(ofYear)
  return settlementInputs({
    moved: toSums(moved),
    opening: toSums(opening),
    kinds: kinds.map(({ kind }): EntryKind => kind),
  })
}

export type AccountTurnover = { account: LedgerAccount; debit: Fen; credit: Fen }

/** What was debited and credited to each account of a contract in a period (本期发生额). */
export async function listTurnover(
  db: Db,
  contractId: string,
  { from, until }: { from: PlainDate; until: PlainDate },
): Promise<AccountTurnover[]> {
  return db
    .select({
      account: ledgerLines.account,
      debit:
        sql`coalesce(sum(${ledgerLines.amount}) filter (where ${ledgerLines.amount} > 0), 0)::bigint`.mapWith(
          ledgerLines.amount,
        ),
      credit:
        sql`coalesce(-sum(${ledgerLines.amount}) filter (where ${ledgerLines.amount} < 0), 0)::bigint`.mapWith(
          ledgerLines.amount,
        ),
    })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(
      and(
        eq(ledgerEntries.contractId, contractId),
        sql`${ledgerEntries.bookedOn} between ${from} and ${until}`,
      ),
    )
    .groupBy(ledgerLines.account)
    .orderBy(asc(ledgerLines.account))
}

const total = sql`sum(${ledgerLines.amount})::bigint`.mapWith(ledgerLines.amount)

function toSums(rows: readonly { account: LedgerAccount; amount: Fen }[]): AccountSums {
  return new Map(rows.map(({ account, amount }) => [account, amount]))
}
