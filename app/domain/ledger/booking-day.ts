import { type PlainDate } from '#app/domain/calendar.ts'

type Year = { startsOn: PlainDate; endsOn: PlainDate }

export type BookingDayRefusal = 'outside-year' | 'in-the-future'

/** Why nothing can be booked on a day: it is not of the contract year, or not yet there. */
export function bookingDayRefusal(
  day: PlainDate,
  { year, today }: { year: Year; today: PlainDate },
): BookingDayRefusal | undefined {
  if (day < year.startsOn || day > year.endsOn) return 'outside-year'
  return day > today ? 'in-the-future' : undefined
}

/** The day of the year on which something done today counts: after its end, the last. */
export function dayWithin({ startsOn, endsOn }: Year, today: PlainDate): PlainDate {
  if (today < startsOn) return startsOn
  return today > endsOn ? endsOn : today
}
