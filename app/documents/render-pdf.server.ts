import { createRequire } from 'node:module'
import pdfmake, { type Content, type TableCell } from 'pdfmake'
import {
  type Block,
  type DefinitionItem,
  type PortalDocument,
  type SignaturePlace,
  type TableBlock,
  pairs,
  runningTitle,
  signatureRows,
} from './document.ts'
import { FONT_SIZE, PAGE, TEXT_WIDTH, columnWidths } from './page-layout.ts'
import {
  DEFINITION_SIZE,
  DEFINITION_WIDTHS,
  everyRowFits,
  heightWithFollowing,
} from './room-below.ts'

const FONT = 'NotoSansSC'
const require = createRequire(import.meta.url)
const regular =
  require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
const bold = require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')

pdfmake.setFonts({ [FONT]: { normal: regular, bold, italics: regular, bolditalics: bold } })
pdfmake.setLocalAccessPolicy((path) => path === regular || path === bold)
pdfmake.setUrlAccessPolicy(() => false)

const CELL_PADDING = 4
const SHADE = '#f0f3f6'
const RULE = '#7a8794'

/** The paper as PDF, with the glyphs it uses embedded. The same paper always gives the same bytes. */
export async function renderPdf(paper: PortalDocument): Promise<Uint8Array> {
  const hasCover = paper.cover.length > 0
  const pdf = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: [PAGE.left, PAGE.top, PAGE.right, PAGE.bottom],
    defaultStyle: { font: FONT, fontSize: FONT_SIZE.text, lineHeight: 1.15 },
    info: {
      title: paper.fileName,
      subject: paper.number,
      author: paper.subtitle,
      creator: '共济',
      creationDate: paper.dated,
      modDate: paper.dated,
    },
    content: [...titleBlocks(paper), ...paper.blocks.map(blockContent)],
    header: (page) => (hasCover && page === 1 ? null : runningHead(runningTitle(paper))),
    footer: (page, pages) => ({
      text: `第 ${page} 页 共 ${pages} 页`,
      alignment: 'center',
      fontSize: FONT_SIZE.small,
      margin: [0, 40, 0, 0],
    }),
    // A heading never stays behind at the foot of a page; its level here is the height it needs.
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel !== undefined && startPosition.top + headlineLevel > PAGE.height - PAGE.bottom,
  })
  return pdf.getBuffer()
}

function runningHead(text: string): Content {
  return {
    margin: [PAGE.left, PAGE.top - 40, PAGE.right, 0],
    stack: [
      { text, alignment: 'center', fontSize: FONT_SIZE.small },
      {
        canvas: [
          { type: 'line', x1: 0, y1: 3, x2: TEXT_WIDTH, y2: 3, lineWidth: 0.5, lineColor: RULE },
        ],
      },
    ],
  }
}

function titleBlocks({ title, subtitle, number, cover }: PortalDocument): Content[] {
  const size = cover.length > 0 ? FONT_SIZE.title + 6 : FONT_SIZE.title
  const titleText: Content = {
    text: title,
    alignment: 'center',
    bold: true,
    fontSize: size,
    margin: [0, cover.length > 0 ? 120 : 0, 0, 10],
  }
  const below = [subtitle, number].filter(Boolean).map((text): Content => ({
    text,
    alignment: 'center',
    fontSize: FONT_SIZE.subtitle,
    margin: [0, 0, 0, 4],
  }))
  if (cover.length === 0) return [titleText, ...below, { text: ' ', fontSize: 6 }]
  return [
    titleText,
    ...below,
    {
      margin: [50, 140, 50, 0],
      layout: 'noBorders',
      table: {
        widths: [120, '*'],
        body: cover.map(({ label, value }) => [
          { text: `${label}：`, bold: true },
          { text: value },
        ]),
      },
    },
    { text: '', pageBreak: 'after' },
  ]
}

function blockContent(block: Block, index: number, all: readonly Block[]): Content {
  if (block.kind === 'heading') {
    return {
      text: block.text,
      bold: true,
      fontSize: block.level === 1 ? FONT_SIZE.heading : FONT_SIZE.text,
      margin: [0, block.level === 1 ? 12 : 8, 0, 4],
      ...(block.newPage ? { pageBreak: 'before' as const } : {}),
      headlineLevel: heightWithFollowing(all, index),
    }
  }
  if (block.kind === 'paragraph') {
    return {
      text: block.text,
      alignment: ({ start: 'left', centre: 'center', end: 'right' } as const)[block.align],
      leadingIndent: block.indent ? 2 * FONT_SIZE.text : 0,
      margin: [0, 0, 0, 5],
    }
  }
  if (block.kind === 'definitions') return definitionTable(block.items)
  if (block.kind === 'table') return tableContent(block)
  return signatureGrid(block.places)
}

function definitionTable(items: readonly DefinitionItem[]): Content {
  const rows = items.map(({ label, value }) => [label, value])
  return {
    margin: [0, 4, 0, 10],
    layout: LINED,
    fontSize: DEFINITION_SIZE,
    table: {
      widths: DEFINITION_WIDTHS.map(inner),
      dontBreakRows: everyRowFits(rows, DEFINITION_WIDTHS, DEFINITION_SIZE),
      body: rows.map(([label = '', value = '']) => [
        { text: label, fillColor: SHADE },
        { text: value },
      ]),
    },
  }
}

function tableContent({ caption, columns, rows }: TableBlock): Content {
  const widths = columnWidths(columns)
  const fits = everyRowFits(rows, widths, FONT_SIZE.table)
  const alignment = { start: 'left', centre: 'center', end: 'right' } as const
  const head = columns.map(({ header }): TableCell => ({
    text: header,
    bold: true,
    alignment: 'center',
    fillColor: SHADE,
  }))
  const title: TableCell[] = caption
    ? [
        {
          text: caption,
          bold: true,
          alignment: 'center',
          colSpan: columns.length,
          border: [false, false, false, true],
        },
        ...columns
          .slice(1)
          .map((): TableCell => ({ text: '', border: [false, false, false, true] })),
      ]
    : []
  const headerRows = caption ? 2 : 1
  return {
    margin: [0, 4, 0, 10],
    layout: caption ? { ...LINED, hLineWidth: (line: number) => (line === 0 ? 0 : 0.5) } : LINED,
    fontSize: FONT_SIZE.table,
    table: {
      widths: widths.map(inner),
      headerRows,
      keepWithHeaderRows: fits && rows.length > 0 ? 1 : 0,
      dontBreakRows: fits,
      body: [
        ...(caption ? [title] : []),
        head,
        ...rows.map((row) =>
          row.map((text, index): TableCell => ({
            text,
            alignment: alignment[columns[index]?.align ?? 'start'],
          })),
        ),
      ],
    },
  }
}

function signatureGrid(places: readonly SignaturePlace[]): Content {
  return {
    margin: [0, 16, 0, 0],
    stack: pairs(places).map((pair) => ({
      unbreakable: true,
      margin: [0, 0, 0, 14],
      layout: 'noBorders',
      table: {
        widths: ['*', '*'],
        body: signatureRows(pair).map((row, line) =>
          row.map((text): TableCell => ({
            text,
            margin: [0, 0, 10, line === 0 && pair.some(({ seal }) => seal) ? 40 : 8],
          })),
        ),
      },
    })),
  }
}

const LINED = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => RULE,
  vLineColor: () => RULE,
  paddingLeft: () => CELL_PADDING,
  paddingRight: () => CELL_PADDING,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

/** pdfmake's widths leave out padding and lines. */
function inner(width: number): number {
  return width - 2 * CELL_PADDING - 0.5
}
