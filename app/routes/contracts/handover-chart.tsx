import { handoverItemLabel, handoverStateLabel } from '#app/components/contract-change-text.ts'
import { dateText } from '#app/components/format.ts'
import { type PlainDate, daysBetween } from '#app/domain/calendar.ts'
import { type HandoverItem, type HandoverState } from '#app/domain/contract/handover.ts'

const WIDTH = 640
const LABEL = 150
const ROW = 34
const TOP = 26

type Item = {
  item: HandoverItem
  dueOn: PlainDate
  state: HandoverState
  overdue: boolean
  record: { handedOverOn: PlainDate } | null
}

/** The handover drawn over its days: what is due when, what is done, and today. The table says the same. */
export function HandoverChart({
  coverEnd,
  today,
  items,
}: {
  coverEnd: PlainDate
  today: PlainDate
  items: readonly Item[]
}) {
  const days = Math.max(...items.map(({ dueOn }) => daysBetween(coverEnd, dueOn)), 1)
  const x = (date: PlainDate) => {
    const share = Math.min(1, Math.max(0, daysBetween(coverEnd, date) / days))
    return LABEL + share * (WIDTH - LABEL - 20)
  }
  const height = TOP + items.length * ROW + 10
  const isShown = today >= coverEnd && daysBetween(coverEnd, today) <= days
  const said = items
    .map(({ item, state }) => `${handoverItemLabel[item]}${handoverStateLabel[state]}`)
    .join('，')
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby="handover-title">
        <title id="handover-title">{`移交进度：${said}`}</title>
        <line className="chart-axis" x1={LABEL} x2={LABEL} y1={0} y2={height} />
        <text x={LABEL + 6} y={14}>
          {dateText(coverEnd)}
        </text>
        {isShown ? (
          <line className="chart-today" x1={x(today)} x2={x(today)} y1={TOP - 6} y2={height} />
        ) : null}
        {items.map(({ item, dueOn, state, overdue, record }, index) => {
          const y = TOP + index * ROW
          const tone = overdue ? 'late' : state === 'accepted' ? 'done' : 'open'
          return (
            <g key={item}>
              <text x={0} y={y + 16}>
                {handoverItemLabel[item]}
              </text>
              <rect
                className={`handover-${tone}`}
                x={LABEL}
                y={y + 5}
                width={Math.max(2, x(dueOn) - LABEL)}
                height={14}
              />
              {record ? (
                <circle className="handover-mark" cx={x(record.handedOverOn)} cy={y + 12} r={6} />
              ) : null}
            </g>
          )
        })}
      </svg>
      <figcaption className="muted">
        横条为各项期限，圆点为移交日，虚线为今天；红色为逾期，绿色为已验收。
      </figcaption>
    </figure>
  )
}
