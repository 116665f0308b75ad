import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { containsIdentityNumber } from '#app/domain/claims/identity-number.ts'
import { LONGEST_TEXT, MOST_YUAN_DIGITS } from '#app/domain/claims/read-claim.ts'
import { type CopyRows } from './copy-rows.ts'
import { PSEUDONYM_BYTES, type Pseudonymiser } from './pseudonymiser.ts'

/** The fields of one record as bytes, in the order of `CLAIM_COLUMNS`, and its number. */
export type RecordBytes = {
  bytes: Uint8Array
  starts: Int32Array
  ends: Int32Array
}

const ZERO = 0x30
const NINE = 0x39
const POINT = 0x2e
const PLUS = 0x2b
const HYPHEN = 0x2d
const MOST_WORDS = 1000

// Positions in CLAIM_COLUMNS, and among its amounts.
const CLAIM_ID = 0
const PERSON_ID = 1
const VISIT_DATE = 2
const FIRST_AMOUNT = 5
const COLUMNS = 12
const ELIGIBLE = 0
const TOTAL = 1
const SELF_FUNDED = 2
const PAID_BY_BASIC = 3
const BASELINE = 4
const NEWLY_COVERED = 5

/**
 * Takes the rows that are plainly right from bytes to bytes, which nearly all are. Anything out of
 * the ordinary is left to `readClaim`, whose word is final: this path accepts nothing it would not.
 */
export class PlainRows {
  readonly amounts = new Float64Array(7) // of the row taken last, in fen, in the order of the columns
  readonly #out: CopyRows
  readonly #pseudonymiser: Pseudonymiser
  readonly #dayNumbers = new Map<number, number>() // 20260701 → days since 2000-01-01
  readonly #words = new Set<string>() // categories and places that `readClaim` has accepted

  constructor(
    out: CopyRows,
    pseudonymiser: Pseudonymiser,
    { startsOn, endsOn }: { startsOn: PlainDate; endsOn: PlainDate },
  ) {
    this.#out = out
    this.#pseudonymiser = pseudonymiser
    for (let day = startsOn; day <= endsOn; day = addDays(day, 1))
      this.#dayNumbers.set(Number(day.replaceAll('-', '')), dayNumber(day))
  }

  /** Remembers a category or place that was found right. */
  accept(word: string): void {
    if (this.#words.size < MOST_WORDS) this.#words.add(Buffer.from(word).toString('latin1'))
  }

  /** Writes the row, or leaves everything as it was. `order` is where each column stands in the record. */
  take(record: RecordBytes, order: Int32Array, rowNumber: number): boolean {
    const out = this.#out
    out.beginRow()
    if (this.#takeFields(record, order)) {
      out.integer(rowNumber)
      return true
    }
    out.dropRow()
    return false
  }

  #takeFields({ bytes, starts, ends }: RecordBytes, order: Int32Array): boolean {
    const { amounts } = this
    const out = this.#out
    for (let column = 0; column < COLUMNS; column += 1) {
      const position = order[column] ?? 0
      const start = starts[position] ?? 0
      const end = ends[position] ?? 0
      if (column >= FIRST_AMOUNT) {
        const index = column - FIRST_AMOUNT
        const optional = index === BASELINE || index === NEWLY_COVERED
        const amount = optional && start === end ? 0 : fenAt(bytes, start, end)
        if (amount < 0) return false
        amounts[index] = amount
        out.plainFen(amount)
      } else if (column === CLAIM_ID) {
        if (!isPlainClaimId(bytes, start, end)) return false
        out.bytes(bytes, start, end)
      } else if (column === PERSON_ID) {
        if (!this.#person(bytes, start, end)) return false
      } else if (column === VISIT_DATE) {
        const day = this.#day(bytes, start, end)
        if (day === undefined) return false
        out.integer(day)
      } else {
        if (start !== end && !this.#words.has(latin1(bytes, start, end))) return false
        out.bytes(bytes, start, end)
      }
    }
    const eligible = amounts[ELIGIBLE] ?? 0
    const ownPart =
      (amounts[TOTAL] ?? 0) - (amounts[SELF_FUNDED] ?? 0) - (amounts[PAID_BY_BASIC] ?? 0)
    return eligible <= ownPart && (amounts[NEWLY_COVERED] ?? 0) <= eligible
  }

  #person(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start === 18) {
      let region = 0
      let serial = 0
      let check = 0
      let digits = 0
      for (let index = 0; index < 17; index += 1) {
        const digit = (bytes[start + index] ?? 0) - ZERO
        if (digit < 0 || digit > 9) break
        digits += 1
        check += digit * (WEIGHTS[index] ?? 0)
        if (index < 9) region = region * 10 + digit
        else serial = serial * 10 + digit
      }
      if (digits === 17) {
        if (CHECK_DIGITS[check % 11] !== bytes[end - 1]) return false
        this.#pseudonymiser.writeIdentityNumber(bytes, start, region, serial)
        this.#writePseudonym()
        return true
      }
    }
    if (!isPlainId(bytes, start, end)) return false
    this.#pseudonymiser.write(bytes.subarray(start, end))
    this.#writePseudonym()
    return true
  }

  #writePseudonym(): void {
    const { bytes, start } = this.#pseudonymiser
    this.#out.bytes(bytes, start, start + PSEUDONYM_BYTES)
  }

  #day(bytes: Uint8Array, start: number, end: number): number | undefined {
    if (end - start !== 10) return undefined
    let number = 0
    for (let index = 0; index < 10; index += 1) {
      const byte = bytes[start + index] ?? 0
      if (index === 4 || index === 7) {
        if (byte !== HYPHEN) return undefined
      } else if (byte < ZERO || byte > NINE) return undefined
      else number = number * 10 + byte - ZERO
    }
    return this.#dayNumbers.get(number)
  }
}

/** Days since 2000-01-01, as PostgreSQL sends a date. */
export function dayNumber(day: PlainDate): number {
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(2000, 0, 1)) / 86_400_000
}

const WEIGHTS = Uint8Array.of(7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
const CHECK_DIGITS = Buffer.from('10X98765432')

/** Letters, digits and the like of ASCII. */
function isPlainId(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start || end - start > LONGEST_TEXT) return false
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte <= 0x20 || byte >= 0x7f || byte === PLUS) return false // 1.1E+17 is a shortened number
  }
  return true
}

/** Likewise, without an identity number in it. */
function isPlainClaimId(bytes: Uint8Array, start: number, end: number): boolean {
  if (!isPlainId(bytes, start, end)) return false
  if (end - start < 18) return true
  let digits = 0
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte >= ZERO && byte <= NINE) digits += 1
    else if (byte !== HYPHEN) digits = 0
    if (digits === 17) return !containsIdentityNumber(latin1(bytes, start, end))
  }
  return true
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
}

/** An amount of yuan in fen; negative when it is not plainly one. Exact: 12 digits are far below 2^53. */
function fenAt(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] ?? 0
  if (end === start || (first === ZERO && end - start > 1 && bytes[start + 1] !== POINT)) return -1
  let value = 0
  let at = start
  for (; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
  }
  const whole = at - start
  if (whole === 0 || whole > MOST_YUAN_DIGITS) return -1
  if (at === end) return value * 100
  const decimals = end - at - 1
  if (bytes[at] !== POINT || decimals < 1 || decimals > 2) return -1
  for (at += 1; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return decimals === 1 ? value * 10 : value
}
