import { type ClaimsIntake, readHeader, textOf } from './claims-intake.ts'
import { CsvRecords } from './csv-records.ts'

/**
 * Reads a CSV file into the intake. Pauses after each chunk, and whenever the intake is full, for
 * the caller to take out what there is.
 */
export async function* readClaimsCsv(
  file: AsyncIterable<Uint8Array>,
  intake: ClaimsIntake,
): AsyncGenerator<void> {
  const records = new CsvRecords()
  let header: { order: Int32Array; width: number } | undefined
  let first = true

  function* takeRecords(): Generator<void> {
    while (records.next()) {
      if (!header) {
        const names = Array.from({ length: records.count }, (_name, index) => records.text(index))
        const { order, problems } = readHeader(names, records.number)
        if (problems.length > 0) return intake.giveUp(...problems)
        header = { order, width: names.length }
      } else takeRow(records, header, intake)
      if (intake.copy.full) yield
    }
    if (records.failure)
      intake.giveUp({ rowNumber: records.number, field: 'row', reason: records.failure })
  }

  for await (const chunk of file) {
    if (chunk.length === 0) continue
    if (first && looksBinary(chunk))
      return intake.giveUp({ rowNumber: 1, field: 'file', reason: 'not-text' })
    first = false
    records.feed(chunk)
    yield* takeRecords()
    if (intake.unreadable) return
    yield
  }
  records.end()
  yield* takeRecords()
  if (intake.unreadable) return
  if (!header) intake.giveUp({ rowNumber: 1, field: 'file', reason: 'empty' })
  else if (intake.rows === 0) intake.giveUp({ rowNumber: 2, field: 'file', reason: 'no-rows' })
}

function takeRow(
  records: CsvRecords,
  { order, width }: { order: Int32Array; width: number },
  intake: ClaimsIntake,
): void {
  const { count, number, problem } = records
  if (problem) return intake.skip(number, problem)
  if (count === width && intake.takePlain(records, order, number)) return
  if (isEmpty(records)) return
  if (count !== width) return intake.skip(number, 'wrong-column-count')
  intake.takeText(
    textOf((position) => records.text(position), order),
    number,
  )
}

/** Only commas: what a spreadsheet leaves of rows that were emptied. */
function isEmpty({ starts, ends, count }: CsvRecords): boolean {
  for (let field = 0; field < Math.min(count, starts.length); field += 1)
    if (starts[field] !== ends[field]) return false
  return true
}

/** A picture, an archive or UTF-16 has zeros among its first bytes. */
function looksBinary(chunk: Uint8Array): boolean {
  const [first, second] = chunk
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return chunk.subarray(0, 4096).includes(0)
}
