import { sql } from 'drizzle-orm'
import { type Db } from '#tests/db-test.ts'

/** Every row of every table that says one of the words, as one digest a table: what an act must not change. */
export async function digestRowsAbout(
  db: Db,
  words: readonly string[],
): Promise<Record<string, string>> {
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const says = words.map((word) => sql`entry::text like ${`%${word}%`}`)
    const [row] = await db.execute<{ digest: string }>(
      sql`select coalesce(md5(string_agg(entry::text, ',' order by entry::text)), '') as digest from ${sql.identifier(name)} as entry where ${sql.join(says, sql` or `)}`,
    )
    digests[name] = row?.digest ?? ''
  }
  return digests
}
