import { CsvError, parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  LIST_COLUMNS,
  type ListColumn,
  type ListRow,
  MOST_LIST_ROWS,
} from '#app/domain/qualification/qualified-insurers.ts'

export type ListFileRefusal =
  | 'empty-file'
  | 'too-large'
  | 'not-a-table'
  | 'unreadable-workbook'
  | 'header-missing'
  | 'ragged-row'
  | 'too-many-rows'

const MOST_LIST_BYTES = 5 * 1024 * 1024
const MOST_UNPACKED_BYTES = 60 * 1024 * 1024 // a workbook of few bytes can unpack to very many

/** A table as read from a file: the cells of each line that is not empty, with its number. */
type Table = readonly { row: number; cells: readonly string[] }[]

/** Reads an uploaded list: CSV in UTF-8 or GB18030, or the first sheet of an XLSX workbook. */
export async function readListFile(
  content: Uint8Array,
): Promise<Decision<readonly ListRow[], ListFileRefusal>> {
  if (content.length === 0) return refuse('empty-file')
  if (content.length > MOST_LIST_BYTES) return refuse('too-large')
  const table = isZip(content) ? await readWorkbook(content) : readCsv(content)
  return table.ok ? rowsOf(table.value) : table
}

async function readWorkbook(content: Uint8Array): Promise<Decision<Table, ListFileRefusal>> {
  const unpacked = unpackedBytes(content)
  if (unpacked === undefined) return refuse('unreadable-workbook')
  if (unpacked > MOST_UNPACKED_BYTES) return refuse('too-large')
  try {
    const rows = await readSheet(Buffer.from(content))
    const table = rows.map((cells, index) => ({
      row: index + 1,
      cells: cells.map((cell) => (cell === null ? '' : String(cell))),
    }))
    return accept(table.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')))
  } catch {
    return refuse('unreadable-workbook') // whatever the reader stumbled over, it is no workbook to us
  }
}

function readCsv(content: Uint8Array): Decision<Table, ListFileRefusal> {
  const text = decodeText(content)
  if (text === undefined) return refuse('not-a-table')
  try {
    const lines = parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[] // what `info` makes of the result
    return accept(lines.map(({ info, record }) => ({ row: info.lines, cells: record })))
  } catch (error) {
    if (error instanceof CsvError) return refuse('not-a-table')
    throw error
  }
}

/** UTF-8, or else GB18030 as Chinese spreadsheets save it; undefined for what is no text. */
function decodeText(content: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content)
      return CONTROL_CHARACTER.test(text) ? undefined : text
    } catch {
      continue // not in this encoding
    }
  }
  return undefined
}

// oxlint-disable-next-line no-control-regex -- the control characters are what tells a binary file
const CONTROL_CHARACTER = /[\0-\x08\x0e-\x1f\x7f\ufffd]/

const HEADER_WORDS: Readonly<Record<ListColumn, readonly string[]>> = {
  name: ['name', '名称', '机构名称'],
  level: ['level', '级别', '机构级别'],
  head_office: ['head_office', '总公司'],
  region: ['region', '地区'],
}

/** The four columns by their header, in any order; further columns (序号, 备注) are left aside. */
function rowsOf([header, ...lines]: Table): Decision<readonly ListRow[], ListFileRefusal> {
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const positions = LIST_COLUMNS.map((column) => {
    const found = names.flatMap((name, index) => (HEADER_WORDS[column].includes(name) ? index : []))
    return { column, found }
  })
  if (positions.some(({ found }) => found.length !== 1)) return refuse('header-missing')
  if (lines.length > MOST_LIST_ROWS) return refuse('too-many-rows')
  if (lines.some(({ cells }) => cells.length > names.length)) return refuse('ragged-row')
  return accept(
    lines.map(({ row, cells }) => ({
      row,
      cells: Object.fromEntries(
        positions.map(({ column, found: [index = 0] }) => [column, cells[index] ?? '']),
      ),
    })),
  )
}

function isZip(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b
}

/** What the archive's directory says it unpacks to; undefined when it has no entries. */
function unpackedBytes(content: Uint8Array): number | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  let total: number | undefined
  for (let at = 0; at + 46 <= content.length; at += 1) {
    if (view.getUint32(at, false) !== 0x504b0102) continue
    total = (total ?? 0) + view.getUint32(at + 24, true)
  }
  return total
}
