import { type PlainDate } from '#app/domain/calendar.ts'
import { dateText } from './format.ts'
import { Badge } from './page.tsx'

/** What has become of a bid security: held, overdue, returned or kept. */
export function SecurityState({
  end,
  due,
  today,
}: {
  end: { outcome: 'returned' | 'forfeited'; on: PlainDate; reason: string } | null
  due: { lastDay: PlainDate } | null
  today: PlainDate
}) {
  if (end?.outcome === 'returned')
    return (
      <>
        <Badge tone="success">已退还</Badge> {dateText(end.on)}
        {due && end.on > due.lastDay ? '（晚于期限）' : ''}
      </>
    )
  if (end)
    return (
      <>
        <Badge tone="danger">不予退还</Badge> {end.reason}
      </>
    )
  if (due && today > due.lastDay) return <Badge tone="danger">逾期未退</Badge>
  return due ? (
    <Badge tone="warning">应退还</Badge>
  ) : (
    <Badge tone="neutral">投标有效，暂不退还</Badge>
  )
}
