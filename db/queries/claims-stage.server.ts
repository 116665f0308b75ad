import { type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import { type Db } from '#db/client.server.ts'
import { postgresCode, whileConnected } from './claims-connection.server.ts'

/**
 * Where one file's rows wait inside the transaction of their import: for a year's first file a
 * table that becomes the year's partition as it stands, later a temporary one to copy from.
 */
export type ClaimsStage = {
  tx: Db
  name: string
  yearKey: number
  importKey: number
  becomesPartition: boolean
  client: postgres.TransactionSql
}

/** Imports under way by pool. One that is taken is not queued for: the sender is told to come again. */
const underWay = new WeakMap<postgres.Sql, number>()

/** Takes one of the pool's connections for an import; false when all are taken. */
export function takeImportSlot(claimsSql: postgres.Sql): boolean {
  const taken = underWay.get(claimsSql) ?? 0
  if (taken >= claimsSql.options.max) return false
  underWay.set(claimsSql, taken + 1)
  return true
}

export function leaveImportSlot(claimsSql: postgres.Sql): void {
  underWay.set(claimsSql, (underWay.get(claimsSql) ?? 1) - 1)
}

/**
 * Runs one import in a transaction of its own with an empty stage. What is not to be kept is
 * undone whole.
 * @throws an error without the values that PostgreSQL's own would tell
 */
export async function withStage<Value>(
  claimsSql: postgres.Sql,
  yearKey: number,
  work: (stage: ClaimsStage) => Promise<{ keep: boolean; value: Value }>,
): Promise<Value> {
  let undone: { value: Value } | undefined
  try {
    return await drizzle(claimsSql).transaction(async (tx) => {
      const { keep, value } = await whileConnected(async () => work(await openStage(tx, yearKey)))
      if (keep) return value
      undone = { value }
      throw new Error('undone')
    })
  } catch (error) {
    if (undone) return undone.value
    throw withoutValues(error)
  }
}

async function openStage(tx: Db, yearKey: number): Promise<ClaimsStage> {
  await tx.execute(sql`set local work_mem = '64MB'`)
  await tx.execute(sql`set local maintenance_work_mem = '128MB'`)
  await tx.execute(sql`set local statement_timeout = 0`) // an upload is one statement, as long as it takes
  await tx.execute(sql`set local client_min_messages = 'warning'`)
  const [row] = await tx.execute<{ key: number; partition: string | null }>(
    sql`select nextval(pg_get_serial_sequence('claims_imports', 'key'))::integer as key, to_regclass(${`claims_${yearKey}`}) as partition`,
  )
  if (!row) throw new Error('a sequence gives a number')
  const name = `claims_stage_${row.key}`
  const becomesPartition = row.partition === null
  const kind = becomesPartition ? 'table' : 'temporary table'
  await tx.execute(
    sql.raw(`create ${kind} ${name} (like claims) ${becomesPartition ? '' : 'on commit drop'}`),
  )
  await tx.execute(
    sql.raw(
      `alter table ${name} alter year_key set default ${yearKey}, alter import_key set default ${row.key}`,
    ),
  )
  return { tx, name, yearKey, importKey: row.key, becomesPartition, client: clientOf(tx) }
}

/** COPY is beyond drizzle: this is the connection that its transaction runs on. */
function clientOf(tx: Db): postgres.TransactionSql {
  const { session } = tx as unknown as { session: { client: postgres.TransactionSql } }
  return session.client
}

/** Different persons among the rows whose person could be read. */
export async function countStagedPersons({ tx, name }: ClaimsStage): Promise<number> {
  const [row] = await tx.execute<{ persons: number }>(
    sql.raw(
      `select count(*)::integer as persons from (select person from ${name} where person <> decode(repeat('00', 32), 'hex') group by person) p`,
    ),
  )
  return row?.persons ?? 0
}

export type RepeatedClaim = { rowNumber: number; where: 'file' | 'year' }

/** Every row whose claim stands in an earlier row of the file, or in an earlier file of the year. */
export async function eachRepeatedClaim(
  { client, name, yearKey, importKey }: ClaimsStage,
  take: (claims: readonly RepeatedClaim[]) => Promise<void>,
): Promise<void> {
  await client
    .unsafe<RepeatedClaim[]>(
      `select row_number as "rowNumber", case when in_year then 'year' else 'file' end as where
       from (
         select row_number, row_number() over (partition by claim_id order by row_number) > 1 as in_file,
           exists (select 1 from claims c where c.year_key = ${yearKey} and c.claim_id = s.claim_id and c.import_key <> ${importKey}) as in_year
         from ${name} s
       ) r where in_file or in_year order by row_number`,
    )
    .cursor(5000, async (claims) => take(claims))
}

/**
 * Builds the key of a stage that becomes a partition, and what else a partition must have.
 * @returns false when a claim stands twice in it
 */
export async function keyStage({ tx, name, yearKey }: ClaimsStage): Promise<boolean> {
  const checks = await tx.execute<{ name: string; definition: string }>(
    sql`select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'claims'::regclass and contype = 'c'`,
  )
  const constraints = [
    ...checks.map(({ name: check, definition }) => `add constraint "${check}" ${definition}`),
    `add constraint in_year check (year_key = ${yearKey})`, // spares the attaching a look at each row
    `add constraint ${name}_pkey primary key (year_key, claim_id)`,
  ]
  try {
    await tx.transaction((inner) =>
      whileConnected(async () =>
        inner.execute(sql.raw(`alter table ${name} ${constraints.join(', ')}`)),
      ),
    )
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/**
 * Makes the staged rows claims of the year, which the caller has locked.
 * @returns false when one of them is a claim of the file or of the year already
 */
export async function postStage(stage: ClaimsStage, rows: number): Promise<boolean> {
  const { tx, name, yearKey } = stage
  const partition = `claims_${yearKey}`
  const [there] = await tx.execute<{ partition: string | null }>(
    sql`select to_regclass(${partition}) as partition`,
  )
  if (stage.becomesPartition && there?.partition === null) {
    for (const statement of attachment(name, yearKey)) await tx.execute(statement)
    return true
  }
  const inserted = await tx.execute(
    sql.raw(`insert into claims select * from ${name} on conflict (year_key, claim_id) do nothing`),
  )
  if (inserted.count < rows) return false
  if (stage.becomesPartition) await tx.execute(sql.raw(`drop table ${name}`))
  return true
}

function attachment(name: string, yearKey: number): SQL[] {
  const partition = `claims_${yearKey}`
  return [
    `alter table ${name} alter year_key drop default, alter import_key drop default`,
    `alter index ${name}_pkey rename to ${partition}_pkey`,
    `alter table ${name} rename to ${partition}`,
    `alter table claims attach partition ${partition} for values in (${yearKey})`,
    `alter table ${partition} drop constraint in_year`,
    `create table if not exists reversed_${partition} (like reversed_claims including all)`,
    `alter table reversed_claims attach partition reversed_${partition} for values in (${yearKey})`,
  ].map((statement) => sql.raw(statement))
}

function isUniqueViolation(error: unknown): boolean {
  return postgresCode(error) === '23505'
}

/** PostgreSQL's own errors name the values of the row that failed. */
function withoutValues(error: unknown): unknown {
  const code = postgresCode(error)
  return code ? new Error(`the import of claims failed in the database (${code})`) : error
}
