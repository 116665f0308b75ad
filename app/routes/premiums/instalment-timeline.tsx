import { dateText, moneyText } from '#app/components/format.ts'
import { type PlainDate, addDays, addMonths, daysBetween } from '#app/domain/calendar.ts'
import { max, min } from '#app/domain/money.ts'
import { type InstalmentState } from '#app/domain/premium/instalment-states.ts'
import { type PremiumPayment } from '#db/queries/premium-payments.server.ts'
import { instalmentStateLabel } from './premium-labels.ts'

const WIDTH = 760
const HEIGHT = 236
const EDGE = 36
const BASE = 156
const TALLEST = 110
const BAR = 26

/** A year's premium on its calendar: what is due when, what is paid of it, and when money moved. */
export function InstalmentTimeline({
  year,
  instalments,
  payments,
  clearBy,
  today,
}: {
  year: { startsOn: PlainDate; endsOn: PlainDate }
  instalments: readonly InstalmentState[]
  payments: readonly PremiumPayment[]
  clearBy: PlainDate
  today: PlainDate
}) {
  const lastDay = clearBy > year.endsOn ? clearBy : year.endsOn
  const days = daysBetween(year.startsOn, lastDay)
  const x = (day: PlainDate) => {
    const within = Math.min(days, Math.max(0, daysBetween(year.startsOn, day)))
    return EDGE + (within / days) * (WIDTH - 2 * EDGE)
  }
  const highest = instalments.reduce((most, { due }) => max(most, due), 1n)
  // Pixels, not money.
  const height = (amount: bigint) => Number((amount * BigInt(TALLEST) * 100n) / highest) / 100
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="instalments-title">
        <title id="instalments-title">{`保费拨付时间轴：${instalments.map((one) => `第${one.number}期最迟${dateText(one.dueOn)}应拨付${moneyText(one.due)}元，已拨付${moneyText(one.paid)}元，${instalmentStateLabel[one.state]}`).join('；')}`}</title>
        {instalments.map((instalment, index) => {
          const { number, dueOn, due, paid, atMost, state } = instalment
          const ofTheDay = instalments.slice(0, index).filter((one) => one.dueOn === dueOn).length
          const left = x(dueOn) - BAR / 2 - ofTheDay * (BAR + 4)
          const outline = [
            'premium-due',
            atMost ? 'premium-at-most' : '',
            state === 'overdue' ? 'premium-overdue' : '',
          ]
          return (
            <g key={number}>
              <rect
                className={outline.join(' ')}
                x={left}
                y={BASE - height(due)}
                width={BAR}
                height={height(due)}
              />
              <rect
                className="premium-paid"
                x={left}
                y={BASE - height(min(paid, due))}
                width={BAR}
                height={height(min(paid, due))}
              />
              <text x={left + BAR / 2} y={BASE - height(due) - 8} className="chart-middle">
                {number}
              </text>
            </g>
          )
        })}
        <line className="chart-axis" x1={EDGE} x2={WIDTH - EDGE} y1={BASE} y2={BASE} />
        {quarters(year.startsOn, lastDay).map((day) => (
          <g key={day}>
            <line className="chart-axis" x1={x(day)} x2={x(day)} y1={BASE} y2={BASE + 6} />
            <text x={x(day)} y={BASE + 22} className="chart-middle">
              {day.slice(0, 7)}
            </text>
          </g>
        ))}
        {payments.map(({ id, paidOn, receivedOn }) => (
          <circle
            key={id}
            className={receivedOn ? 'premium-payment premium-received' : 'premium-payment'}
            cx={x(paidOn)}
            cy={BASE + 42}
            r={5}
          />
        ))}
        <path className="premium-clearing" d={`M${x(clearBy)} ${BASE + 34}l7 8l-7 8l-7 -8z`} />
        {today >= year.startsOn && today <= lastDay ? (
          <>
            <line className="premium-today" x1={x(today)} x2={x(today)} y1={16} y2={BASE + 56} />
            <text x={x(today)} y={BASE + 72} className="chart-middle">
              今天
            </text>
          </>
        ) : null}
      </svg>
      <figcaption>
        <ul className="chart-legend">
          <Key className="premium-due" label="应拨付" />
          <Key className="premium-due premium-at-most" label="不超过" />
          <Key className="premium-paid" label="已拨付" />
          <Key className="premium-due premium-overdue" label="逾期" />
          <Key className="premium-payment premium-received" label="拨付并到账" />
          <Key className="premium-payment" label="拨付未确认到账" />
          <Key className="premium-clearing" label="清算截止" />
        </ul>
      </figcaption>
    </figure>
  )
}

function Key({ className, label }: { className: string; label: string }) {
  const isDot = className.startsWith('premium-payment')
  return (
    <li>
      <svg viewBox="0 0 12 12" aria-hidden="true" className="chart-key">
        {isDot ? (
          <circle cx="6" cy="6" r="4" className={className} />
        ) : (
          <rect x="1" y="1" width="10" height="10" className={className} />
        )}
      </svg>
      {label}
    </li>
  )
}

/** The first days of the quarters counted from the year's first day, up to the last day shown. */
function quarters(startsOn: PlainDate, lastDay: PlainDate): PlainDate[] {
  return Array.from({ length: 10 }, (_, index) => addMonths(startsOn, 3 * index)).filter(
    (day) => day <= addDays(lastDay, 1),
  )
}
