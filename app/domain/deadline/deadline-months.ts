import { type CalendarOverrides, type PlainDate } from '#app/domain/calendar.ts'
import { type CalendarMonth, yearCalendar } from '#app/domain/calendar-overrides.ts'

export type DeadlineMonth = CalendarMonth & { year: number }

const MOST_MONTHS = 12

/** The months in which days fall, in order, each with its working days and days off; at most a year of them. */
export function monthsOf(
  days: readonly PlainDate[],
  overrides: CalendarOverrides,
): DeadlineMonth[] {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].toSorted().slice(0, MOST_MONTHS)
  const years = new Map(
    [...new Set(months.map((month) => Number(month.slice(0, 4))))].map((year) => [
      year,
      yearCalendar(year, overrides),
    ]),
  )
  return months.flatMap((text) => {
    const year = Number(text.slice(0, 4))
    const found = years.get(year)?.find(({ month }) => month === Number(text.slice(5, 7)))
    return found ? [{ ...found, year }] : []
  })
}
