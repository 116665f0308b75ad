import { type Fen, max } from '#app/domain/money.ts'
import { moneyText } from './format.ts'

export type CurvePoint = { label: string; value: Fen; chosen: boolean }

const WIDTH = 640
const HEIGHT = 240
const BASE = 190
const TOP = 40
const MARGIN = 60

/** Payout per head over one term that varies; the chosen terms are marked. */
export function FundingCurve({ title, points }: { title: string; points: readonly CurvePoint[] }) {
  const highest = points.reduce((most, { value }) => max(most, value), 1n)
  const step = points.length > 1 ? (WIDTH - 2 * MARGIN) / (points.length - 1) : 0
  const placed = points.map((point, index) => ({
    ...point,
    x: MARGIN + step * index,
    // Pixels, not money.
    y: BASE - Number((point.value * BigInt((BASE - TOP) * 100)) / highest) / 100,
  }))
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={describe(title, points)}>
        <line className="chart-axis" x1={MARGIN / 2} x2={WIDTH - MARGIN / 2} y1={BASE} y2={BASE} />
        <polyline className="chart-line" points={placed.map(({ x, y }) => `${x},${y}`).join(' ')} />
        {placed.map(({ label, value, chosen, x, y }) => (
          <g key={label}>
            <circle
              className={chosen ? 'chart-point chart-point-chosen' : 'chart-point'}
              cx={x}
              cy={y}
              r={chosen ? 7 : 4}
            />
            <text x={x} y={y - 14} className="chart-middle chart-strong">
              {moneyText(value)}
            </text>
            <text x={x} y={BASE + 22} className="chart-middle">
              {label}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>{title}（元/人；实心大点为拟定条款）</figcaption>
    </figure>
  )
}

function describe(title: string, points: readonly CurvePoint[]): string {
  return `${title}：${points.map(({ label, value }) => `${label}时人均${moneyText(value)}元`).join('；')}`
}
