import { type PlainDate, isWorkingDay } from './calendar.ts'
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
