import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { type LedgerLine, move } from '#app/domain/ledger/ledger-entry.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import { ledgerEntries, ledgerLines } from '#db/schema/ledger.ts'
import { type Db } from '#tests/db-test.ts'
import { type Purchase } from '#tests/factories/purchase.ts'
import { goOnAtOnce, test } from '#tests/starting-points.ts'

const AT = new Date('2026-09-01T10:00:00+08:00')

function entryOf(purchase: Purchase, overrides: Partial<typeof ledgerEntries.$inferInsert> = {}) {
  const id = randomUUID()
  return {
    id,
    contractId: purchase.contractId,
    contractYearId: `${purchase.contractId}-1`,
    number: 1,
    kind: 'account-transfer' as const,
    bookedOn: '2026-09-01' as const,
    sourceId: id,
    lineCount: 2,
    memo: '',
    document: '回单',
    postedBy: purchase.userId('finance1'),
    postedAt: AT,
    ...overrides,
  }
}

/** Writes an entry past the portal, as somebody with the database's password could, and commits it. */
async function write(db: Db, entry: ReturnType<typeof entryOf>, lines: readonly LedgerLine[]) {
  await db.transaction(async (tx) => {
    await tx.insert(ledgerEntries).values(entry)
    await addLines(tx, entry.id, lines)
    await commit(tx)
  })
}

async function addLines(db: Db, entryId: string, lines: readonly LedgerLine[], first = 1) {
  if (lines.length > 0)
    await db
      .insert(ledgerLines)
      .values(lines.map((line, index) => ({ entryId, position: first + index, ...line })))
}

/** What is deferred to the commit is asked now. */
async function commit(db: Db) {
  await db.execute(sql`set constraints all immediate`)
  await db.execute(sql`set constraints all deferred`)
}

/** What the database said, whatever the driver wrapped it in. */
async function said(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'nothing',
    (error: Error) => String(error.cause ?? error),
  )
}

const BALANCED = move('payout-account', 'income-account', 100n)

test('the database refuses an entry that does not balance, or has no lines', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const [debit] = BALANCED
  if (!debit) throw new Error('a move has two lines')
  for (const lines of [[], [debit], [debit, { account: 'income-account' as const, amount: -99n }]])
    expect(await said(write(db, entryOf(purchase), lines))).toContain('does not balance')
  await write(db, entryOf(purchase), BALANCED)
})

test('a line added later unbalances its entry and is refused', async ({ signed: purchase }) => {
  const { db } = purchase
  const entry = entryOf(purchase)
  await write(db, entry, BALANCED)
  const later = db.transaction(async (tx) => {
    await addLines(tx, entry.id, [{ account: 'claims-paid', amount: 5n }], 3)
    await commit(tx)
  })
  expect(await said(later)).toContain('does not balance')
})

test('lines that balance one another join no entry later', async ({ signed: purchase }) => {
  const { db } = purchase
  const entry = entryOf(purchase)
  await write(db, entry, BALANCED)
  const later = db.transaction(async (tx) => {
    await addLines(tx, entry.id, move('claims-paid', 'payout-account', 5n), 3)
    await commit(tx)
  })
  expect(await said(later)).toContain('does not balance')
})

test('a line of nothing is refused', async ({ signed: purchase }) => {
  const { db } = purchase
  const lines = [...BALANCED, { account: 'claims-paid' as const, amount: 0n }]
  expect(await said(write(db, entryOf(purchase, { lineCount: 3 }), lines))).toContain(
    'line_not_zero',
  )
})

test('an entry belongs to a year of its own contract', async ({ signed: purchase }) => {
  const { db } = purchase
  const foreign = entryOf(purchase, { contractYearId: 'no-such-year' })
  expect(await said(write(db, foreign, BALANCED))).toContain('belongs to another contract')
})

test('a number and a source are taken once', async ({ signed: purchase }) => {
  const { db } = purchase
  const entry = entryOf(purchase)
  await write(db, entry, BALANCED)
  expect(await said(write(db, entryOf(purchase), BALANCED))).toContain('one_entry_number_each')
  const again = entryOf(purchase, { number: 2, sourceId: entry.sourceId })
  expect(await said(write(db, again, BALANCED))).toContain('one_entry_a_source')
})

test('entries and lines are never changed or removed', async ({ signed: purchase }) => {
  const { db } = purchase
  const entry = entryOf(purchase)
  await write(db, entry, BALANCED)
  for (const statement of [
    sql`update ledger_lines set amount = amount * 2 where entry_id = ${entry.id}`,
    sql`delete from ledger_lines where entry_id = ${entry.id}`,
    sql`update ledger_entries set booked_on = '2026-10-01' where id = ${entry.id}`,
    sql`delete from ledger_entries where id = ${entry.id}`,
  ])
    expect(await said(db.transaction((tx) => tx.execute(statement)))).toContain('append-only')
})

test('booking the same source again changes nothing and uses up no number', async ({
  signed: purchase,
}) => {
  const { db } = purchase
  const post = (sourceId: string) => {
    const {
      number: _number,
      memo,
      document,
      bookedOn,
      kind,
      sourceId: _own,
      ...rest
    } = entryOf(purchase)
    return postEntry(db, {
      ...rest,
      entry: { kind, bookedOn, sourceId, memo, document, lines: BALANCED },
    })
  }
  const sources = [randomUUID(), randomUUID()]
  expect(await post(sources[0] ?? '')).toBe(true)
  expect(await post(sources[0] ?? '')).toBe(false)
  expect(await post(sources[1] ?? '')).toBe(true)
  const numbers = await db
    .select({ number: ledgerEntries.number })
    .from(ledgerEntries)
    .where(sql`${ledgerEntries.contractId} = ${purchase.contractId}`)
  expect(numbers.map(({ number }) => number).toSorted()).toEqual([1, 2])
})

test('entries booked at once on many connections are numbered without a gap', async () => {
  const purchase = await goOnAtOnce('signed')
  const { db } = purchase
  const posted = Array.from({ length: 12 }, async () => {
    const { number: _number, memo, document, bookedOn, kind, sourceId, ...rest } = entryOf(purchase)
    const entry = { kind, bookedOn, sourceId, memo, document, lines: BALANCED }
    return db.transaction((tx) => postEntry(tx, { ...rest, entry }))
  })
  expect(await Promise.all(posted)).toEqual(Array(12).fill(true))
  const rows = await db
    .select({ number: ledgerEntries.number })
    .from(ledgerEntries)
    .where(sql`${ledgerEntries.contractId} = ${purchase.contractId}`)
  const numbers = rows.map(({ number }) => number).toSorted((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_number, index) => index + 1))
})
