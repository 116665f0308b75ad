import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { dateText } from './format.ts'
import { ChinaDate } from './values.tsx'

/** A last day with how it was counted: from when, by which rule, and the days that did not count. */
export function CountedDay({
  due,
}: {
  due: {
    lastDay: PlainDate
    skipped: readonly PlainDate[]
    rule: { source: string }
    from?: PlainDate
  }
}) {
  return (
    <>
      <ChinaDate date={due.lastDay} />
      <span className="counted-how">
        {due.from ? `自${dateText(due.from)}次日起算。` : ''}
        {due.skipped.length > 0 ? `跳过${skippedText(due.skipped)}。` : ''}
        {due.rule.source}
      </span>
    </>
  )
}

/** @example skippedText(['2026-03-07', '2026-03-08', '2026-03-14']) // '3月7日至3月8日、3月14日' */
function skippedText(days: readonly PlainDate[]): string {
  const runs: [PlainDate, PlainDate][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && isNextDay(run[1], day)) run[1] = day
    else runs.push([day, day])
  }
  return runs
    .map(([from, to]) => (from === to ? short(from) : `${short(from)}至${short(to)}`))
    .join('、')
}

function isNextDay(day: PlainDate, next: PlainDate): boolean {
  return addDays(day, 1) === next
}

function short(day: PlainDate): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}
