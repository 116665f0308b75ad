import { type Fen, max } from '#app/domain/money.ts'
import { moneyText } from './format.ts'

export type DevelopmentLine = {
  label: string
  months: readonly { month: number; cumulative: Fen }[]
}

const WIDTH = 760
const HEIGHT = 300
const LEFT = 20
const RIGHT = 740
const BASE = 260
const TOP = 20
const MONTHS = 12

/** Paid claims of several years, accumulated month by month, so that a year is held against the same month of earlier ones. */
export function MonthlyDevelopment({ years }: { years: readonly DevelopmentLine[] }) {
  const drawn = years.filter(({ months }) => months.length > 0)
  if (drawn.length === 0) return null
  const highest = drawn
    .flatMap(({ months }) => months.map(({ cumulative }) => cumulative))
    .reduce((most, amount) => max(most, amount), 1n)
  // Pixels, not money.
  const y = (amount: Fen) => BASE - Number((amount * BigInt(BASE - TOP) * 100n) / highest) / 100
  const x = (month: number) => LEFT + ((RIGHT - LEFT) * month) / MONTHS
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="development-title">
        <title id="development-title">{`逐月累计赔付：${drawn.map(describe).join('；')}`}</title>
        <line className="chart-axis" x1={LEFT} x2={RIGHT} y1={BASE} y2={BASE} />
        {Array.from({ length: MONTHS }, (_, index) => (
          <text key={index} x={x(index + 1)} y={BASE + 22} className="chart-middle">
            {index + 1}
          </text>
        ))}
        {drawn.map(({ label, months }, index) => (
          <g key={label} className={`chart-line-${index}`}>
            <polyline
              points={[
                `${x(0)},${BASE}`,
                ...months.map(({ month, cumulative }) => `${x(month)},${y(cumulative)}`),
              ].join(' ')}
            />
            {months.map(({ month, cumulative }) => (
              <circle key={month} cx={x(month)} cy={y(cumulative)} r={index === 0 ? 4 : 2.5} />
            ))}
          </g>
        ))}
      </svg>
      <figcaption>
        <ul className="chart-legend">
          {drawn.map(({ label }, index) => (
            <li key={label}>
              <svg viewBox="0 0 12 12" aria-hidden="true" className="chart-key">
                <g className={`chart-line-${index}`}>
                  <polyline points="0,6 12,6" />
                </g>
              </svg>
              {label}
            </li>
          ))}
          <li>横轴：合同年度第几个月</li>
        </ul>
      </figcaption>
    </figure>
  )
}

function describe({ label, months }: DevelopmentLine): string {
  const last = months.at(-1)
  return last ? `${label}到第${last.month}个月${moneyText(last.cumulative)}元` : label
}
