import writeXlsxFile, { type CellObject } from 'write-excel-file/node'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, type Ppm, formatYuan } from '#app/domain/money.ts'
import { readable } from './readable.ts'

/** One column of a list, as typed cells: `null` leaves the cell empty. */
export type SheetColumn<Row> = { header: string; width: number } & (
  | { kind: 'text'; value: (row: Row) => string }
  | { kind: 'money'; value: (row: Row) => Fen | null }
  | { kind: 'rate'; value: (row: Row) => Ppm | null }
  | { kind: 'count'; value: (row: Row) => bigint | null }
  | { kind: 'date'; value: (row: Row) => PlainDate | null }
  | { kind: 'instant'; value: (row: Row) => Date | null }
)

/** A list as a spreadsheet whose header stays in view. */
export async function renderXlsx<Row>(
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): Promise<Uint8Array> {
  const head = columns.map(({ header }): CellObject => ({ value: header, ...HEAD }))
  const body = rows.map((row) => columns.map((column) => cellOf(column, row)))
  return writeXlsxFile([head, ...body], {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
}

const HEAD = { fontWeight: 'bold', backgroundColor: '#F0F3F6', align: 'center' } as const
const MONEY = '#,##0.00'
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000 // the library writes what a Date is in UTC

function cellOf<Row>(column: SheetColumn<Row>, row: Row): CellObject | null {
  if (column.kind === 'text') return { value: readable(column.value(row)), type: String }
  if (column.kind === 'money') return moneyCell(column.value(row))
  if (column.kind === 'date') return dateCell(column.value(row), 0, 'yyyy-mm-dd')
  if (column.kind === 'instant')
    return dateCell(column.value(row), CHINA_OFFSET_MS, 'yyyy-mm-dd hh:mm')
  const value = column.value(row)
  if (value === null) return null
  return column.kind === 'rate'
    ? { value: Number(value) / 1_000_000, type: Number, format: '0.00##%' }
    : { value: Number(value), type: Number, format: '#,##0' }
}

/** A spreadsheet keeps fifteen digits of a number; a longer amount goes in as text so that no fen is lost. */
function moneyCell(amount: Fen | null): CellObject | null {
  if (amount === null) return null
  const text = formatYuan(amount)
  return text.replace(/\D/g, '').length > 15
    ? { value: text, type: String, align: 'right' }
    : { value: Number(text), type: Number, format: MONEY }
}

function dateCell(
  value: PlainDate | Date | null,
  offset: number,
  format: string,
): CellObject | null {
  if (value === null) return null
  return { value: new Date(new Date(value).getTime() + offset), type: Date, format }
}
