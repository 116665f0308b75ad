import { CsvError, parse } from 'csv-parse/sync'
import { type Claim } from '#app/domain/benefit/adjudicate-claims.ts'
import { parsePlainDate } from '#app/domain/calendar.ts'
import { parseYuan } from '#app/domain/money.ts'
import { BadInput, type InputProblem, readTextFile } from './input-file.ts'

export const CLAIM_COLUMNS = [
  'claim_id',
  'person_id',
  'visit_date',
  'category',
  'place',
  'eligible_expense',
] as const
type Column = (typeof CLAIM_COLUMNS)[number]

type Row = { record: string[]; info: { lines: number } }

/**
 * Reads claims as CSV with a header in any column order.
 * @throws BadInput with one line per mistake, none of which shows a person's id
 */
export function readClaimsFile(file: string, { notBefore }: { notBefore: string }): Claim[] {
  const [header, ...rows] = parseRows(file)
  if (!header) throw new BadInput([{ file, line: 1, field: 'header', what: 'the file is empty' }])
  const positions = readHeader(file, header)

  const problems: InputProblem[] = []
  const seen = new Map<string, number>()
  const claims: Claim[] = []
  for (const { record, info } of rows) {
    const line = info.lines
    const report = (field: string, what: string) => problems.push({ file, line, field, what })
    if (record.length !== header.record.length) {
      report('row', `has ${record.length} values where the header has ${header.record.length}`)
      continue
    }
    const value = (column: Column) => record[positions[column]] ?? ''

    const claimId = value('claim_id')
    const firstLine = seen.get(claimId)
    if (claimId === '') report('claim_id', 'is missing')
    else if (firstLine !== undefined) report('claim_id', `repeats the claim of line ${firstLine}`)
    else seen.set(claimId, line)
    if (value('person_id') === '') report('person_id', 'is missing')

    const visitDate = parsePlainDate(value('visit_date'))
    if (!visitDate) report('visit_date', 'must be a date that exists, written YYYY-MM-DD')
    else if (visitDate < notBefore) report('visit_date', `is before the first terms (${notBefore})`)

    const eligibleExpense = parseYuan(value('eligible_expense'))
    if (eligibleExpense === undefined) {
      report('eligible_expense', 'must be an amount in yuan with at most two decimals')
    } else if (eligibleExpense < 0n) report('eligible_expense', 'must not be negative')

    if (visitDate && eligibleExpense !== undefined) {
      claims.push({
        claimId,
        personId: value('person_id'),
        visitDate,
        category: value('category'),
        place: value('place'),
        eligibleExpense,
      })
    }
  }
  if (problems.length > 0) throw new BadInput(problems)
  return claims
}

function parseRows(file: string): Row[] {
  const text = readTextFile(file)
  try {
    // `info` gives each record's line; its type is not in csv-parse's sync overloads.
    return parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    throw new BadInput([{ file, line, field: 'row', what: `is not valid CSV (${error.code})` }])
  }
}

function readHeader(file: string, { record, info }: Row): Record<Column, number> {
  const line = info.lines
  const problems: InputProblem[] = []
  record.forEach((name, index) => {
    if (!CLAIM_COLUMNS.some((column) => column === name)) {
      problems.push({
        file,
        line,
        field: name || `column ${index + 1}`,
        what: 'is not a known column',
      })
    } else if (record.indexOf(name) !== index) {
      problems.push({ file, line, field: name, what: 'stands twice in the header' })
    }
  })
  for (const column of CLAIM_COLUMNS) {
    if (!record.includes(column))
      problems.push({ file, line, field: column, what: 'column is missing' })
  }
  if (problems.length > 0) throw new BadInput(problems)
  const position = (column: Column) => record.indexOf(column)
  return {
    claim_id: position('claim_id'),
    person_id: position('person_id'),
    visit_date: position('visit_date'),
    category: position('category'),
    place: position('place'),
    eligible_expense: position('eligible_expense'),
  }
}
