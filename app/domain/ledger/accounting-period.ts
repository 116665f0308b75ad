import { type PlainDate, addDays, addMonths } from '#app/domain/calendar.ts'

/** A stretch of a contract year that statements are drawn for (会计期间), both days included. */
export type AccountingPeriod = {
  key: string // `year`, `quarter-2`, `month-11`
  kind: 'year' | 'quarter' | 'month'
  number: number // counted from the year's first day, which need not be in January
  from: PlainDate
  until: PlainDate
}

/** The year, its quarters and its months, in that order. A short year has fewer. */
export function accountingPeriods(year: {
  startsOn: PlainDate
  endsOn: PlainDate
}): AccountingPeriod[] {
  return [
    { key: 'year', kind: 'year', number: 1, from: year.startsOn, until: year.endsOn },
    ...cut(year, 'quarter', 3),
    ...cut(year, 'month', 1),
  ]
}

function cut(
  { startsOn, endsOn }: { startsOn: PlainDate; endsOn: PlainDate },
  kind: 'quarter' | 'month',
  months: number,
): AccountingPeriod[] {
  return Array.from({ length: 12 / months }, (_period, index) => {
    const from = addMonths(startsOn, index * months)
    const lastDay = addDays(addMonths(startsOn, (index + 1) * months), -1)
    const until = lastDay < endsOn ? lastDay : endsOn
    return { key: `${kind}-${index + 1}`, kind, number: index + 1, from, until }
  }).filter(({ from }) => from <= endsOn)
}
