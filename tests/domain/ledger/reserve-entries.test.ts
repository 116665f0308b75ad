import { expect, test } from 'vitest'
import { isBalanced } from '#app/domain/ledger/ledger-entry.ts'
import { reserveEntries } from '#app/domain/ledger/reserve-entries.ts'
import { yuan } from '#tests/yuan.ts'

const RESERVE = {
  id: 'reserve-1',
  contractYearId: 'year-1',
  asOf: '2026-12-31',
  amount: yuan('800'),
  document: '评估报告',
} as const

test('a reserve is booked by its difference to the balance, either way', () => {
  const [more] = reserveEntries(RESERVE, { booked: yuan('300'), following: undefined })
  expect(more?.entry.lines).toEqual([
    { account: 'outstanding-claims-change', amount: yuan('500') },
    { account: 'outstanding-claims', amount: -yuan('500') },
  ])
  const [less] = reserveEntries(RESERVE, { booked: yuan('900'), following: undefined })
  expect(less?.entry.lines[0]?.amount).toBe(-yuan('100'))
})

test('the balance as it is needs no entry', () => {
  expect(reserveEntries(RESERVE, { booked: yuan('800'), following: undefined })).toEqual([])
})

test('a later day that has its own amount keeps it, in whatever year it is', () => {
  const following = { contractYearId: 'year-2', asOf: '2027-03-31' } as const
  const entries = reserveEntries(RESERVE, { booked: yuan('300'), following })
  expect(
    entries.map(({ contractYearId, entry }) => [
      contractYearId,
      entry.bookedOn,
      entry.lines[0]?.amount,
    ]),
  ).toEqual([
    ['year-1', '2026-12-31', yuan('500')],
    ['year-2', '2027-03-31', -yuan('500')],
  ])
  expect(entries.every(({ entry }) => isBalanced(entry.lines))).toBe(true)
  expect(new Set(entries.map(({ entry }) => entry.sourceId)).size).toBe(2)
})
