import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import {
  type DefinitionItem,
  type SignaturePlace,
  type TableBlock,
  type TableColumn,
  pairs,
  signatureRows,
} from './document.ts'
import { textRun, twips } from './docx-text.server.ts'
import { FONT_SIZE, TEXT_WIDTH, columnWidths } from './page-layout.ts'

const ALIGNMENT = {
  start: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  end: AlignmentType.RIGHT,
} as const

export function definitionTable(items: readonly DefinitionItem[]): Table {
  const widths = columnWidths([{ width: 30 }, { width: 70 }])
  return linedTable(
    widths,
    items.map(({ label, value }) =>
      row([
        cell(label, { width: widths[0] ?? 0, size: FONT_SIZE.table + 1.5, shaded: true }),
        cell(value, { width: widths[1] ?? 0, size: FONT_SIZE.table + 1.5 }),
      ]),
    ),
  )
}

/** The caption stays with its table, and the head stands on every page. */
export function tableBlocks({ caption, columns, rows }: TableBlock): (Paragraph | Table)[] {
  const widths = columnWidths(columns)
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ header }, index) =>
      cell(header, { width: widths[index] ?? 0, align: 'centre', shaded: true, bold: true }),
    ),
  })
  const body = rows.map((texts) =>
    row(
      texts.map((value, index) =>
        cell(value, { width: widths[index] ?? 0, align: columns[index]?.align ?? 'start' }),
      ),
    ),
  )
  const title = new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 80, after: 40 },
    children: [textRun(caption, FONT_SIZE.table + 1, true)],
  })
  return [...(caption ? [title] : []), linedTable(widths, [head, ...body]), gap()]
}

/** Who the parties of a paper with a cover are, and when. */
export function coverTable(items: readonly DefinitionItem[]): Table {
  const widths = [120, TEXT_WIDTH - 200]
  return plainTable(
    widths,
    items.map(({ label, value }) => [
      plainCell(`${label}：`, { width: widths[0] ?? 0, bold: true }),
      plainCell(value, { width: widths[1] ?? 0 }),
    ]),
  )
}

/** Places to sign, two beside each other, each pair kept on one page. */
export function signatureGrid(places: readonly SignaturePlace[]): (Paragraph | Table)[] {
  const width = TEXT_WIDTH / 2
  return pairs(places).flatMap((pair) => {
    const rows = signatureRows(pair)
    const sealed = pair.some(({ seal }) => seal)
    return [
      plainTable(
        [width, width],
        rows.map((row, line) =>
          row.map((value) =>
            plainCell(value, {
              width,
              after: line === 0 && sealed ? 700 : 120,
              keepNext: line < rows.length - 1,
            }),
          ),
        ),
      ),
      gap(),
    ]
  })
}

/** Two tables with nothing between them would become one. */
export function gap(): Paragraph {
  return new Paragraph({ spacing: { line: 140, lineRule: LineRuleType.EXACT }, children: [] })
}

function plainTable(widths: readonly number[], rows: readonly TableCell[][]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    columnWidths: widths.map(twips),
    borders: NO_BORDERS,
    rows: rows.map(row),
  })
}

function plainCell(
  value: string,
  {
    width,
    bold = false,
    after = 80,
    keepNext = false,
  }: { width: number; bold?: boolean; after?: number; keepNext?: boolean },
): TableCell {
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    children: [
      new Paragraph({
        keepNext,
        spacing: { after },
        children: [textRun(value, FONT_SIZE.text, bold)],
      }),
    ],
  })
}

function linedTable(widths: readonly number[], rows: TableRow[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(TEXT_WIDTH), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    borders: {
      ...Object.fromEntries(SIDES.map((side) => [side, LINE])),
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
    rows,
  })
}

/** Rows stay whole; Word itself breaks one that is higher than a page. */
function row(children: TableCell[]): TableRow {
  return new TableRow({ cantSplit: true, children })
}

function cell(
  value: string,
  {
    width,
    size = FONT_SIZE.table,
    align = 'start',
    bold = false,
    shaded = false,
  }: {
    width: number
    size?: number
    align?: TableColumn['align']
    bold?: boolean
    shaded?: boolean
  },
): TableCell {
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 80, right: 80 },
    verticalAlign: VerticalAlign.CENTER,
    ...(shaded ? { shading: { fill: 'F0F3F6' } } : {}),
    children: value.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: ALIGNMENT[align],
          spacing: { line: 264, lineRule: LineRuleType.AUTO },
          children: [textRun(line, size, bold)],
        }),
    ),
  })
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '7A8794' } as const
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const SIDES = ['top', 'bottom', 'left', 'right'] as const
const NO_BORDERS = {
  ...Object.fromEntries(SIDES.map((side) => [side, NONE])),
  insideHorizontal: NONE,
  insideVertical: NONE,
}
