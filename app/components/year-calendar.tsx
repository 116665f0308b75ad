import { type CalendarDay, type CalendarMonth } from '#app/domain/calendar-overrides.ts'
import { dateText } from './format.ts'

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** A year of days: days off shaded, 休 and 班 where the weekday says otherwise, the administrator's own framed. */
export function YearCalendar({ months }: { months: readonly CalendarMonth[] }) {
  return (
    <div className="year-calendar">
      {months.map(({ month, weeks }) => (
        <table key={month}>
          <caption>{month}月</caption>
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
                  <DayCell key={day?.day ?? WEEKDAYS[column]} day={day} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}

function DayCell({ day }: { day: CalendarDay | null }) {
  if (!day) return <td aria-hidden="true" />
  return (
    <td data-kind={day.kind} data-overridden={day.overridden ? '' : undefined}>
      <time dateTime={day.day} title={dateText(day.day)}>
        {Number(day.day.slice(8))}
      </time>
      {day.mark ? <small>{day.mark === 'make-up' ? '班' : '休'}</small> : null}
      {day.overridden ? <span className="visually-hidden">（本地调整）</span> : null}
    </td>
  )
}
