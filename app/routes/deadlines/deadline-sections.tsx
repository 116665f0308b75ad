import { DeadlineCalendar } from '#app/components/deadline-calendar.tsx'
import { DeadlineTable, type ListedDeadline } from '#app/components/deadline-table.tsx'
import { EmptyState, Section } from '#app/components/page.tsx'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type DeadlineMonth } from '#app/domain/deadline/deadline-months.ts'

/** A month calendar, and the same in a table. */
export function DeadlineSections({
  months,
  deadlines,
  shown = deadlines,
  today,
  empty,
}: {
  months: readonly DeadlineMonth[]
  deadlines: readonly ListedDeadline[]
  shown?: readonly ListedDeadline[] // of a page
  today: PlainDate
  empty: string
}) {
  if (deadlines.length === 0) return <EmptyState title={empty} />
  return (
    <>
      <Section title="期限一览">
        <DeadlineTable
          caption="期限、计算与依据"
          deadlines={shown}
          empty={<EmptyState title={empty} />}
        />
        <p className="muted">
          期间开始的当日不计入；工作日按国务院办公厅节假日安排和本平台工作日历计算；按日计算的期间末日为休息日的，顺延至次一工作日。
        </p>
      </Section>
      <Section title="日历">
        <DeadlineCalendar months={months} deadlines={shown} today={today} />
      </Section>
    </>
  )
}
