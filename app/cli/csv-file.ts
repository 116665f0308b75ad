import { CsvError, parse } from 'csv-parse/sync'
import { BadInput, type InputProblem, readUtf8File } from './input-file.ts'

/** One row of a CSV file. A row with a report makes the whole file refused. */
export type CsvRow<Column extends string> = {
  line: number // where the row begins
  value: (column: Column) => string
  report: (field: Column, what: string) => void
}

/**
 * Reads a CSV file with a header that names exactly these columns, in any order.
 * Rows are handed over one by one, so that only what the caller keeps is kept.
 * @throws BadInput with one line per mistake of the whole file
 */
export function readCsvFile<Column extends string>(
  file: string,
  columns: readonly Column[],
  takeRow: (row: CsvRow<Column>) => void,
): void {
  const problems: InputProblem[] = []
  let header: { positions: ReadonlyMap<Column, number>; width: number } | undefined

  readRecords(file, problems, (record, line) => {
    if (!header) {
      header = { positions: readHeader(file, line, record, columns), width: record.length }
      return
    }
    const { positions, width } = header
    if (record.length !== width) {
      const what = `has ${record.length} values where the header has ${width}`
      problems.push({ file, line, field: 'row', what })
      return
    }
    takeRow({
      line,
      value: (column) => record[positions.get(column) ?? -1] ?? '',
      report: (field, what) => problems.push({ file, line, field, what }),
    })
  })

  if (problems.length > 0) throw new BadInput(problems)
  if (!header) throw new BadInput([{ file, line: 1, field: 'header', what: 'the file is empty' }])
}

/** Hands over each record with the line on which it begins. A syntax error ends the reading. */
function readRecords(
  file: string,
  problems: InputProblem[],
  takeRecord: (record: string[], line: number) => void,
): void {
  const bytes = readUtf8File(file)
  let lastLine = 0
  let overcounted = 0
  const options = {
    bom: true,
    relax_column_count: true, // ragged rows are reported here, all of them
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'], // detection would hold a file to its first line's ending
  }
  try {
    parse(bytes, {
      ...options,
      on_record: (record: string[], { lines }) => {
        const { breaks, characters } = countLineBreaks(record)
        overcounted += characters - breaks // csv-parse counts a quoted CRLF as two lines
        lastLine = lines - overcounted
        takeRecord(record, lastLine - breaks)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const what = SYNTAX_ERRORS[error.code] ?? error.code
    // An open quote is only noticed at the end of the file; it began after the last whole record.
    const line =
      error.code === 'CSV_QUOTE_NOT_CLOSED' || typeof error.lines !== 'number'
        ? lastLine + 1
        : error.lines - overcounted
    problems.push({ file, line, field: 'row', what: `is not valid CSV: ${what}` })
  }
}

const SYNTAX_ERRORS: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'there is text after a closing quote',
  INVALID_OPENING_QUOTE: 'there is a quote inside a value that is not quoted',
}

function countLineBreaks(record: readonly string[]): { breaks: number; characters: number } {
  let breaks = 0
  let characters = 0
  for (const value of record) {
    if (!value.includes('\n') && !value.includes('\r')) continue
    breaks += value.match(/\r\n|\n|\r/g)?.length ?? 0
    characters += value.match(/[\r\n]/g)?.length ?? 0
  }
  return { breaks, characters }
}

function readHeader<Column extends string>(
  file: string,
  line: number,
  names: readonly string[],
  columns: readonly Column[],
): ReadonlyMap<Column, number> {
  const known: readonly string[] = columns
  if (!names.some((name) => known.includes(name))) {
    // Without a header the first line is a person's claim, which no error may show.
    const what = `the first line must name the columns ${columns.join(',')}`
    throw new BadInput([{ file, line, field: 'header', what }])
  }
  const problems: InputProblem[] = []
  names.forEach((name, index) => {
    const field = name || `column ${index + 1}`
    if (!known.includes(name)) problems.push({ file, line, field, what: 'is not a known column' })
    else if (names.indexOf(name) !== index) {
      problems.push({ file, line, field, what: 'stands twice in the header' })
    }
  })
  for (const column of columns) {
    if (!names.includes(column)) {
      problems.push({ file, line, field: column, what: 'column is missing' })
    }
  }
  if (problems.length > 0) throw new BadInput(problems)
  return new Map(columns.map((column) => [column, names.indexOf(column)]))
}
