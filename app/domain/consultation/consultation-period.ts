import { type PlainDate, addDays, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'

/** An open consultation holds up the notice and cannot be taken back, so it may not be without end. */
export const MOST_CONSULTATION_DAYS = 90

/** Whether comments are still taken (征求意见期): through the last day in China. */
export function isConsultationOpen({ lastDay }: { lastDay: PlainDate }, now: Date): boolean {
  return dateInChina(now) <= lastDay
}

/** Whether comments may be asked for until that day; the day of publication is not counted. */
export function checkConsultationPeriod(
  lastDay: PlainDate,
  now: Date,
): Decision<undefined, 'last-day-is-past' | 'last-day-too-far'> {
  const today = dateInChina(now)
  if (lastDay < today) return refuse('last-day-is-past')
  return lastDay > addDays(today, MOST_CONSULTATION_DAYS)
    ? refuse('last-day-too-far')
    : accept(undefined)
}
