import { expect, test } from 'vitest'
import { addDays } from '#app/domain/calendar.ts'
import { accountingPeriods } from '#app/domain/ledger/accounting-period.ts'
import { bookingDayRefusal, dayWithin } from '#app/domain/ledger/booking-day.ts'

const YEAR = { startsOn: '2026-07-01', endsOn: '2027-06-30' } as const

test('a year that begins in July has its first quarter to September and its last month in June', () => {
  const periods = accountingPeriods(YEAR)
  expect(periods).toHaveLength(1 + 4 + 12)
  expect(periods.find(({ key }) => key === 'quarter-1')).toMatchObject({
    from: '2026-07-01',
    until: '2026-09-30',
  })
  expect(periods.at(-1)).toMatchObject({
    key: 'month-12',
    from: '2027-06-01',
    until: '2027-06-30',
  })
})

test('months and quarters follow each other without a gap and fill the year, a leap year too', () => {
  for (const year of [YEAR, { startsOn: '2028-01-01', endsOn: '2028-12-31' } as const])
    for (const kind of ['month', 'quarter'] as const) {
      const periods = accountingPeriods(year).filter((one) => one.kind === kind)
      expect(periods[0]?.from).toBe(year.startsOn)
      expect(periods.at(-1)?.until).toBe(year.endsOn)
      for (const [index, { from }] of periods.entries()) {
        const before = periods[index - 1]
        if (before) expect(from).toBe(addDays(before.until, 1))
      }
    }
})

test('a shorter last year has fewer periods, and the last of them ends with it', () => {
  const periods = accountingPeriods({ startsOn: '2026-07-01', endsOn: '2026-11-30' })
  expect(periods.filter(({ kind }) => kind === 'month')).toHaveLength(5)
  expect(periods.find(({ key }) => key === 'quarter-2')?.until).toBe('2026-11-30')
})

test('a day can be booked from the first to the last of the year, and not before it has come', () => {
  const refusal = (day: `${number}-${number}-${number}`) =>
    bookingDayRefusal(day, { year: YEAR, today: '2027-07-15' })
  expect(refusal('2026-06-30')).toBe('outside-year')
  expect(refusal('2026-07-01')).toBeUndefined()
  expect(refusal('2027-06-30')).toBeUndefined()
  expect(refusal('2027-07-01')).toBe('outside-year')
  const during = { year: YEAR, today: '2026-09-30' } as const
  expect(bookingDayRefusal('2026-09-30', during)).toBeUndefined()
  expect(bookingDayRefusal('2026-10-01', during)).toBe('in-the-future')
})

test('what is done after the year counts on its last day, and before it on its first', () => {
  expect(dayWithin(YEAR, '2027-07-01')).toBe('2027-06-30')
  expect(dayWithin(YEAR, '2026-06-30')).toBe('2026-07-01')
  expect(dayWithin(YEAR, '2027-01-15')).toBe('2027-01-15')
})
