import fs from 'node:fs'
import path from 'node:path'
import type postgres from 'postgres'

/** Every table of a database: its values as text, one after the other, and its rows. */
export type Dump = { raw: Buffer; tables: ReadonlyMap<string, DumpedRow[]> }

/** Values by column; a bytea as its bytes. */
export type DumpedRow = Record<string, string | Buffer | null>

export async function takeDump(sql: postgres.Sql): Promise<Dump> {
  const columns = await sql<{ table: string; column: string; type: string }[]>`
    select c.table_name as table, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema = 'public'
    order by c.table_name, c.ordinal_position`
  const raw: string[] = []
  const tables = new Map<string, DumpedRow[]>()
  for (const table of new Set(columns.map((column) => column.table))) {
    const own = columns.filter((column) => column.table === table)
    const asText = own.map(({ column }) => `"${column}"::text`).join(', ')
    const rows = await selectTexts(sql, `select ${asText} from "${table}"`)
    raw.push(table, ...rows.map((row) => row.join('\t')))
    tables.set(
      table,
      rows.map((row) =>
        Object.fromEntries(
          own.map(({ column, type }, index) => {
            const value = row[index] ?? null
            const isBytes = type === 'bytea' && value !== null
            return [column, isBytes ? Buffer.from(value.slice(2), 'hex') : value]
          }),
        ),
      ),
    )
  }
  return { raw: Buffer.from(raw.join('\n')), tables }
}

/** Every column of the query is a text. */
async function selectTexts(sql: postgres.Sql, query: string): Promise<(string | null)[][]> {
  const rows: unknown[][] = await sql.unsafe(query).values()
  return rows.map((row) => row.map((value) => (value === null ? null : String(value))))
}

/** The files on disk of one database, and the write-ahead log of its server. */
export async function readDataFolder(sql: postgres.Sql): Promise<Buffer> {
  await sql`checkpoint`
  const [place] = await sql<{ folder: string; oid: string }[]>`
    select current_setting('data_directory') as folder, oid::text from pg_database where datname = current_database()`
  if (!place) throw new Error('a server has a data folder')
  const files = ['pg_wal', path.join('base', place.oid)].flatMap((part) => {
    const folder = path.join(place.folder, part)
    return fs
      .readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => path.join(folder, name))
  })
  return Buffer.concat(files.map(readIfThere))
}

/** A running server renames and drops files of its own. */
function readIfThere(file: string): Buffer {
  try {
    return fs.readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}
