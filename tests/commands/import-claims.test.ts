import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, inject } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { pseudonymKeyFrom } from '#app/claims-import/pseudonym-key.ts'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import { createOwnDatabase } from '#tests/own-database.ts'
import { connect } from '#db/client.server.ts'
import { type Db, test } from '#tests/db-test.ts'
import {
  claimsSqlOf,
  countYear,
  findingsOf,
  outcomeOf,
  sendClaims,
  signedPurchase,
} from '#tests/factories/claims.ts'
import { buildCells, buildIdentityNumber, toCsv, inChunks } from '#tests/factories/claims-file.ts'
import { done } from '#tests/factories/purchase.ts'

const rowsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_row, index) => buildCells(first + index))

async function ledgerOf(db: Db, contractId: string): Promise<string[]> {
  const lines = await db.execute<{ line: string }>(
    sql`select concat_ws(' ', e.kind, e.booked_on, l.account, l.amount) as line from ledger_entries e join ledger_lines l on l.entry_id = e.id where e.contract_id = ${contractId} order by e.number, l.position`,
  )
  return [...lines].map(({ line }) => line)
}

test('a file is taken whole, counted, booked and noted', async ({ pool }) => {
  const purchase = await signedPurchase(pool)
  const rows = [...rowsFrom(1, 3), buildCells(4, { person_id: buildIdentityNumber(1), category: '低保' })] // prettier-ignore
  const stated = { rows: 4, persons: 3, paid: 6_920_000n }
  const { attemptId, decision } = await sendClaims(purchase, toCsv(rows), { stated })
  const { importKey, number, totals } = done(decision)
  expect(number).toBe(1)
  expect(totals).toEqual({
    rows: 4,
    persons: 3,
    eligibleExpense: 16_000_000n,
    totalCost: 40_000_000n,
    selfFunded: 4_000_200n,
    basicPaid: 19_999_800n,
    basicPaidBaseline: 0n,
    newlyCovered: 0n,
    paid: 6_920_000n,
  })
  expect(await outcomeOf(pool, attemptId)).toBe('taken')
  expect(await ledgerOf(pool, purchase.contractId)).toEqual([
    'claims-imported 2026-12-15 claims-paid 6920000',
    'claims-imported 2026-12-15 payout-account -6920000',
  ])
  const events = await pool.execute(
    sql`select 1 from audit_events where action = 'claims.imported' and subject_id = ${`${purchase.contractId}-1`}`,
  )
  expect(events.length).toBe(1)
  const [claim] = await pool.execute(
    sql`select category, visit_date::text as day, paid::text, import_key, row_number, length(person) as bytes from claims where import_key = ${importKey} and claim_id = 'CL-4'`,
  )
  expect(claim).toEqual({ category: '低保', day: '2026-08-01', paid: '1730000', import_key: importKey, row_number: 5, bytes: 32 }) // prettier-ignore
})

test('further files of a year are added to it, and a claim of an earlier file is named', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  done((await sendClaims(purchase, toCsv(rowsFrom(1, 3)))).decision)
  const second = done((await sendClaims(purchase, toCsv(rowsFrom(4, 3)))).decision)
  expect(second.number).toBe(2)
  const mixed = [buildCells(5), buildCells(7), buildCells(1), buildCells(7)]
  const { attemptId, decision } = await sendClaims(purchase, toCsv(mixed))
  expect(decision).toEqual({ ok: false, refusal: 'bad-rows' })
  expect(await findingsOf(pool, attemptId)).toEqual([
    '2 claim_id repeated-in-year',
    '4 claim_id repeated-in-year',
    '5 claim_id repeated-in-file',
  ])
  expect(await countYear(pool, purchase)).toEqual({ claims: 6, imports: 2, entries: 2 })
  const partitions = await pool.execute(
    sql`select 1 from pg_inherits i join contract_years y on y.id = ${`${purchase.contractId}-1`} where i.inhrelid = to_regclass('claims_' || y.key) or i.inhrelid = to_regclass('reversed_claims_' || y.key)`,
  )
  expect(partitions.length).toBe(2)
})

test('the same bytes are already-taken, and nothing changes', async ({ pool }) => {
  const purchase = await signedPurchase(pool)
  const file = toCsv(rowsFrom(1, 3))
  done((await sendClaims(purchase, file)).decision)
  const before = await ledgerOf(pool, purchase.contractId)
  const { attemptId, decision } = await sendClaims(purchase, file)
  expect(decision).toEqual({ ok: false, refusal: 'already-taken' })
  expect(await outcomeOf(pool, attemptId)).toBe('already-taken')
  expect(await findingsOf(pool, attemptId)).toEqual([])
  expect(await countYear(pool, purchase)).toEqual({ claims: 3, imports: 1, entries: 1 })
  expect(await ledgerOf(pool, purchase.contractId)).toEqual(before)
})

test('one stated total that differs refuses the file, and what was counted is kept', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  const file = toCsv(rowsFrom(1, 2))
  const { attemptId, decision } = await sendClaims(purchase, file, { stated: { persons: 1 } })
  expect(decision).toEqual({ ok: false, refusal: 'totals-differ' })
  expect(await outcomeOf(pool, attemptId)).toBe('totals-differ')
  const [row] = await pool.execute(
    sql`select totals ->> 'persons' as persons, totals ->> 'paid' as paid from claims_import_outcomes where attempt_id = ${attemptId}`,
  )
  expect(row).toEqual({ persons: '2', paid: '3460000n' })
  expect(await countYear(pool, purchase)).toEqual({ claims: 0, imports: 0, entries: 0 })
  done((await sendClaims(purchase, file, { stated: { persons: 2 } })).decision)
})

test('a year of others is not-found, and an attempt is sent once', async ({ pool }) => {
  const purchase = await signedPurchase(pool)
  const file = toCsv(rowsFrom(1, 1))
  const other = await sendClaims(purchase, file, { person: 'finance2' })
  expect(other.decision).toEqual({ ok: false, refusal: 'not-found' })
  const nowhere = await sendClaims(purchase, file, { contractYearId: 'nowhere' })
  expect(nowhere.decision).toEqual({ ok: false, refusal: 'not-found' })
  const attemptId = randomUUID()
  done((await sendClaims(purchase, file, { attemptId })).decision)
  const again = await sendClaims(purchase, file, { attemptId })
  expect(again.decision).toEqual({ ok: false, refusal: 'already-sent' })
})

test('a year settled before or while a file comes in takes no claims', async ({ pool }) => {
  const purchase = await signedPurchase(pool)
  const yearId = `${purchase.contractId}-1`
  async function* settledMeanwhile() {
    yield* inChunks(toCsv(rowsFrom(1, 2)))
    await settle(pool, yearId)
  }
  const meanwhile = await sendClaims(purchase, '', { file: settledMeanwhile() })
  expect(meanwhile.decision).toEqual({ ok: false, refusal: 'settled' })
  expect(await outcomeOf(pool, meanwhile.attemptId)).toBe('refused: settled')
  const after = await sendClaims(purchase, toCsv(rowsFrom(1, 2)))
  expect(after.decision).toEqual({ ok: false, refusal: 'settled' })
  expect(await countYear(pool, purchase)).toEqual({ claims: 0, imports: 0, entries: 0 })
})

/** A settlement's row alone: how it comes about is not this test's matter. */
async function settle(db: Db, yearId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(
      sql.raw(`do $$ declare columns text; vals text; begin
        select string_agg(quote_ident(column_name), ','), string_agg(case
          when column_name = 'contract_year_id' then quote_literal('${yearId}')
          when column_name = 'outcome' then quote_literal('surplus')
          when data_type = 'bigint' or data_type = 'integer' then '0'
          when data_type like 'timestamp%' then 'now()'
          when data_type like 'json%' then quote_literal('{}')
          else quote_literal('x') end, ',')
        into columns, vals from information_schema.columns where table_name = 'settlements' and table_schema = 'public';
        execute format('insert into settlements (%s) values (%s)', columns, vals); end $$`),
    )
  })
}

test('with both connections of the imports taken the sender is told that it is busy', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  async function* waiting(first: number) {
    const file = toCsv(rowsFrom(first, 2))
    yield Buffer.from(file.slice(0, 10))
    await gate
    yield Buffer.from(file.slice(10))
  }
  const running = [1, 11].map((first) => sendClaims(purchase, '', { file: waiting(first) }))
  await new Promise((resolve) => setTimeout(resolve, 200))
  const third = await sendClaims(purchase, toCsv(rowsFrom(21, 2)))
  expect(third.decision).toEqual({ ok: false, refusal: 'busy' })
  open()
  // Both began when the year had no partition: the second adds to what the first attached.
  const numbers = (await Promise.all(running)).map(({ decision }) => done(decision).number)
  expect(numbers.toSorted()).toEqual([1, 2])
  done((await sendClaims(purchase, toCsv(rowsFrom(21, 2)))).decision)
  expect(await countYear(pool, purchase)).toEqual({ claims: 6, imports: 3, entries: 3 })
})

test('one file sent twice at once is taken once', async ({ pool }) => {
  const purchase = await signedPurchase(pool)
  const file = toCsv(rowsFrom(1, 5))
  const both = await Promise.all([sendClaims(purchase, file), sendClaims(purchase, file)])
  expect(both.filter(({ decision }) => decision.ok).length).toBe(1)
  expect(both.flatMap(({ decision }) => (decision.ok ? [] : [decision.refusal]))).toEqual([
    'already-taken',
  ])
  expect(await countYear(pool, purchase)).toEqual({ claims: 5, imports: 1, entries: 1 })
})

test('a sender that is cut off leaves an attempt that says so, and may send again', async ({
  pool,
}) => {
  const purchase = await signedPurchase(pool)
  const attemptId = randomUUID()
  const file = toCsv(rowsFrom(1, 2000))
  async function* cutOff() {
    yield* inChunks(file.slice(0, file.length / 2))
    throw new Error('the connection was closed')
  }
  await expect(sendClaims(purchase, '', { attemptId, file: cutOff() })).rejects.toThrow('closed')
  expect(await outcomeOf(pool, attemptId)).toBe('refused: interrupted')
  expect(await countYear(pool, purchase)).toEqual({ claims: 0, imports: 0, entries: 0 })
  done((await sendClaims(purchase, file)).decision)
})

test('a workbook is taken like the CSV of the same rows', async ({ pool }) => {
  const purchase = await signedPurchase(pool)
  const cells = rowsFrom(1, 3)
  const cell = (value: string) => ({ value, type: String })
  const rows = [CLAIM_COLUMNS.map(cell), ...cells.map((row) => CLAIM_COLUMNS.map((column) => cell(row[column])))] // prettier-ignore
  const workbook = await writeXlsxFile(rows).toBuffer()
  const fromWorkbook = done((await sendClaims(purchase, workbook, { format: 'xlsx' })).decision)
  const other = await signedPurchase(pool)
  const fromCsv = done((await sendClaims(other, toCsv(cells))).decision)
  expect(fromWorkbook.totals).toEqual(fromCsv.totals)
  const persons = await pool.execute<{ persons: number }>(
    sql`select count(distinct person)::integer as persons from claims where import_key in (${fromWorkbook.importKey}, ${fromCsv.importKey})`,
  )
  expect(persons[0]?.persons, 'one person, one pseudonym, in whatever year').toBe(3)
})

test('with another key-changed nothing is taken while claims of the first count', async () => {
  const url = await createOwnDatabase(inject('databaseUrl'), `key_${randomUUID().slice(0, 8)}`)
  const { db, sql: claimsSql, close } = connect(url, { connections: 4 })
  const purchase = await signedPurchase(db)
  const key = pseudonymKeyFrom(new Uint8Array(32).fill(6))
  done((await sendClaims(purchase, toCsv(rowsFrom(1, 2)), { claimsSql })).decision)
  const other = await sendClaims(purchase, toCsv(rowsFrom(3, 2)), { claimsSql, key })
  expect(other.decision).toEqual({ ok: false, refusal: 'key-changed' })
  await close()
})

test('one of two keys used for the first time at once is refused: key-changed', async () => {
  const url = await createOwnDatabase(inject('databaseUrl'), `key_${randomUUID().slice(0, 8)}`)
  const { db, sql: claimsSql, close } = connect(url, { connections: 6 })
  const [one, two] = [await signedPurchase(db), await signedPurchase(db)]
  const key = pseudonymKeyFrom(new Uint8Array(32).fill(6))
  const both = await Promise.all([
    sendClaims(one, toCsv(rowsFrom(1, 2)), { claimsSql }),
    sendClaims(two, toCsv(rowsFrom(1, 2)), { claimsSql, key }),
  ])
  expect(both.filter(({ decision }) => decision.ok).length).toBe(1)
  expect(both.flatMap(({ decision }) => (decision.ok ? [] : [decision.refusal]))).toEqual([
    'key-changed',
  ])
  await close()
})

test('the pool of the imports is as it was after all of this', async () => {
  const claimsSql = claimsSqlOf()
  const [row] = await claimsSql<{ staged: number }[]>`
    select count(*)::integer as staged from pg_class where relname like 'claims_stage_%'`
  expect(row?.staged).toBe(0)
})
