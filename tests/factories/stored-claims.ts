import { sql } from 'drizzle-orm'
import { type Claim } from '#app/domain/benefit/adjudicate-claims.ts'
import { type Fen } from '#app/domain/money.ts'
import { type Db } from '#db/client.server.ts'

/** Rows of one file are numbered on in the next one after this many. */
const ROWS_OF_A_FILE = 1_000

/** Puts claims into a year's partition without an import, in the order given. */
export async function storeClaims(
  db: Db,
  yearKey: number,
  claims: readonly (Claim & { paid?: Fen })[],
): Promise<void> {
  await db.execute(sql`select ensure_claims_partition(${yearKey})`)
  // Sent from the last to the first, so that nothing rests on the order of the table.
  const rows = claims.map((claim, index) => ({ claim, index })).toReversed()
  const column = (valueOf: (row: (typeof rows)[number]) => string | number) =>
    sql.param(`{${rows.map((row) => JSON.stringify(String(valueOf(row)))).join(',')}}`)
  await db.execute(sql`
    insert into claims (year_key, claim_id, person, visit_date, category, place, eligible_expense, total_cost,
      self_funded, basic_paid, basic_paid_baseline, newly_covered, paid, import_key, row_number)
    select ${yearKey}, claim_id, sha256(person::bytea), visit_date, category, place, expense, expense, 0, 0, 0, 0, paid, file, line
    from unnest(
      ${column(({ claim }) => claim.claimId)}::text[],
      ${column(({ claim }) => claim.personId)}::text[],
      ${column(({ claim }) => claim.visitDate)}::date[],
      ${column(({ claim }) => claim.category)}::text[],
      ${column(({ claim }) => claim.place)}::text[],
      ${column(({ claim }) => String(claim.eligibleExpense))}::bigint[],
      ${column(({ claim }) => String(claim.paid ?? 0n))}::bigint[],
      ${column(({ index }) => Math.floor(index / ROWS_OF_A_FILE) + 1)}::int[],
      ${column(({ index }) => (index % ROWS_OF_A_FILE) + 2)}::int[]
    ) as sent (claim_id, person, visit_date, category, place, expense, paid, file, line)`)
}
