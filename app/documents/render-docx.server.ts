import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  PageBreak,
  PageNumber,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import {
  type Block,
  type DefinitionItem,
  type PortalDocument,
  type SignaturePlace,
  type TableBlock,
  type TableColumn,
} from './document.ts'
import { coreProperties, fontTable, withFixedDates } from './docx-parts.ts'
import { FONT_SIZE, PAGE, TEXT_WIDTH, columnWidths } from './page-layout.ts'

const BODY_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' }
const HEADING_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' }
const TITLE_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
const LANGUAGE = { value: 'zh-CN', eastAsia: 'zh-CN' }
const ALIGNMENT = {
  start: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  end: AlignmentType.RIGHT,
} as const

/** The paper as a Word document. The same paper always gives the same bytes. */
export async function renderDocx(paper: PortalDocument): Promise<Uint8Array> {
  const hasCover = paper.cover.length > 0
  const file = new Document({
    title: paper.title,
    creator: paper.subtitle,
    styles: {
      default: {
        document: {
          run: { font: BODY_FONT, size: halfPoints(FONT_SIZE.text), language: LANGUAGE },
          paragraph: { spacing: { line: 360 } },
        },
        heading1: headingStyle(FONT_SIZE.heading, 240),
        heading2: headingStyle(FONT_SIZE.text, 160),
      },
    },
    sections: [
      {
        properties: {
          titlePage: hasCover,
          page: {
            size: { width: twips(PAGE.width), height: twips(PAGE.height) },
            margin: {
              top: twips(PAGE.top),
              bottom: twips(PAGE.bottom),
              left: twips(PAGE.left),
              right: twips(PAGE.right),
              header: twips(PAGE.top - 44),
              footer: twips(PAGE.bottom - 56),
            },
          },
        },
        headers: { default: new Header({ children: [runningHead(paper)] }) },
        footers: {
          default: new Footer({ children: [pageCount()] }),
          first: new Footer({ children: [pageCount()] }),
        },
        children: [...titleBlocks(paper), ...paper.blocks.flatMap(blockContent)],
      },
    ],
  })
  const zip = await Packer.toBuffer(file, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(paper) },
    { path: 'word/fontTable.xml', data: fontTable() },
  ])
  return withFixedDates(zip)
}

function headingStyle(size: number, before: number) {
  return {
    run: { font: HEADING_FONT, size: halfPoints(size), bold: true, color: '000000' },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  }
}

function runningHead({ title, number }: PortalDocument): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 2, color: '7A8794' } },
    children: [text([title, number].filter(Boolean).join('　'), FONT_SIZE.small)],
  })
}

function pageCount(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        size: halfPoints(FONT_SIZE.small),
        children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'],
      }),
    ],
  })
}

function titleBlocks({ title, subtitle, number, cover }: PortalDocument): (Paragraph | Table)[] {
  const hasCover = cover.length > 0
  const blocks: (Paragraph | Table)[] = [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: hasCover ? 2400 : 0, after: 200 },
      children: [
        new TextRun({
          text: title,
          bold: true,
          font: TITLE_FONT,
          size: halfPoints(hasCover ? FONT_SIZE.title + 6 : FONT_SIZE.title),
        }),
      ],
    }),
    ...[subtitle, number].filter(Boolean).map(
      (line) =>
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { after: 80 },
          children: [text(line, FONT_SIZE.subtitle)],
        }),
    ),
  ]
  if (!hasCover) return blocks
  const widths = [100, TEXT_WIDTH - 200]
  return [
    ...blocks,
    new Paragraph({ spacing: { before: 2400 }, children: [] }),
    new Table({
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      columnWidths: widths.map(twips),
      borders: NO_BORDERS,
      rows: cover.map(({ label, value }) =>
        row([
          plainCell(`${label}：`, widths[0] ?? 0, true),
          plainCell(value, widths[1] ?? 0, false),
        ]),
      ),
    }),
    pageBreak(),
  ]
}

function blockContent(block: Block): (Paragraph | Table)[] {
  if (block.kind === 'heading') {
    return [
      new Paragraph({
        heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        children: [new TextRun(block.text)],
      }),
    ]
  }
  if (block.kind === 'paragraph') {
    return [
      new Paragraph({
        alignment: ALIGNMENT[block.align],
        spacing: { after: 60 },
        ...(block.indent ? { indent: { firstLine: twips(2 * FONT_SIZE.text) } } : {}),
        children: [text(block.text, FONT_SIZE.text)],
      }),
    ]
  }
  if (block.kind === 'definitions') return [definitionTable(block.items), gap()]
  if (block.kind === 'table') return tableContent(block)
  if (block.kind === 'signatures') return [gap(), signatureGrid(block.places), gap()]
  return [pageBreak()]
}

function definitionTable(items: readonly DefinitionItem[]): Table {
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

function tableContent({ caption, columns, rows }: TableBlock): (Paragraph | Table)[] {
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
    children: [text(caption, FONT_SIZE.table + 1, true)],
  })
  return [...(caption ? [title] : []), linedTable(widths, [head, ...body]), gap()]
}

function signatureGrid(places: readonly SignaturePlace[]): Table {
  const width = TEXT_WIDTH / 2
  const rows = places.flatMap((place, index) =>
    index % 2 === 0 ? [[place, places[index + 1]] as const] : [],
  )
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [width, width].map(twips),
    borders: NO_BORDERS,
    rows: rows.map((pair) =>
      row(
        pair.map(
          (place) =>
            new TableCell({
              width: { size: twips(width), type: WidthType.DXA },
              children: place ? signatureLines(place) : [new Paragraph('')],
            }),
        ),
      ),
    ),
  })
}

function signatureLines({ who, lines, seal }: SignaturePlace): Paragraph[] {
  const line = (value: string, after: number) =>
    new Paragraph({ spacing: { after }, children: [text(value, FONT_SIZE.text)] })
  return [
    line(`${who}${seal ? '（盖章）' : ''}`, seal ? 700 : 120),
    ...lines.map((value, index) => line(value, index === lines.length - 1 ? 480 : 120)),
  ]
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
          spacing: { line: 264 },
          children: [text(line, size, bold)],
        }),
    ),
  })
}

function plainCell(value: string, width: number, bold: boolean): TableCell {
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    children: [new Paragraph({ children: [text(value, FONT_SIZE.text, bold)] })],
  })
}

function text(value: string, size: number, bold = false): TextRun {
  return new TextRun({ text: value, size: halfPoints(size), bold })
}

/** Two tables with nothing between them would become one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { line: 200 }, children: [] })
}

function pageBreak(): Paragraph {
  return new Paragraph({ children: [new PageBreak()] })
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '7A8794' } as const
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const SIDES = ['top', 'bottom', 'left', 'right'] as const
const NO_BORDERS = {
  ...Object.fromEntries(SIDES.map((side) => [side, NONE])),
  insideHorizontal: NONE,
  insideVertical: NONE,
}

function twips(points: number): number {
  return Math.round(points * 20)
}

function halfPoints(points: number): number {
  return Math.round(points * 2)
}
