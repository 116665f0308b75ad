import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, type Ppm } from '#app/domain/money.ts'
import {
  countText,
  dateText,
  dateTimeText,
  exactTimeText,
  moneyText,
  pointsText,
  rateText,
} from './format.ts'

export function Money({ fen, unit = '元' }: { fen: Fen; unit?: '元' | '' }) {
  return (
    <span className={fen < 0n ? 'number number-negative' : 'number'}>
      {moneyText(fen)}
      {unit ? <span className="unit"> {unit}</span> : null}
    </span>
  )
}

export function Rate({ ppm }: { ppm: Ppm }) {
  return <span className="number">{rateText(ppm)}</span>
}

export function Count({ value, unit }: { value: bigint | number; unit?: string }) {
  return (
    <span className="number">
      {countText(value)}
      {unit ? <span className="unit"> {unit}</span> : null}
    </span>
  )
}

export function PointsValue({ points }: { points: bigint }) {
  return <span className="number">{pointsText(points)}</span>
}

export function ChinaDate({ date }: { date: PlainDate }) {
  return <time dateTime={date}>{dateText(date)}</time>
}

export function ChinaDateTime({ instant }: { instant: Date }) {
  return <time dateTime={instant.toISOString()}>{dateTimeText(instant)}</time>
}

/** With milliseconds, where a deadline was decided. */
export function ExactTime({ instant }: { instant: Date }) {
  return <time dateTime={instant.toISOString()}>{exactTimeText(instant)}</time>
}

/** A hash in full, breaking where it must, so that it can be compared and copied. */
export function HashText({ sha256 }: { sha256: string }) {
  return <code className="hash">{sha256}</code>
}
