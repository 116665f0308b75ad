import { type Block } from './document.ts'
import { FONT_SIZE, TEXT_HEIGHT, TEXT_WIDTH, columnWidths } from './page-layout.ts'

const LINE_HEIGHT = 1.67 // of the font size: Noto Sans SC with a little air
const CELL_PADDING = 9
const ROW_PADDING = 8
const MOST_ROOM = TEXT_HEIGHT / 2

export const DEFINITION_WIDTHS = columnWidths([{ width: 30 }, { width: 70 }])
export const DEFINITION_SIZE = FONT_SIZE.table + 1.5

/**
 * How high a heading is with the least that has to follow it on its page: two lines
 * of a paragraph, or a table's head with its first row. An estimate, on the safe side.
 */
export function heightWithFollowing(blocks: readonly Block[], index: number): number {
  const own = 16 + FONT_SIZE.heading * LINE_HEIGHT
  return Math.min(own + leastHeight(blocks, index + 1), MOST_ROOM)
}

function leastHeight(blocks: readonly Block[], index: number): number {
  const block = blocks[index]
  if (!block) return 0
  if (block.kind === 'heading') return heightWithFollowing(blocks, index)
  if (block.kind === 'paragraph') {
    const lines = Math.min(2, lineCount(block.text, TEXT_WIDTH, FONT_SIZE.text))
    return lines * FONT_SIZE.text * LINE_HEIGHT
  }
  if (block.kind === 'definitions') {
    const first = block.items[0]
    return rowHeight(first ? [first.label, first.value] : [], DEFINITION_WIDTHS, DEFINITION_SIZE)
  }
  if (block.kind === 'signatures') return 100
  const widths = columnWidths(block.columns)
  const height = (row: readonly string[]) => rowHeight(row, widths, FONT_SIZE.table)
  const caption = block.caption ? height([]) : 0
  return caption + height(block.columns.map(({ header }) => header)) + height(block.rows[0] ?? [])
}

/** pdfmake cuts off an unbreakable row that is higher than a page, so such a table lets its rows break. */
export function everyRowFits(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  fontSize: number,
): boolean {
  return rows.every((row) => rowHeight(row, widths, fontSize) < TEXT_HEIGHT * 0.8)
}

function rowHeight(row: readonly string[], widths: readonly number[], fontSize: number): number {
  const lines = row.map((text, index) =>
    lineCount(text, (widths[index] ?? TEXT_WIDTH) - CELL_PADDING, fontSize),
  )
  return Math.max(1, ...lines) * fontSize * LINE_HEIGHT + ROW_PADDING
}

/** As if every character were as wide as a Chinese one. */
function lineCount(text: string, width: number, fontSize: number): number {
  const perLine = Math.max(1, Math.floor(width / fontSize))
  return text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0)
}
