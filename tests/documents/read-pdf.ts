import { inflateSync } from 'node:zlib'

/** What a reader of the PDF would draw, read from its bytes without a rasteriser. */
export type ReadPdf = {
  pages: number
  fontNames: string[]
  /** for each page the glyph ids of the embedded fonts in the order drawn; 0 would be a box */
  glyphs: number[][]
  /** for each embedded font, how many glyphs have an outline */
  outlines: number[]
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const text = Buffer.from(bytes).toString('latin1')
  const streams = inflatedStreams(bytes, text)
  return {
    pages: (text.match(/\/Type \/Page\b/g) ?? []).length,
    fontNames: [...new Set([...text.matchAll(/\/FontName \/(\S+)/g)].map(([, name = '']) => name))],
    glyphs: streams
      .map((stream) => glyphsDrawn(stream.toString('latin1')))
      .filter((glyphs) => glyphs.length > 0),
    outlines: streams.filter(isTrueType).map(countOutlines),
  }
}

function inflatedStreams(bytes: Uint8Array, text: string): Buffer[] {
  return [...text.matchAll(/\/Length (\d+)[^>]*>>\s*stream\r?\n/g)].flatMap((match) => {
    const start = match.index + match[0].length
    const raw = bytes.subarray(start, start + Number(match[1]))
    return text.slice(match.index - 200, match.index + match[0].length).includes('FlateDecode')
      ? [inflateSync(raw)]
      : []
  })
}

/** Texts of a page are arrays of hexadecimal glyph ids before a TJ. */
function glyphsDrawn(content: string): number[] {
  return [...content.matchAll(/\[([^\]]*)\] TJ/g)].flatMap(([, array = '']) =>
    [...array.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) =>
      (hex.match(/.{4}/g) ?? []).map((glyph) => Number.parseInt(glyph, 16)),
    ),
  )
}

function isTrueType(stream: Buffer): boolean {
  const tag = stream.length > 4 ? stream.readUInt32BE(0) : 0
  return tag === 0x00010000 || tag === 0x74727565
}

/** A glyph has an outline when the `loca` table gives it a length. */
function countOutlines(font: Buffer): number {
  const table = (tag: string) => {
    const count = font.readUInt16BE(4)
    for (let index = 0; index < count; index += 1) {
      const at = 12 + index * 16
      if (font.toString('latin1', at, at + 4) === tag)
        return { offset: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) }
    }
    throw new Error(`the font has no table ${tag}`)
  }
  const long = font.readInt16BE(table('head').offset + 50) === 1
  const loca = table('loca')
  const entry = (index: number) =>
    long ? font.readUInt32BE(loca.offset + index * 4) : font.readUInt16BE(loca.offset + index * 2)
  const glyphs = loca.length / (long ? 4 : 2) - 1
  return Array.from({ length: glyphs }, (_glyph, index) => entry(index + 1) > entry(index)).filter(
    Boolean,
  ).length
}
