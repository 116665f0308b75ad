import { type CalendarOverrides, type PlainDate, addDays, isWorkingDay } from './calendar.ts'
import { type Decision, accept, refuse } from './decision.ts'

export type DayKind = 'working-day' | 'day-off'

/** What the published calendar says of a day, before any override. */
export function publishedKind(day: PlainDate): DayKind {
  return isWorkingDay(day) ? 'working-day' : 'day-off'
}

/** An override (调休) says something else than the published calendar, and names its document. */
export function checkOverride({
  day,
  kind,
  source,
}: {
  day: PlainDate
  kind: DayKind
  source: string
}): Decision<undefined, 'same-as-published' | 'source-missing'> {
  if (kind === publishedKind(day)) return refuse('same-as-published')
  return source.trim() === '' ? refuse('source-missing') : accept(undefined)
}

/** A day as a calendar draws it: `mark` names what its weekday does not say (休 · 班). */
export type CalendarDay = {
  day: PlainDate
  kind: DayKind
  mark: 'holiday' | 'make-up' | null
  overridden: boolean
}

export type CalendarMonth = { month: number; weeks: readonly (readonly (CalendarDay | null)[])[] }

/** The twelve months of a year in weeks from Monday; null where a week begins or ends in another month. */
export function yearCalendar(year: number, overrides: CalendarOverrides): CalendarMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = index + 1
    const first = `${year}-${String(month).padStart(2, '0')}-01` as PlainDate // a four-digit year
    const days: (CalendarDay | null)[] = Array.from({ length: weekdayOf(first) }, () => null)
    for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1))
      days.push(calendarDay(day, overrides))
    while (days.length % 7 !== 0) days.push(null)
    return {
      month,
      weeks: Array.from({ length: days.length / 7 }, (_week, row) =>
        days.slice(row * 7, row * 7 + 7),
      ),
    }
  })
}

function calendarDay(day: PlainDate, overrides: CalendarOverrides): CalendarDay {
  const working = isWorkingDay(day, overrides)
  const isWeekend = weekdayOf(day) > 4
  const mark = working === isWeekend ? (working ? 'make-up' : 'holiday') : null
  return {
    day,
    kind: working ? 'working-day' : 'day-off',
    mark,
    overridden: overrides[day] !== undefined,
  }
}

/** 0 is Monday. */
function weekdayOf(day: PlainDate): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}
