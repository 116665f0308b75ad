import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  dateInChina,
  daysBetween,
  isWorkingDay,
  parsePlainDate,
  startOfDayInChina,
  workingDaysBetween,
} from '#app/domain/calendar.ts'

test('a day begins at midnight in China', () => {
  expect(dateInChina(new Date('2025-09-09T15:59:59.999Z'))).toBe('2025-09-09')
  expect(dateInChina(new Date('2025-09-09T16:00:00Z'))).toBe('2025-09-10')
  expect(startOfDayInChina('2025-09-10').toISOString()).toBe('2025-09-09T16:00:00.000Z')
})

test.for(['2023-02-29', '2024-13-01', '2024-1-1', '20240101', '2024-01-01T00:00', ''])(
  'is not a date: %j',
  (text) => {
    expect(parsePlainDate(text)).toBeUndefined()
  },
)

test('the last day of a month stays the last day', () => {
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
  expect(addMonths('2021-01-01', 36)).toBe('2024-01-01')
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
})

test('盘锦: notice 20 August to deadline 10 September 2025 is 21 days', () => {
  expect(daysBetween('2025-08-20', '2025-09-10')).toBe(21)
})

test('the National Day holiday is skipped and its make-up days count', () => {
  expect(addWorkingDays('2025-09-30', 1)).toBe('2025-10-09')
  expect(isWorkingDay('2025-09-28')).toBe(true) // Sunday, 调休
  expect(isWorkingDay('2025-10-06')).toBe(false)
  expect(workingDaysBetween('2025-09-26', '2025-10-11')).toBe(6)
})

test('the administrator’s override wins over the published calendar', () => {
  expect(isWorkingDay('2025-09-28', { '2025-09-28': 'day-off' })).toBe(false)
  expect(isWorkingDay('2025-10-06', { '2025-10-06': 'working-day' })).toBe(true)
})

test('counting working days undoes adding them', () => {
  const day = fc.integer({ min: 0, max: 2000 }).map((offset) => addDays('2020-01-01', offset))
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
      expect(workingDaysBetween(from, addWorkingDays(from, count))).toBe(count)
    }),
  )
})
