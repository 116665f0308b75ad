import { expect, test } from 'vitest'
import { differingTotals } from '#app/domain/claims/claims-totals.ts'
import { readClaim } from '#app/domain/claims/read-claim.ts'
import { FIRST_YEAR, buildCells } from '#tests/factories/claims-file.ts'

test('a right row is read to the fen, what is empty as zero', () => {
  const { claim, problems } = readClaim(buildCells(1), FIRST_YEAR)
  expect(problems).toEqual([])
  expect(claim).toMatchObject({
    visitDate: '2026-08-01',
    eligibleExpense: 4_000_000n,
    selfFunded: 1_000_050n,
    basicPaidBaseline: 0n,
    newlyCovered: 0n,
    paid: 1_730_000n,
  })
})

test('the first and the last day of the year count, the days beside them do not', () => {
  const on = (visit_date: string) => readClaim(buildCells(1, { visit_date }), FIRST_YEAR).problems
  expect(on('2026-07-01')).toEqual([])
  expect(on('2027-06-30')).toEqual([])
  expect(on('2026-06-30')).toEqual([{ field: 'visit_date', reason: 'outside-year' }])
  expect(on('2027-07-01')).toEqual([{ field: 'visit_date', reason: 'outside-year' }])
})

test('sixty-four characters are enough for a text, whatever their bytes', () => {
  const long = '𠮷'.repeat(64)
  expect(readClaim(buildCells(1, { category: long }), FIRST_YEAR).problems).toEqual([])
  expect(readClaim(buildCells(1, { category: `${long}号` }), FIRST_YEAR).problems).toEqual([
    { field: 'category', reason: 'too-long' },
  ])
})

const TOTALS = {
  rows: 2,
  persons: 1,
  totalCost: 5n,
  selfFunded: 1n,
  basicPaid: 1n,
  basicPaidBaseline: 0n,
  eligibleExpense: 3n,
  newlyCovered: 0n,
  paid: 2n,
}

test('only the totals that the sender stated are compared', () => {
  expect(differingTotals(TOTALS, {})).toEqual([])
  expect(differingTotals(TOTALS, { rows: 2, paid: 2n })).toEqual([])
  expect(differingTotals(TOTALS, { rows: 3, persons: 1, newlyCovered: 1n })).toEqual([
    'rows',
    'newlyCovered',
  ])
})
