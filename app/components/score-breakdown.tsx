import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { pointsText } from './format.ts'

const WIDTH = 760
const ROW = 40
const LABEL_WIDTH = 200
const VALUE_WIDTH = 70

/** Each bid's total as one bar of its criteria; the arithmetic stands in the table below it. */
export function ScoreBreakdown({
  ranking,
  criteria,
  nameOf,
}: {
  ranking: LotRanking
  criteria: readonly { id: string; name: string }[]
  nameOf: (bidId: string) => string
}) {
  const plot = WIDTH - LABEL_WIDTH - VALUE_WIDTH
  const width = (points: bigint) => (Number(points) * plot) / 10_000
  const height = ranking.ranked.length * ROW + 6
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby="score-title">
        <title id="score-title">{`得分构成：${ranking.ranked.map(({ bidId, totalPoints }) => `${nameOf(bidId)}${pointsText(totalPoints)}分`).join('，')}`}</title>
        {ranking.ranked.map(({ bidId, rank, criteria: scores, totalPoints }, row) => {
          const y = row * ROW + 8
          let left = LABEL_WIDTH
          return (
            <g key={bidId}>
              <text x={LABEL_WIDTH - 10} y={y + 16} className="chart-label">
                {`${rank}. ${shorten(nameOf(bidId))}`}
              </text>
              {scores.map(({ criterionId, points }, index) => {
                const start = left
                left += width(points)
                return (
                  <rect
                    key={criterionId}
                    className={`chart-bar chart-series-${index % 8}`}
                    x={start}
                    y={y}
                    width={width(points)}
                    height={22}
                  />
                )
              })}
              <text x={WIDTH} y={y + 16} className="chart-value">
                {pointsText(totalPoints)}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>
        <ul className="chart-legend">
          {criteria.map(({ id, name }, index) => (
            <li key={id}>
              <svg viewBox="0 0 12 12" aria-hidden="true" className="chart-key">
                <rect width="12" height="12" className={`chart-series-${index % 8}`} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

function shorten(name: string): string {
  return name.length > 11 ? `${name.slice(0, 10)}…` : name
}
