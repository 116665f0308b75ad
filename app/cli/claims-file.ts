import { type Claim } from '#app/domain/benefit/adjudicate-claims.ts'
import { type PlainDate, parsePlainDate } from '#app/domain/calendar.ts'
import { type Fen, parseYuan } from '#app/domain/money.ts'
import { type CsvRow, readCsvFile } from './csv-file.ts'

const CLAIM_COLUMNS = [
  'claim_id',
  'person_id',
  'visit_date',
  'category',
  'place',
  'eligible_expense',
] as const
type ClaimColumn = (typeof CLAIM_COLUMNS)[number]

/**
 * Reads the claims of one insurance year, none earlier than the first terms where they have a date.
 * @throws BadInput with one line per mistake, none of which shows a person's id
 */
export function readClaimsFile(
  file: string,
  { notBefore }: { notBefore: PlainDate | undefined },
): Claim[] {
  const claims: Claim[] = []
  const readClaim = claimReader({ notBefore })
  readCsvFile(file, CLAIM_COLUMNS, (row) => {
    const claim = readClaim(row)
    if (claim) claims.push(claim)
  })
  return claims
}

/**
 * Reads the columns that every claims file has. The reader remembers the claims
 * of its file, to report one that is repeated. Undefined when a value is unusable.
 */
function claimReader({
  notBefore,
}: {
  notBefore: PlainDate | undefined
}): (row: CsvRow<ClaimColumn>) => Claim | undefined {
  const lineOfClaim = new Map<string, number>()
  return (row) => {
    const claimId = readId(row, 'claim_id')
    const firstLine = lineOfClaim.get(claimId)
    if (firstLine !== undefined) row.report('claim_id', `repeats the claim of line ${firstLine}`)
    else if (claimId !== '') lineOfClaim.set(claimId, row.line)

    const personId = readId(row, 'person_id')
    const visitDate = readVisitDate(row, notBefore)
    const category = readWord(row, 'category')
    const place = readWord(row, 'place')
    const eligibleExpense = readAmount(row, 'eligible_expense')
    if (!visitDate || eligibleExpense === undefined) return undefined
    return { claimId, personId, visitDate, category, place, eligibleExpense }
  }
}

/** An amount in yuan that is not negative. */
function readAmount<Column extends string>(row: CsvRow<Column>, column: Column): Fen | undefined {
  const amount = parseYuan(row.value(column))
  if (amount === undefined) {
    row.report(column, 'must be an amount in yuan with at most two decimals')
  } else if (amount < 0n) row.report(column, 'must not be negative')
  return amount
}

function readVisitDate(
  row: CsvRow<ClaimColumn>,
  notBefore: PlainDate | undefined,
): PlainDate | undefined {
  const date = parsePlainDate(row.value('visit_date'))
  if (!date) row.report('visit_date', 'must be a date that exists, written YYYY-MM-DD')
  else if (notBefore && date < notBefore) {
    row.report('visit_date', `is before the first terms (${notBefore})`)
  }
  return date
}

function readId(row: CsvRow<ClaimColumn>, column: ClaimColumn): string {
  const value = readWord(row, column)
  if (value === '') row.report(column, 'is missing')
  return value
}

/** A stray space would make another person of one, or an ordinary patient of a 低保 one. */
function readWord(row: CsvRow<ClaimColumn>, column: ClaimColumn): string {
  const value = row.value(column)
  if (value !== value.trim()) row.report(column, 'has a space before or after it')
  return value
}
