import { type PlainDate } from '#app/domain/calendar.ts'
import { type CalendarDay } from '#app/domain/calendar-overrides.ts'
import { type DeadlineMonth } from '#app/domain/deadline/deadline-months.ts'
import { type ListedDeadline, deadlineAnchor } from './deadline-table.tsx'
import { deadlineLabel, deadlineStateText } from './deadline-text.ts'
import { dateText } from './format.ts'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** Months with what is due on their days; the table beside it says the same in words. */
export function DeadlineCalendar({
  months,
  deadlines,
  today,
}: {
  months: readonly DeadlineMonth[]
  deadlines: readonly ListedDeadline[]
  today: PlainDate
}) {
  return (
    <div className="deadline-calendar">
      {months.map(({ year, month, weeks }) => (
        <table key={`${year}-${month}`}>
          <caption>
            {year}年{month}月
          </caption>
          <thead>
            <tr>
              {WEEKDAYS.map((weekday) => (
                <th key={weekday} scope="col">
                  {weekday}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week, row) => (
              // Weeks have no name of their own, and never change place.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={row}>
                {week.map((day, column) => (
                  <DayCell
                    key={day?.day ?? WEEKDAYS[column]}
                    day={day}
                    isToday={day?.day === today}
                    deadlines={deadlines.filter(({ due }) => due === day?.day)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}

function DayCell({
  day,
  isToday,
  deadlines,
}: {
  day: CalendarDay | null
  isToday: boolean
  deadlines: readonly ListedDeadline[]
}) {
  if (!day) return <td aria-hidden="true" />
  return (
    <td data-kind={day.kind} aria-current={isToday ? 'date' : undefined}>
      <time dateTime={day.day} title={dateText(day.day)}>
        {Number(day.day.slice(8))}
      </time>
      {day.mark ? <small>{day.mark === 'make-up' ? '班' : '休'}</small> : null}
      {deadlines.length > 0 ? (
        <ul>
          {deadlines.map((deadline) => (
            <li key={deadlineAnchor(deadline)} data-state={deadline.state}>
              <a href={`#${deadlineAnchor(deadline)}`}>
                <span>{deadlineLabel[deadline.kind]}</span>
                <span className="visually-hidden">（{deadlineStateText(deadline)}）</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </td>
  )
}
