import { Link } from '@remix-run/react'
import { type ReactNode } from 'react'
import { type Deadline } from '#app/domain/deadline/deadline.ts'
import { DataTable } from './data-table.tsx'
import { countingText, deadlineLabel, deadlineStateText } from './deadline-text.ts'
import { Badge } from './page.tsx'
import { ChinaDate, ChinaDateTime } from './values.tsx'

export type ListedDeadline = Deadline & { tender?: { id: string; title: string; to: string } }

const TONES = { done: 'neutral', ahead: 'info', today: 'warning', overdue: 'danger' } as const

/** The name of a deadline within its page, for the calendar's links. */
export function deadlineAnchor({ id, tender }: ListedDeadline): string {
  return `deadline-${tender?.id ?? ''}-${id}`.replaceAll(' ', '-')
}

/** What is due, by which rule, and how the day was counted. */
export function DeadlineTable({
  caption,
  deadlines,
  empty,
}: {
  caption: string
  deadlines: readonly ListedDeadline[]
  empty: ReactNode
}) {
  const withTender = deadlines.some(({ tender }) => tender)
  return (
    <DataTable
      caption={caption}
      rows={deadlines}
      keyOf={deadlineAnchor}
      empty={empty}
      columns={[
        {
          header: '期限',
          cell: (deadline) => (
            <span id={deadlineAnchor(deadline)} className="deadline-day">
              {deadline.time ? (
                <ChinaDateTime instant={deadline.time} />
              ) : (
                <ChinaDate date={deadline.due} />
              )}
            </span>
          ),
        },
        {
          header: '事项',
          cell: ({ kind, about }) => (
            <span className="deadline-what">
              {deadlineLabel[kind]}
              {about ? <span className="muted"> · {about}</span> : null}
            </span>
          ),
        },
        ...(withTender
          ? [
              {
                header: '项目',
                cell: ({ tender }: ListedDeadline) =>
                  tender ? <Link to={tender.to}>{tender.title}</Link> : '—',
              },
            ]
          : []),
        {
          header: '状态',
          cell: (deadline) => (
            <>
              <Badge tone={TONES[deadline.state]}>{deadlineStateText(deadline)}</Badge>
              {deadline.doneOn ? (
                <span className="deadline-done">
                  <ChinaDate date={deadline.doneOn} />
                </span>
              ) : null}
            </>
          ),
        },
        { header: '计算与依据', cell: (deadline) => <Reason deadline={deadline} /> },
      ]}
    />
  )
}

function Reason({ deadline: { counting, rule } }: { deadline: Deadline }) {
  if (!counting && !rule) return '由评标委员会指定'
  return (
    <>
      {counting ? <span className="deadline-counting">{countingText(counting)}</span> : null}
      {rule ? <span className="deadline-rule">{rule.source}</span> : null}
    </>
  )
}
