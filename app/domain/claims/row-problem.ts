import { type ClaimColumn } from './claim-column.ts'

/** What can be wrong with a claims file or a row of it. Never says a value. */
export const ROW_PROBLEM_REASONS = [
  // of a value
  'missing',
  'too-long', // more than 64 characters
  'space-around',
  'space-inside', // in a person's id: another person to the computer
  'full-width', // in a person's id: likewise
  'control-character',
  'not-utf-8',
  'lost-digits', // a number as a spreadsheet shortens it, 1.1E+17
  'wrong-check-digit', // GB 11643
  'identity-number', // where none may stand
  'not-a-date',
  'outside-year',
  'not-an-amount',
  'too-many-decimals',
  'negative',
  'too-large',
  'above-own-part', // eligible expense > total − self-funded − basic insurance paid
  'above-eligible-expense', // newly covered > eligible expense
  'repeated-in-file',
  'repeated-in-year', // a claim of an earlier file
  'stored-as-number', // in a workbook: digits are lost
  'stored-as-date',
  'stored-as-truth', // TRUE or FALSE
  // of a row
  'wrong-column-count',
  'stray-quote',
  'quote-not-closed',
  'row-too-long',
  // of the header
  'header-missing',
  'column-missing',
  'column-unknown',
  'column-repeated',
  // of the file
  'empty',
  'no-rows',
  'not-text', // a picture, an archive, UTF-16
  'not-a-workbook',
  'workbook-too-large',
] as const
export type RowProblemReason = (typeof ROW_PROBLEM_REASONS)[number]

/** An unknown column is named by its position: without a header the first row is a person's claim. */
export type ProblemField = ClaimColumn | `column ${number}` | 'header' | 'row' | 'file'

/** One thing wrong in a claims file; row 1 is the header. */
export type RowProblem = {
  rowNumber: number
  field: ProblemField
  reason: RowProblemReason
}
