/** A paper of the procedure (公文), independent of the file format it will be read in. */
export type PortalDocument = {
  fileName: string // without ending
  title: string
  subtitle: string // whose paper it is; may be empty
  number: string // 项目编号 or 合同编号
  dated: Date // the document's own moment, never that of the download
  cover: readonly DefinitionItem[] // empty: no page of its own for the title
  blocks: readonly Block[]
}

export type DefinitionItem = { label: string; value: string }

export type Block =
  | HeadingBlock
  | { kind: 'paragraph'; text: string; align: 'start' | 'centre' | 'end'; indent: boolean }
  | { kind: 'definitions'; items: readonly DefinitionItem[] }
  | TableBlock
  | { kind: 'signatures'; places: readonly SignaturePlace[] }

export type HeadingBlock = { kind: 'heading'; level: 1 | 2; text: string; newPage: boolean }

export type TableBlock = {
  kind: 'table'
  caption: string
  columns: readonly TableColumn[]
  rows: readonly (readonly string[])[]
}

/** `width` is a share of the page; only the proportion to the other columns matters. */
export type TableColumn = { header: string; width: number; align: 'start' | 'centre' | 'end' }

/** Where somebody signs: who, and the lines to fill in. `seal` leaves room for an official seal (盖章). */
export type SignaturePlace = { who: string; lines: readonly string[]; seal: boolean }

export function heading(text: string): HeadingBlock {
  return { kind: 'heading', level: 1, text, newPage: false }
}

export function subheading(text: string): HeadingBlock {
  return { kind: 'heading', level: 2, text, newPage: false }
}

/** One paragraph a line of the text, each indented by two characters as Chinese papers are. */
export function paragraphs(text: string): Block[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ kind: 'paragraph', text: line, align: 'start', indent: true }))
}

export function definitions(items: readonly DefinitionItem[]): Block {
  return { kind: 'definitions', items }
}

/** Columns as `[header, width]` or `[header, width, align]`. */
export function table(
  caption: string,
  columns: readonly (readonly [string, number, TableColumn['align']?])[],
  rows: readonly (readonly string[])[],
): Block {
  return {
    kind: 'table',
    caption,
    columns: columns.map(([header, width, align = 'start']) => ({ header, width, align })),
    rows,
  }
}

/** Who issues the paper and on which day, at the end on the right (落款). */
export function closing(issuer: string, date: string): Block[] {
  return [issuer, date].map((text) => ({ kind: 'paragraph', text, align: 'end', indent: false }))
}

/** What stands at the head of every page; a long title is cut in its middle so that it takes one line. */
export function runningTitle({ fileName, number }: PortalDocument): string {
  const most = RUNNING_TITLE_EM - width(number) - 1
  if (width(fileName) <= most) return `${fileName}　${number}`
  const end = fileName.slice(-RUNNING_TITLE_END)
  let start = fileName.slice(0, -RUNNING_TITLE_END)
  while (width(`${start}…${end}`) > most && start !== '') start = start.slice(0, -1)
  return `${start}…${end}　${number}`
}

const RUNNING_TITLE_EM = 48
const RUNNING_TITLE_END = 10 // which paper it is stands at the end of its name

/** In the width of a Chinese character; a Latin letter or digit takes little more than half of it. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u2000' ? 0.6 : 1), 0)
}

/** Two signature places stand side by side. */
export function pairs(places: readonly SignaturePlace[]): SignaturePlace[][] {
  return places.flatMap((place, index) => {
    const beside = places[index + 1]
    if (index % 2 === 1) return []
    return [beside ? [place, beside] : [place]]
  })
}

/** The lines of two places, row by row, so that they stand level. */
export function signatureRows(pair: readonly SignaturePlace[]): string[][] {
  const columns = pair.map(({ who, lines, seal }) => [`${who}${seal ? '（盖章）' : ''}`, ...lines])
  const height = Math.max(...columns.map((column) => column.length))
  return Array.from({ length: height }, (_row, row) => [
    columns[0]?.[row] ?? '',
    columns[1]?.[row] ?? '',
  ])
}

export type DocumentSection = { title: string; blocks: readonly Block[] }

/** Numbers the sections 一、二、三、 in the order given; sections without content are left out. */
export function numberedSections(sections: readonly DocumentSection[]): Block[] {
  return sections
    .filter(({ blocks }) => blocks.length > 0)
    .flatMap(({ title, blocks }, index) => [
      heading(`${chineseNumeral(index + 1)}、${title}`),
      ...blocks,
    ])
}

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

/** @example chineseNumeral(12) // '十二', up to 99 */
export function chineseNumeral(value: number): string {
  const tens = Math.floor(value / 10)
  const tenText = tens === 0 ? '' : `${tens === 1 ? '' : NUMERALS[tens]}十`
  return `${tenText}${NUMERALS[value % 10] ?? ''}`
}
