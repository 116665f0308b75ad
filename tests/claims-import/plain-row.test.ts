import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ClaimsIntake } from '#app/claims-import/claims-intake.ts'
import { readClaimsCsv } from '#app/claims-import/read-claims-csv.ts'
import { CLAIM_COLUMNS } from '#app/domain/claims/claim-column.ts'
import {
  type ClaimCells,
  FIRST_YEAR,
  TEST_PSEUDONYM_KEY,
  buildCells,
  buildIdentityNumber,
  toCsv,
  inChunks,
} from '#tests/factories/claims-file.ts'

/** What comes out of a file read as it comes, with the short way for plain rows. */
async function readFile(rows: readonly ClaimCells[], chunk: number) {
  const intake = new ClaimsIntake(TEST_PSEUDONYM_KEY, FIRST_YEAR)
  const copied: Buffer[] = []
  for await (const _pause of readClaimsCsv(inChunks(toCsv(rows), chunk), intake))
    copied.push(Buffer.from(intake.copy.take()))
  copied.push(Buffer.from(intake.copy.take()))
  return { copied: Buffer.concat(copied), problems: intake.problems, totals: intake.totals(0) }
}

/** The same rows, each the long way. */
function readEach(rows: readonly ClaimCells[]) {
  const intake = new ClaimsIntake(TEST_PSEUDONYM_KEY, FIRST_YEAR)
  const copied: Buffer[] = []
  for (const [index, row] of rows.entries()) {
    intake.takeText(row, index + 2)
    copied.push(Buffer.from(intake.copy.take()))
  }
  return { copied: Buffer.concat(copied), problems: intake.problems, totals: intake.totals(0) }
}

const amount = fc.oneof(
  fc.constantFrom('', '0', '0.0', '00', '-1', '1.', '.1', '1.005', '1e3', '9999999999.99', '10000000000'),
  fc.integer({ min: 0, max: 40_000_00 }).map((fen) => (fen / 100).toFixed(2)),
  fc.integer({ min: 0, max: 100_000 }).map(String),
) // prettier-ignore
const cells = fc.record({
  claim_id: fc.oneof(
    fc.nat(1e6).map((number) => `CL${number}`),
    fc.nat(9).map((index) => `2026-08-01-0000${buildIdentityNumber(index)}`),
    fc.stringMatching(/^[\d-]{16,20}$/),
    fc.constantFrom('', ' CL', '理赔1', '1.2E+18', 'C'.repeat(64), 'C'.repeat(65)),
  ),
  person_id: fc.oneof(
    fc.nat(999).map(buildIdentityNumber),
    fc.nat(999).map((index) => ` ${buildIdentityNumber(index).toLowerCase()}`),
    fc.stringMatching(/^\d{17}[\dXx]$/),
    fc.constantFrom('', 'P-1', '参保人1', 'P 1', '1.2E+17', '12345678901234567Y'),
  ),
  visit_date: fc.constantFrom('2026-07-01', '2027-06-30', '2026-06-30', '2027-02-29', '2026-8-1', '2026108-01'),
  category: fc.constantFrom('', '低保', '特困', ' 低保', '1.2E+18'),
  place: fc.constantFrom('', '省外', 'abroad'),
  eligible_expense: amount,
  total_cost: fc.oneof(amount, fc.constant('9000000')),
  self_funded: amount,
  basic_paid: amount,
  basic_paid_baseline: amount,
  newly_covered: fc.oneof(amount, fc.constant('')),
  paid: amount,
}) satisfies fc.Arbitrary<ClaimCells> // prettier-ignore

test('the short way for plain rows gives what the long way gives, byte for byte', async () => {
  const right = fc.nat(999).map((index) => buildCells(index, { category: '低保' }))
  const rows = fc.array(fc.oneof(cells, right), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 400 }), async (some, chunk) => {
      const quick = await readFile(some, chunk)
      const slow = readEach(some)
      expect(quick.problems).toEqual(slow.problems)
      expect(quick.totals).toEqual(slow.totals)
      expect(quick.copied.equals(slow.copied)).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('columns may come in any order', async () => {
  const rows = [buildCells(1), buildCells(2, { category: '低保' })]
  const usual = await readFile(rows, 100)
  const intake = new ClaimsIntake(TEST_PSEUDONYM_KEY, FIRST_YEAR)
  const file = toCsv(rows, CLAIM_COLUMNS.toReversed())
  for await (const _pause of readClaimsCsv(inChunks(file), intake)) continue
  expect(intake.problems).toEqual([])
  expect(Buffer.from(intake.copy.take()).equals(usual.copied)).toBe(true)
})
