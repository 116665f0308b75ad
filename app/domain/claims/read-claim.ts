import { type PlainDate, parsePlainDate } from '#app/domain/calendar.ts'
import { type Fen, parseYuan } from '#app/domain/money.ts'
import { type ClaimColumn, type ClaimText } from './claim-column.ts'
import {
  containsIdentityNumber,
  isIdentityNumber,
  looksLikeIdentityNumber,
  normalisePersonId,
} from './identity-number.ts'
import { type RowProblemReason } from './row-problem.ts'

/** A row of a claims file. `personId` is only held until its pseudonym is made. */
export type ImportedClaim = {
  claimId: string
  personId: string
  visitDate: PlainDate
  category: string
  place: string
} & Record<AmountField, Fen>

export const AMOUNT_COLUMNS = {
  eligible_expense: 'eligibleExpense',
  total_cost: 'totalCost',
  self_funded: 'selfFunded',
  basic_paid: 'basicPaid',
  basic_paid_baseline: 'basicPaidBaseline',
  newly_covered: 'newlyCovered',
  paid: 'paid',
} as const satisfies Partial<Record<ClaimColumn, string>>
export type AmountColumn = keyof typeof AMOUNT_COLUMNS
export type AmountField = (typeof AMOUNT_COLUMNS)[AmountColumn]

export type ValueProblem = { field: ClaimColumn; reason: RowProblemReason }

export const LONGEST_TEXT = 64 // characters
export const MOST_YUAN_DIGITS = 10

/**
 * Reads one row and finds all that is wrong with it. A value that cannot be used is left empty,
 * zero or the year's first day, so that the rest of the file can still be looked through.
 */
export function readClaim(
  text: ClaimText,
  year: { startsOn: PlainDate; endsOn: PlainDate },
): { claim: ImportedClaim; problems: ValueProblem[] } {
  const problems: ValueProblem[] = []
  const checked = (field: ClaimColumn, reason: RowProblemReason | undefined) => {
    if (reason) problems.push({ field, reason })
    return reason === undefined
  }
  const words = (field: 'claim_id' | 'category' | 'place') =>
    checked(field, textProblem(field, text[field])) ? text[field] : ''

  const claimId = words('claim_id')
  const personId = normalisePersonId(text.person_id)
  const knownPerson = checked('person_id', personProblem(personId))
  const inYear = checked('visit_date', dateProblem(text.visit_date, year))
  const category = words('category')
  const place = words('place')
  const amount = (field: AmountColumn) => {
    const written = readAmount(text[field], OPTIONAL_AMOUNTS.has(field))
    return checked(field, written.reason) ? written.amount : undefined
  }
  const eligible = amount('eligible_expense')
  const totalCost = amount('total_cost')
  const selfFunded = amount('self_funded')
  const basicPaid = amount('basic_paid')
  const basicPaidBaseline = amount('basic_paid_baseline')
  const newlyCovered = amount('newly_covered')
  const paid = amount('paid')

  if (
    eligible !== undefined &&
    totalCost !== undefined &&
    selfFunded !== undefined &&
    basicPaid !== undefined
  )
    checked(
      'eligible_expense',
      eligible > totalCost - selfFunded - basicPaid ? 'above-own-part' : undefined,
    )
  if (eligible !== undefined && newlyCovered !== undefined)
    checked('newly_covered', newlyCovered > eligible ? 'above-eligible-expense' : undefined)

  return {
    claim: {
      claimId,
      personId: knownPerson ? personId : '',
      visitDate: (inYear && parsePlainDate(text.visit_date)) || year.startsOn,
      category,
      place,
      eligibleExpense: eligible ?? 0n,
      totalCost: totalCost ?? 0n,
      selfFunded: selfFunded ?? 0n,
      basicPaid: basicPaid ?? 0n,
      basicPaidBaseline: basicPaidBaseline ?? 0n,
      newlyCovered: newlyCovered ?? 0n,
      paid: paid ?? 0n,
    },
    problems,
  }
}

const OPTIONAL_AMOUNTS: ReadonlySet<AmountColumn> = new Set([
  'basic_paid_baseline',
  'newly_covered',
])

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL_CHARACTER = /[\0-\x1f\x7f-\x9f\u2028\u2029]/
const SHORTENED_NUMBER = /^\d(?:\.\d+)?E\+\d+$/i

function textProblem(
  field: 'claim_id' | 'category' | 'place',
  text: string,
): RowProblemReason | undefined {
  if (text.includes('\ufffd')) return 'not-utf-8'
  if (CONTROL_CHARACTER.test(text)) return 'control-character'
  if (text !== text.trim()) return 'space-around' // 低保 with a space is no 低保
  if (text === '') return field === 'claim_id' ? 'missing' : undefined
  if (isTooLong(text)) return 'too-long'
  if (SHORTENED_NUMBER.test(text)) return 'lost-digits'
  return containsIdentityNumber(text) ? 'identity-number' : undefined
}

function personProblem(personId: string): RowProblemReason | undefined {
  if (personId === '') return 'missing'
  if (personId.includes('\ufffd')) return 'not-utf-8'
  if (CONTROL_CHARACTER.test(personId)) return 'control-character'
  if (isTooLong(personId)) return 'too-long'
  if (/\s/.test(personId)) return 'space-inside'
  if (/[\uff01-\uff5e]/.test(personId)) return 'full-width'
  if (SHORTENED_NUMBER.test(personId)) return 'lost-digits'
  return looksLikeIdentityNumber(personId) && !isIdentityNumber(personId)
    ? 'wrong-check-digit'
    : undefined
}

/** Counted in characters, not in halves of them. */
function isTooLong(text: string): boolean {
  return text.length > LONGEST_TEXT && [...text].length > LONGEST_TEXT
}

function dateProblem(
  text: string,
  { startsOn, endsOn }: { startsOn: PlainDate; endsOn: PlainDate },
): RowProblemReason | undefined {
  if (text === '') return 'missing'
  const date = parsePlainDate(text)
  if (!date) return 'not-a-date'
  return date < startsOn || date > endsOn ? 'outside-year' : undefined
}

function readAmount(
  text: string,
  optional: boolean,
): { amount: Fen; reason?: undefined } | { amount?: undefined; reason: RowProblemReason } {
  if (text === '') return optional ? { amount: 0n } : { reason: 'missing' }
  if (/^-\d/.test(text)) return { reason: 'negative' }
  if (/^\d+\.\d{3,}$/.test(text)) return { reason: 'too-many-decimals' }
  if (/^[1-9]\d*(?:\.\d{1,2})?$/.test(text) && (text.split('.')[0] ?? '').length > MOST_YUAN_DIGITS)
    return { reason: 'too-large' }
  const amount = parseYuan(text)
  return amount === undefined ? { reason: 'not-an-amount' } : { amount }
}
