import { type SQL, and, asc, count, desc, eq, sql } from 'drizzle-orm'
import { type PlainDate } from '#app/domain/calendar.ts'
import {
  type EntryKind,
  type LedgerAccount,
  type LedgerLine,
} from '#app/domain/ledger/ledger-entry.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'
import { claimsImports } from '#db/schema/claims.ts'
import { users } from '#db/schema/identity.ts'
import { ledgerEntries, ledgerLines } from '#db/schema/ledger.ts'

export type EntrySummary = {
  id: string
  number: number
  kind: EntryKind
  bookedOn: PlainDate
  memo: string
  document: string
  amount: Fen // of its debits
  posterName: string
  postedAt: Date
}

type Page = { limit: number; offset: number }

/** A year's entries, the latest number first. */
export async function listEntries(
  db: Db,
  contractYearId: string,
  page: Page,
): Promise<{ items: EntrySummary[]; total: number }> {
  const ofYear = eq(ledgerEntries.contractYearId, contractYearId)
  const items = await selectEntries(db)
    .where(ofYear)
    .orderBy(desc(ledgerEntries.number))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(ledgerEntries).where(ofYear)
  return { items, total: counted?.total ?? 0 }
}

export type EntryWithLines = EntrySummary & {
  sourceId: string
  importAttemptId: string | null // of the claims file it comes from
  lines: LedgerLine[]
}

export async function findEntry(
  db: Db,
  { contractYearId, number }: { contractYearId: string; number: number },
): Promise<EntryWithLines | undefined> {
  const [entry] = await selectEntries(db).where(
    and(eq(ledgerEntries.contractYearId, contractYearId), eq(ledgerEntries.number, number)),
  )
  if (!entry) return undefined
  const lines = await db
    .select({ account: ledgerLines.account, amount: ledgerLines.amount })
    .from(ledgerLines)
    .where(eq(ledgerLines.entryId, entry.id))
    .orderBy(asc(ledgerLines.position))
  return { ...entry, lines }
}

export type EntryLine = {
  number: number
  position: number
  kind: EntryKind
  bookedOn: PlainDate
  memo: string
  document: string
  account: LedgerAccount
  amount: Fen
}

/** Every line of a year's entries, in the order of booking. */
export async function listEntryLines(
  db: Db,
  contractYearId: string,
  page: Page,
): Promise<EntryLine[]> {
  return selectLines(db)
    .where(eq(ledgerEntries.contractYearId, contractYearId))
    .orderBy(asc(ledgerEntries.number), asc(ledgerLines.position))
    .limit(page.limit)
    .offset(page.offset)
}

export type AccountMovement = EntryLine & { balance: Fen } // debit less credit since the contract began

/** What moved an account in a period (明细账), in the order of days, with the balance after each. */
export async function listMovements(
  db: Db,
  {
    contractId,
    account,
    from,
    until,
  }: { contractId: string; account: LedgerAccount; from: PlainDate; until: PlainDate },
  page: Page,
): Promise<{ items: AccountMovement[]; total: number }> {
  const ofAccount = and(eq(ledgerEntries.contractId, contractId), eq(ledgerLines.account, account))
  const all = db
    .select({
      ...LINE,
      balance:
        sql`(sum(${ledgerLines.amount}) over (order by ${ledgerEntries.bookedOn}, ${ledgerEntries.number}, ${ledgerLines.position}))::bigint`
          .mapWith(ledgerLines.amount)
          .as('balance'),
    })
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .where(ofAccount)
    .as('movements')
  const inPeriod = sql`${all.bookedOn} between ${from} and ${until}`
  const items = await db
    .select()
    .from(all)
    .where(inPeriod)
    .orderBy(asc(all.bookedOn), asc(all.number), asc(all.position))
    .limit(page.limit)
    .offset(page.offset)
  const [counted] = await db.select({ total: count() }).from(all).where(inPeriod)
  return { items, total: counted?.total ?? 0 }
}

const LINE = {
  number: ledgerEntries.number,
  position: ledgerLines.position,
  kind: ledgerEntries.kind,
  bookedOn: ledgerEntries.bookedOn,
  memo: ledgerEntries.memo,
  document: ledgerEntries.document,
  account: ledgerLines.account,
  amount: ledgerLines.amount,
}

function selectLines(db: Db) {
  return db
    .select(LINE)
    .from(ledgerLines)
    .innerJoin(ledgerEntries, eq(ledgerEntries.id, ledgerLines.entryId))
    .$dynamic()
}

const isOfImport: SQL = sql`${ledgerEntries.kind} in ('claims-imported', 'claims-reversed') and ${ledgerEntries.sourceId} = ${claimsImports.key}::text`

function selectEntries(db: Db) {
  return db
    .select({
      id: ledgerEntries.id,
      number: ledgerEntries.number,
      kind: ledgerEntries.kind,
      bookedOn: ledgerEntries.bookedOn,
      sourceId: ledgerEntries.sourceId,
      memo: ledgerEntries.memo,
      document: ledgerEntries.document,
      amount:
        sql`(select sum(l.amount) from ledger_lines l where l.entry_id = ${ledgerEntries.id} and l.amount > 0)::bigint`.mapWith(
          ledgerLines.amount,
        ),
      posterName: users.name,
      postedAt: ledgerEntries.postedAt,
      importAttemptId: claimsImports.attemptId,
    })
    .from(ledgerEntries)
    .innerJoin(users, eq(users.id, ledgerEntries.postedBy))
    .leftJoin(claimsImports, isOfImport)
    .$dynamic()
}
