import { type Fen, max } from '#app/domain/money.ts'
import { moneyText, rateText } from './format.ts'

export type TrendYear = { label: string; premium: Fen; incurredClaims: Fen; lossRatio: bigint }

const WIDTH = 760
const HEIGHT = 220
const BASE = 180

/** Premium and claims year by year, with the loss ratio over each pair. */
export function YearlyTrend({ years }: { years: readonly TrendYear[] }) {
  if (years.length === 0) return null
  const highest = years.reduce((most, year) => max(most, year.premium, year.incurredClaims), 1n)
  // Pixels, not money.
  const height = (amount: Fen) => Number((amount * 14_000n) / highest) / 100
  const step = WIDTH / years.length
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby="trend-title">
        <title id="trend-title">{`历年保费与赔款：${years.map((year) => `${year.label}保费${moneyText(year.premium)}元、赔款${moneyText(year.incurredClaims)}元、赔付率${rateText(year.lossRatio)}`).join('；')}`}</title>
        <line className="chart-axis" x1={0} x2={WIDTH} y1={BASE} y2={BASE} />
        {years.map((year, index) => {
          const middle = step * index + step / 2
          const bar = Math.min(56, step / 4)
          return (
            <g key={year.label}>
              <rect
                className="chart-bar chart-income"
                x={middle - bar - 2}
                y={BASE - height(year.premium)}
                width={bar}
                height={height(year.premium)}
              />
              <rect
                className="chart-bar chart-cost"
                x={middle + 2}
                y={BASE - height(year.incurredClaims)}
                width={bar}
                height={height(year.incurredClaims)}
              />
              <text x={middle} y={BASE - 150} className="chart-middle chart-strong">
                {`赔付率 ${rateText(year.lossRatio)}`}
              </text>
              <text x={middle} y={BASE + 22} className="chart-middle">
                {year.label}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>
        <ul className="chart-legend">
          <li>
            <svg viewBox="0 0 12 12" aria-hidden="true" className="chart-key">
              <rect width="12" height="12" className="chart-income" />
            </svg>
            保费
          </li>
          <li>
            <svg viewBox="0 0 12 12" aria-hidden="true" className="chart-key">
              <rect width="12" height="12" className="chart-cost" />
            </svg>
            已发生赔款
          </li>
        </ul>
      </figcaption>
    </figure>
  )
}
