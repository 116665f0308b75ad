import { type PlainDate } from '#app/domain/calendar.ts'
import { CLAIM_COLUMNS, type ClaimText } from '#app/domain/claims/claim-column.ts'
import { type ClaimsTotals } from '#app/domain/claims/claims-totals.ts'
import {
  AMOUNT_COLUMNS,
  type AmountField,
  type ImportedClaim,
  type ValueProblem,
  readClaim,
} from '#app/domain/claims/read-claim.ts'
import { type RowProblem } from '#app/domain/claims/row-problem.ts'
import { CopyRows } from './copy-rows.ts'
import { PlainRows, type RecordBytes, dayNumber } from './plain-row.ts'
import { PSEUDONYM_BYTES, Pseudonymiser } from './pseudonymiser.ts'
import { type PseudonymKey } from './pseudonym-key.ts'

const AMOUNT_FIELDS: readonly AmountField[] = Object.values(AMOUNT_COLUMNS)
const EXACT_ROWS = 4096 // amounts below 10^12 add up to less than 2^53
const NOBODY = new Uint8Array(PSEUDONYM_BYTES)

/**
 * Takes the rows of a file in: each is checked, its person turned into a pseudonym, and written
 * for COPY. A bad row is written too, with what of it can be used, so that a claim that stands
 * twice is found in a file that has other mistakes.
 */
export class ClaimsIntake {
  readonly copy = new CopyRows()
  rows = 0
  problems: RowProblem[] = [] // since they were last taken
  unreadable = false // the rest of the file was left

  readonly #year: { startsOn: PlainDate; endsOn: PlainDate }
  readonly #pseudonymiser: Pseudonymiser
  readonly #plain: PlainRows
  readonly #recent = new Float64Array(AMOUNT_FIELDS.length)
  #recentRows = 0
  readonly #sums = AMOUNT_FIELDS.map(() => 0n)

  constructor(key: PseudonymKey, year: { startsOn: PlainDate; endsOn: PlainDate }) {
    this.#year = year
    this.#pseudonymiser = new Pseudonymiser(key)
    this.#plain = new PlainRows(this.copy, this.#pseudonymiser, year)
  }

  report(...problems: readonly RowProblem[]): void {
    this.problems.push(...problems)
  }

  /** Reports what ends the reading. */
  giveUp(...problems: readonly RowProblem[]): void {
    this.report(...problems)
    this.unreadable = true
  }

  takeProblems(): RowProblem[] {
    const taken = this.problems
    this.problems = []
    return taken
  }

  /** A row that is plainly right; false leaves it to `takeText`. */
  takePlain(record: RecordBytes, order: Int32Array, rowNumber: number): boolean {
    if (!this.#plain.take(record, order, rowNumber)) return false
    const { amounts } = this.#plain
    for (let index = 0; index < amounts.length; index += 1)
      this.#recent[index] = (this.#recent[index] ?? 0) + (amounts[index] ?? 0)
    this.rows += 1
    this.#recentRows += 1
    if (this.#recentRows === EXACT_ROWS) this.#addRecent()
    return true
  }

  /** Any row; what was found wrong before its values were read is passed on. */
  takeText(text: ClaimText, rowNumber: number, found: readonly ValueProblem[] = []): void {
    this.rows += 1
    const read = readClaim(text, this.#year)
    const known = new Set(found.map(({ field }) => field))
    const problems = [...found, ...read.problems.filter(({ field }) => !known.has(field))]
    for (const { field, reason } of problems) this.problems.push({ rowNumber, field, reason })
    const wrong = new Set(problems.map(({ field }) => field))
    const claim = read.claim
    for (const [index, field] of AMOUNT_FIELDS.entries())
      this.#sums[index] = (this.#sums[index] ?? 0n) + claim[field]
    if (!wrong.has('claim_id')) this.#write(claim, rowNumber, !wrong.has('person_id'))
    for (const column of ['category', 'place'] as const)
      if (!wrong.has(column)) this.#plain.accept(claim[column])
  }

  /** A row without usable values. */
  skip(rowNumber: number, reason: RowProblem['reason']): void {
    this.rows += 1
    this.problems.push({ rowNumber, field: 'row', reason })
  }

  totals(persons: number): ClaimsTotals {
    this.#addRecent()
    const sums = Object.fromEntries(
      AMOUNT_FIELDS.map((field, index) => [field, this.#sums[index] ?? 0n]),
    ) as Record<AmountField, bigint> // one each, as the line above makes them
    return { rows: this.rows, persons, ...sums }
  }

  #write(claim: ImportedClaim, rowNumber: number, personKnown: boolean): void {
    const { copy } = this
    copy.beginRow()
    copy.text(claim.claimId)
    if (personKnown) {
      this.#pseudonymiser.write(Buffer.from(claim.personId))
      const { bytes, start } = this.#pseudonymiser
      copy.bytes(bytes, start, start + PSEUDONYM_BYTES)
    } else copy.bytes(NOBODY, 0, PSEUDONYM_BYTES)
    copy.integer(dayNumber(claim.visitDate))
    copy.text(claim.category)
    copy.text(claim.place)
    for (const field of AMOUNT_FIELDS) copy.fen(claim[field])
    copy.integer(rowNumber)
  }

  #addRecent(): void {
    for (const [index, sum] of this.#recent.entries())
      this.#sums[index] = (this.#sums[index] ?? 0n) + BigInt(sum)
    this.#recent.fill(0)
    this.#recentRows = 0
  }
}

/** Where each column stands in the header, or what is wrong with it. */
export function readHeader(
  names: readonly string[],
  rowNumber: number,
): { order: Int32Array; problems: RowProblem[] } {
  const known: readonly string[] = CLAIM_COLUMNS
  const problems: RowProblem[] = []
  if (!names.some((name) => known.includes(name)))
    problems.push({ rowNumber, field: 'header', reason: 'header-missing' })
  else {
    for (const [index, name] of names.entries()) {
      const field = `column ${index + 1}` as const
      if (!known.includes(name)) problems.push({ rowNumber, field, reason: 'column-unknown' })
      else if (names.indexOf(name) !== index)
        problems.push({ rowNumber, field, reason: 'column-repeated' })
    }
    for (const field of CLAIM_COLUMNS)
      if (!names.includes(field)) problems.push({ rowNumber, field, reason: 'column-missing' })
  }
  return { order: Int32Array.from(CLAIM_COLUMNS, (column) => names.indexOf(column)), problems }
}

/** The cells of a row by their columns. */
export function textOf(cell: (position: number) => string, order: Int32Array): ClaimText {
  return Object.fromEntries(
    CLAIM_COLUMNS.map((column, index) => [column, cell(order[index] ?? -1)]),
  ) as ClaimText // one each, as the line above makes them
}
