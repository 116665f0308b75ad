import chineseDays from 'chinese-days'

/** A day of law or contract in China time, `YYYY-MM-DD`. Compares correctly with `<`. */
export type PlainDate = `${number}-${number}-${number}`

/** Days on which the administrator's calendar differs from the published one (调休). */
export type CalendarOverrides = Readonly<Record<PlainDate, 'working-day' | 'day-off'>>

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000 // China has kept UTC+8 without summer time since 1991
const DAY_MS = 24 * 60 * 60 * 1000

/** Reads a date, refusing days that do not exist. @example parsePlainDate('2023-02-29') // undefined */
export function parsePlainDate(text: string): PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return undefined
  return text as PlainDate // the pattern above is exactly the template type
}

/** The day on which an instant falls in China. */
export function dateInChina(instant: Date): PlainDate {
  return fromEpoch(instant.getTime() + CHINA_OFFSET_MS)
}

/** The instant at which a day begins in China; its end is the start of the next day. */
export function startOfDayInChina(date: PlainDate): Date {
  return new Date(toEpoch(date) - CHINA_OFFSET_MS)
}

/** @example addDays('2024-02-28', 2) // '2024-03-01' */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpoch(toEpoch(date) + days * DAY_MS)
}

/** Adds whole months; a day that the month does not have becomes its last day. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return fromEpoch(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
}

/**
 * Days from one date to another, the first day not counted (民法典 第二百零一条).
 * @example daysBetween('2025-08-20', '2025-09-10') // 21
 */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (toEpoch(to) - toEpoch(from)) / DAY_MS
}

/**
 * Whether people work on that day: the State Council's yearly holiday notice with
 * its make-up days (调休), then the overrides. Years without a published notice
 * count Monday to Friday as working days.
 */
export function isWorkingDay(date: PlainDate, overrides: CalendarOverrides = {}): boolean {
  const override = overrides[date]
  if (override) return override === 'working-day'
  return chineseDays.isWorkday(date)
}

/**
 * The nth working day after a date, the date itself not counted.
 * @example addWorkingDays('2025-09-30', 1) // '2025-10-09', after the National Day holiday
 */
export function addWorkingDays(
  date: PlainDate,
  workingDays: number,
  overrides: CalendarOverrides = {},
): PlainDate {
  let day = date
  for (let remaining = workingDays; remaining > 0;) {
    day = addDays(day, 1)
    if (isWorkingDay(day, overrides)) remaining -= 1
  }
  return day
}

/** Working days after `from` up to and including `to`. Zero when `to` is not later. */
export function workingDaysBetween(
  from: PlainDate,
  to: PlainDate,
  overrides: CalendarOverrides = {},
): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, overrides)) count += 1
  }
  return count
}

/** A counted period: its last day, and the days after `from` that did not count or put the end off. */
export type CountedPeriod = { lastDay: PlainDate; skipped: readonly PlainDate[] }

/**
 * The last day of a period that begins after `from`. Working days skip days off;
 * a period of days that would end on a day off ends on the next working day.
 * Basis: 民法典 第二百零一条、第二百零三条.
 */
export function countPeriod(
  from: PlainDate,
  { length, unit }: { length: number; unit: 'days' | 'working-days' },
  overrides: CalendarOverrides = {},
): CountedPeriod {
  if (unit === 'working-days') {
    const lastDay = addWorkingDays(from, length, overrides)
    return { lastDay, skipped: daysOff(addDays(from, 1), lastDay, overrides) }
  }
  const end = addDays(from, length)
  const lastDay = isWorkingDay(end, overrides) ? end : addWorkingDays(end, 1, overrides)
  return { lastDay, skipped: lastDay === end ? [] : daysOff(end, lastDay, overrides) }
}

function daysOff(from: PlainDate, to: PlainDate, overrides: CalendarOverrides): PlainDate[] {
  const days: PlainDate[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (!isWorkingDay(day, overrides)) days.push(day)
  }
  return days
}

function toEpoch(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`)
}

function fromEpoch(time: number): PlainDate {
  return new Date(time).toISOString().slice(0, 10) as PlainDate // ISO form of a four-digit year
}
