import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvRecords } from '#app/claims-import/csv-records.ts'

function recordsOf(content: Uint8Array, cuts: readonly number[]): string[][] {
  const records = new CsvRecords()
  const found: string[][] = []
  const take = () => {
    while (records.next()) {
      expect(records.problem).toBeUndefined()
      found.push(Array.from({ length: records.count }, (_field, index) => records.text(index)))
    }
  }
  let from = 0
  for (const cut of [...cuts, content.length]) {
    const to = Math.max(from, Math.min(cut, content.length))
    records.feed(content.subarray(from, to))
    from = to
    take()
  }
  records.end()
  take()
  expect(records.failure).toBeUndefined()
  return found
}

const value = fc.oneof(
  fc.constantFrom('', '低保', '100.00', 'a b', '"', '""', ',', '\n', '\r\n', 'x"y', '\ufeff1'),
  fc.string({ maxLength: 6 }),
)
const written = value.chain((text) =>
  fc.boolean().map((quoted) => {
    const needsQuotes = quoted || /[",\r\n]/.test(text)
    return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text
  }),
)
const lineEnd = fc.constantFrom('\n', '\r\n', '\r')

test('records are what csv-parse reads, however the bytes are cut', () => {
  const file = fc.record({
    lines: fc.array(fc.tuple(fc.array(written, { minLength: 1, maxLength: 4 }), lineEnd), { maxLength: 6 }),
    lastEnd: fc.boolean(),
    mark: fc.constantFrom('', '\ufeff'),
    cuts: fc.array(fc.nat(80), { maxLength: 5 }),
  }) // prettier-ignore
  fc.assert(
    fc.property(file, ({ lines, lastEnd, mark, cuts }) => {
      const text = mark + lines.map(([fields, end], index) => fields.join(',') + (lastEnd || index < lines.length - 1 ? end : '')).join('') // prettier-ignore
      const content = Buffer.from(text)
      const expected: string[][] = parse(content, {
        bom: true,
        relax_column_count: true,
        skip_empty_lines: true,
        record_delimiter: ['\r\n', '\n', '\r'],
      })
      const ordered = cuts.toSorted((a, b) => a - b)
      // csv-parse keeps a line of one empty quoted value; here it is a blank line too.
      const real = expected.filter((fields) => fields.length > 1 || fields[0] !== '')
      expect(recordsOf(content, ordered)).toEqual(real)
    }),
    { numRuns: 2000 },
  )
})
