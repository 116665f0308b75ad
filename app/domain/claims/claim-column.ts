/** The columns of a claims import file. A file names all of them, in any order. */
export const CLAIM_COLUMNS = [
  'claim_id',
  'person_id',
  'visit_date',
  'category',
  'place',
  'eligible_expense',
  'total_cost',
  'self_funded',
  'basic_paid',
  'basic_paid_baseline',
  'newly_covered',
  'paid',
] as const
export type ClaimColumn = (typeof CLAIM_COLUMNS)[number]

/** One row as text, in the order of `CLAIM_COLUMNS`. */
export type ClaimText = Readonly<Record<ClaimColumn, string>>
