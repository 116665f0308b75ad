import { pseudonymKeyFrom } from '#app/claims-import/pseudonym-key.ts'
import { CLAIM_COLUMNS, type ClaimColumn } from '#app/domain/claims/claim-column.ts'

/** In the middle of the test contract's first year. */
export const DURING_YEAR = new Date('2026-12-15T10:00:00+08:00')
export const FIRST_YEAR = { startsOn: '2026-07-01', endsOn: '2027-06-30' } as const
export const TEST_PSEUDONYM_KEY = pseudonymKeyFrom(new Uint8Array(32).fill(5))

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** An identity number of nobody: a region that does not exist, with the check digit right. */
export function buildIdentityNumber(index: number): string {
  const digits = `999999196${index % 10}0615${String(index).padStart(3, '0').slice(-3)}`
  const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0)
  return digits + ('10X98765432'[total % 11] ?? '')
}

export type ClaimCells = Record<ClaimColumn, string>

/** A right row of a claims file; a test states only what matters to it. */
export function buildCells(index: number, overrides: Partial<ClaimCells> = {}): ClaimCells {
  return {
    claim_id: `CL-${index}`,
    person_id: buildIdentityNumber(index),
    visit_date: '2026-08-01',
    category: '',
    place: '',
    eligible_expense: '40000.00',
    total_cost: '100000',
    self_funded: '10000.5',
    basic_paid: '49999.50',
    basic_paid_baseline: '',
    newly_covered: '',
    paid: '17300',
    ...overrides,
  }
}

export function toCsv(
  rows: readonly ClaimCells[],
  columns: readonly ClaimColumn[] = CLAIM_COLUMNS,
): string {
  const lines = rows.map((row) => columns.map((column) => row[column]).join(','))
  return [columns.join(','), ...lines].map((line) => `${line}\n`).join('')
}

export async function* inChunks(
  content: string | Uint8Array,
  size = 64 * 1024,
): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
