import { type PortalDocument } from './document.ts'
import { readable } from './readable.ts'

/** docProps/core.xml with the paper's own moment, where the library would write the present one. */
export function coreProperties({ title, subtitle, number, dated }: PortalDocument): string {
  const moment = dated.toISOString().replace(/\.\d+Z$/, 'Z')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(number)}</dc:subject><dc:creator>${escaped(subtitle)}</dc:creator><cp:lastModifiedBy>共济</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
}

const CHINESE_FONTS = [
  { name: '仿宋', alternative: 'FangSong', family: 'modern' },
  { name: '宋体', alternative: 'SimSun', family: 'auto' },
  { name: '黑体', alternative: 'SimHei', family: 'modern' },
]

/** What a reader takes instead where a font goes by its other name or is missing (charset 86 is GB2312). */
export function fontTable(): string {
  const fonts = CHINESE_FONTS.map(
    ({ name, alternative, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${alternative}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`
}

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_CENTRAL_DIRECTORY = 0x06054b50
const FIRST_DOS_DAY = 0x21 // 1980-01-01, time 0

/** The zip with every entry dated alike, so that the same paper has the same bytes whenever it is made. */
export function withFixedDates(zip: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(zip)
  const view = new DataView(bytes.buffer)
  let end = bytes.length - 22
  while (view.getUint32(end, true) !== END_OF_CENTRAL_DIRECTORY) end -= 1
  const entries = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < entries; entry += 1) {
    if (view.getUint32(at, true) !== CENTRAL_HEADER) throw new Error('not a zip as docx writes it')
    const local = view.getUint32(at + 42, true)
    if (view.getUint32(local, true) !== LOCAL_HEADER) throw new Error('not a zip as docx writes it')
    setDate(view, at + 12)
    setDate(view, local + 10)
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true)
  }
  return bytes
}

function setDate(view: DataView, offset: number): void {
  view.setUint16(offset, 0, true)
  view.setUint16(offset + 2, FIRST_DOS_DAY, true)
}

function escaped(text: string): string {
  return readable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
