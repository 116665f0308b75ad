import { readSheet } from 'read-excel-file/node'
import { CLAIM_COLUMNS, type ClaimColumn } from '#app/domain/claims/claim-column.ts'
import { type RowProblemReason } from '#app/domain/claims/row-problem.ts'
import { type ValueProblem } from '#app/domain/claims/read-claim.ts'
import { type ClaimsIntake, readHeader, textOf } from './claims-intake.ts'
import { unpacksBeyond } from './unpacked-size.ts'

/** A workbook is held in memory whole; larger files come as CSV. */
export const MOST_WORKBOOK_BYTES = 10 * 1024 * 1024
export const MOST_UNPACKED_BYTES = 60 * 1024 * 1024 // about a hundred thousand rows

const PAUSE_EVERY = 1000 // rows

/** A number as it stands in the sheet, kept apart from text that looks like one. */
class SheetNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
type Cell = string | boolean | Date | SheetNumber | null

/** Reads the first sheet of a workbook into the intake; pauses like `readClaimsCsv`. */
export async function* readClaimsWorkbook(
  file: AsyncIterable<Uint8Array>,
  intake: ClaimsIntake,
): AsyncGenerator<void> {
  const sheet = await readCells(file)
  if (typeof sheet === 'string')
    return intake.giveUp({ rowNumber: 1, field: 'file', reason: sheet })
  const first = sheet.findIndex((cells) => !isEmpty(cells))
  const names = (sheet[first] ?? []).map((cell) => (typeof cell === 'string' ? cell : ''))
  if (first < 0) return intake.giveUp({ rowNumber: 1, field: 'file', reason: 'empty' })
  while (names.at(-1) === '') names.pop()
  const { order, problems } = readHeader(names, first + 1)
  if (problems.length > 0) return intake.giveUp(...problems)

  for (const [index, cells] of sheet.entries()) {
    if (index <= first || isEmpty(cells)) continue
    if (!isEmpty(cells.slice(names.length))) intake.skip(index + 1, 'wrong-column-count')
    else takeRow(cells, order, index + 1, intake)
    if (intake.copy.full || index % PAUSE_EVERY === 0) yield
  }
  if (intake.rows === 0) intake.giveUp({ rowNumber: first + 2, field: 'file', reason: 'no-rows' })
}

async function readCells(
  file: AsyncIterable<Uint8Array>,
): Promise<readonly (readonly Cell[])[] | RowProblemReason> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file) {
    size += chunk.length
    if (size > MOST_WORKBOOK_BYTES) return 'workbook-too-large'
    chunks.push(chunk)
  }
  if (size === 0) return 'empty'
  const content = Buffer.concat(chunks)
  if (content.toString('latin1', 0, 2) !== 'PK') return 'not-a-workbook'
  if (await unpacksBeyond(content, MOST_UNPACKED_BYTES)) return 'workbook-too-large'
  try {
    const rows: unknown = await readSheet(content, {
      trim: false,
      parseNumber: (text: string) => new SheetNumber(text),
    })
    return rows as Cell[][] // its types give a date as the class of dates
  } catch {
    return 'not-a-workbook' // whatever the reader stumbled over, it is no workbook to us
  }
}

function takeRow(
  cells: readonly Cell[],
  order: Int32Array,
  rowNumber: number,
  intake: ClaimsIntake,
): void {
  const found: ValueProblem[] = []
  for (const [index, field] of CLAIM_COLUMNS.entries()) {
    const reason = misstored(field, cells[order[index] ?? -1] ?? null)
    if (reason) found.push({ field, reason })
  }
  intake.takeText(
    textOf((position) => cellText(cells[position] ?? null), order),
    rowNumber,
    found,
  )
}

/** A spreadsheet keeps 15 digits of a number, and no zeros before it. */
function misstored(field: ClaimColumn, cell: Cell): RowProblemReason | undefined {
  if (typeof cell === 'boolean') return 'stored-as-truth'
  if (cell instanceof Date && field !== 'visit_date') return 'stored-as-date'
  const isId = field === 'claim_id' || field === 'person_id'
  return isId && cell instanceof SheetNumber ? 'stored-as-number' : undefined
}

function cellText(cell: Cell): string {
  if (cell === null || typeof cell === 'boolean') return ''
  if (typeof cell === 'string') return cell
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? '?' : cell.toISOString().slice(0, 10)
  // As the spreadsheet shows it: the sum of 0.1 and 0.2 is kept with a rest in the 17th digit.
  const shown = Number(Number(cell.text).toPrecision(15))
  return Number.isFinite(shown) ? String(shown) : cell.text
}

function isEmpty(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || cell === '')
}
