import { expect, test } from 'vitest'
import {
  MOST_CONSULTATION_DAYS,
  checkConsultationPeriod,
  isConsultationOpen,
} from '#app/domain/consultation/consultation-period.ts'
import { addDays } from '#app/domain/calendar.ts'

const NOON = new Date('2026-02-10T12:00:00+08:00')

test('comments are taken through the last moment of the last day in China', () => {
  const lastDay = '2026-02-10'
  expect(isConsultationOpen({ lastDay }, new Date('2026-02-09T23:59:59.999+08:00'))).toBe(true)
  expect(isConsultationOpen({ lastDay }, new Date('2026-02-10T23:59:59.999+08:00'))).toBe(true)
  expect(isConsultationOpen({ lastDay }, new Date('2026-02-11T00:00:00+08:00'))).toBe(false)
})

test('a consultation may end on the day it is published, and not the day before', () => {
  expect(checkConsultationPeriod('2026-02-10', NOON).ok).toBe(true)
  expect(checkConsultationPeriod('2026-02-09', NOON)).toEqual({
    ok: false,
    refusal: 'last-day-is-past',
  })
})

test('a consultation lasts at most its longest time, and not a day more', () => {
  const longest = addDays('2026-02-10', MOST_CONSULTATION_DAYS)
  expect(checkConsultationPeriod(longest, NOON).ok).toBe(true)
  expect(checkConsultationPeriod(addDays(longest, 1), NOON)).toEqual({
    ok: false,
    refusal: 'last-day-too-far',
  })
})
