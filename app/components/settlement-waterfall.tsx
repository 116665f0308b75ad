import { type YearSettlement } from '#app/domain/settlement/settlement-terms.ts'
import { type Fen, max } from '#app/domain/money.ts'
import { moneyText } from './format.ts'

type Bar = {
  label: string
  from: Fen
  to: Fen
  kind: 'income' | 'cost' | 'insurer' | 'fund' | 'loss'
}

const WIDTH = 760
const ROW = 34
const LABEL_WIDTH = 150
const VALUE_WIDTH = 170

/**
 * Where a year's premium went (收支瀑布图), drawn on the server. Below zero the claims
 * and costs outran the premium. The table beside it says the same in numbers.
 */
export function SettlementWaterfall({
  premium,
  settlement,
}: {
  premium: Fen
  settlement: YearSettlement
}) {
  const bars = buildBars(premium, settlement)
  const highest = bars.reduce((most, { from, to }) => max(most, from, to), 1n)
  const lowest = bars.reduce((least, { from, to }) => -max(-least, -from, -to), 0n)
  const span = highest - lowest
  const plot = WIDTH - LABEL_WIDTH - VALUE_WIDTH
  // Pixels, not money: the only place where an amount becomes a float.
  const x = (amount: Fen) =>
    LABEL_WIDTH + Number(((amount - lowest) * BigInt(plot) * 100n) / span) / 100
  const height = bars.length * ROW + 10
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby="waterfall-title">
        <title id="waterfall-title">{`年度收支瀑布图：${bars.map(({ label, from, to }) => `${label}${moneyText(sizeOf(from, to))}元`).join('，')}`}</title>
        <line className="chart-axis" x1={x(0n)} x2={x(0n)} y1={0} y2={height} />
        {bars.map(({ label, from, to, kind }, index) => {
          const [left, right] = from < to ? [from, to] : [to, from]
          const y = index * ROW + 8
          return (
            <g key={label}>
              <text x={LABEL_WIDTH - 10} y={y + 14} className="chart-label">
                {label}
              </text>
              <rect
                className={`chart-bar chart-${kind}`}
                x={x(left)}
                y={y}
                width={Math.max(1, x(right) - x(left))}
                height={20}
              />
              <text x={WIDTH} y={y + 14} className="chart-value">
                {moneyText(sizeOf(from, to))}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption>
        单位：元。
        {settlement.outcome === 'surplus'
          ? '结余年度：保费减赔款与成本后，先留约定盈利，超额部分按合同返还基金。'
          : '亏损年度：赔款与成本超出保费的部分，由基金与保险公司按合同分担。'}
      </figcaption>
    </figure>
  )
}

function buildBars(premium: Fen, s: YearSettlement): Bar[] {
  const afterClaims = premium - s.incurredClaims
  const bars: Bar[] = [
    { label: '保费', from: 0n, to: premium, kind: 'income' },
    { label: '已发生赔款', from: premium, to: afterClaims, kind: 'cost' },
    { label: '认可成本', from: afterClaims, to: s.balance, kind: 'cost' },
  ]
  if (s.outcome === 'surplus') {
    bars.push({
      label: '返还基金',
      from: s.balance,
      to: s.balance - s.returnedToFund,
      kind: 'fund',
    })
    bars.push({
      label: '保险公司留存',
      from: s.balance - s.returnedToFund,
      to: 0n,
      kind: 'insurer',
    })
    return bars
  }
  bars.push({ label: '基金分担', from: s.balance, to: s.balance + s.borneByFund, kind: 'fund' })
  bars.push({ label: '保险公司承担', from: s.balance + s.borneByFund, to: 0n, kind: 'insurer' })
  return bars
}

function sizeOf(from: Fen, to: Fen): Fen {
  return from < to ? to - from : from - to
}
