import { indicatorValueText, targetText } from '#app/components/contract-term-text.ts'
import { PPM_ONE, max } from '#app/domain/money.ts'
import { type IndicatorRow } from './load-assessment.server.ts'

const WIDTH = 760
const ROW = 52
const VALUE_WIDTH = 110

/** Each measured value as a bar against its target, drawn on the server; the table says the same in numbers. */
export function IndicatorBars({ rows }: { rows: readonly IndicatorRow[] }) {
  const measured = rows.flatMap(({ indicator, latest, result }) =>
    latest && result
      ? [{ indicator, value: latest.measured, isReached: result.shortfall === 0n }]
      : [],
  )
  if (measured.length === 0) return null
  const height = measured.length * ROW + 4
  const said = measured.map(
    ({ indicator, value }) =>
      `${indicator.name}${indicatorValueText(indicator.unit, value)}，目标${targetText(indicator)}`,
  )
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby="indicator-bars-title">
        <title id="indicator-bars-title">{`考核结果与目标：${said.join('；')}`}</title>
        {measured.map(({ indicator, value, isReached }, index) => {
          const { id, name, unit, target } = indicator
          const full = unit === 'rate' ? PPM_ONE : (max(target, value, 4n) * 5n) / 4n
          // Pixels, not money: the only place where a value becomes a float.
          const x = (of: bigint) => Number((of * BigInt(WIDTH - VALUE_WIDTH) * 100n) / full) / 100
          const y = index * ROW
          return (
            <g key={id}>
              <text x={0} y={y + 16}>{`${name}（目标${targetText(indicator)}）`}</text>
              <rect
                className={`chart-bar ${isReached ? 'chart-fund' : 'chart-cost'}`}
                x={0}
                y={y + 24}
                width={Math.max(1, x(value))}
                height={18}
              />
              <line
                className="chart-target"
                x1={x(target)}
                x2={x(target)}
                y1={y + 20}
                y2={y + 46}
              />
              <text x={WIDTH} y={y + 38} className="chart-value">
                {indicatorValueText(unit, value)}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>竖线为目标值；绿色为达标，灰色为未达标。</figcaption>
    </figure>
  )
}
