import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LineRuleType,
  PageBreak,
  PageNumber,
  Packer,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { type Block, type PortalDocument, runningTitle } from './document.ts'
import { coreProperties, fontTable, withFixedDates } from './docx-package.server.ts'
import {
  coverTable,
  definitionTable,
  gap,
  signatureGrid,
  tableBlocks,
} from './docx-tables.server.ts'
import { halfPoints, textRun, twips } from './docx-text.server.ts'
import { FONT_SIZE, PAGE } from './page-layout.ts'
import { readable } from './readable.ts'

const BODY_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' }
const HEADING_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' }
const TITLE_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' }
const LANGUAGE = { value: 'en-US', eastAsia: 'zh-CN' } // Latin as zh-CN would break inside numbers
const ALIGNMENT = {
  start: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  end: AlignmentType.RIGHT,
} as const

/** The paper as a Word document. The same paper always gives the same bytes. */
export async function renderDocx(paper: PortalDocument): Promise<Uint8Array> {
  const hasCover = paper.cover.length > 0
  const file = new Document({
    title: paper.fileName,
    creator: paper.subtitle,
    styles: {
      default: {
        document: {
          run: { font: BODY_FONT, size: halfPoints(FONT_SIZE.text), language: LANGUAGE },
          paragraph: { spacing: { line: 360, lineRule: LineRuleType.AUTO } },
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

function runningHead(paper: PortalDocument): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 2, color: '7A8794' } },
    children: [textRun(runningTitle(paper), FONT_SIZE.small)],
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
          text: readable(title),
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
          children: [textRun(line, FONT_SIZE.subtitle)],
        }),
    ),
  ]
  if (!hasCover) return blocks
  return [
    ...blocks,
    new Paragraph({ spacing: { before: 2400 }, children: [] }),
    coverTable(cover),
    pageBreak(),
  ]
}

function blockContent(block: Block): (Paragraph | Table)[] {
  if (block.kind === 'heading') {
    return [
      new Paragraph({
        pageBreakBefore: block.newPage,
        heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
        children: [new TextRun(readable(block.text))],
      }),
    ]
  }
  if (block.kind === 'paragraph') {
    return [
      new Paragraph({
        alignment: ALIGNMENT[block.align],
        spacing: { after: 60 },
        ...(block.indent ? { indent: { firstLine: twips(2 * FONT_SIZE.text) } } : {}),
        children: [textRun(block.text, FONT_SIZE.text)],
      }),
    ]
  }
  if (block.kind === 'definitions') return [definitionTable(block.items), gap()]
  if (block.kind === 'table') return tableBlocks(block)
  return [gap(), ...signatureGrid(block.places)]
}

function pageBreak(): Paragraph {
  return new Paragraph({ children: [new PageBreak()] })
}
