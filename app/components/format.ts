import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, type Ppm, formatYuan } from '#app/domain/money.ts'

/** @example moneyText(105_694_200_000n) // '1,056,942,000.00' */
export function moneyText(amount: Fen): string {
  const [whole = '', fraction = ''] = formatYuan(amount).split('.')
  return `${group(whole)}.${fraction}`
}

/** @example rateText(32_500n) // '3.25%' */
export function rateText(rate: Ppm): string {
  const digits = (rate < 0n ? -rate : rate).toString().padStart(5, '0')
  const fraction = digits.slice(-4).replace(/0{1,2}$/, '')
  return `${rate < 0n ? '−' : ''}${digits.slice(0, -4)}.${fraction}%`
}

/** @example countText(5_290_000n) // '5,290,000' */
export function countText(count: bigint | number): string {
  return group(count.toString())
}

/** Hundredths of a point. @example pointsText(1_234n) // '12.34' */
export function pointsText(points: bigint): string {
  return formatYuan(points)
}

/** @example dateText('2020-10-14') // '2020年10月14日' */
export function dateText(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** @example dateTimeText(new Date('2020-10-14T01:30:00Z')) // '2020年10月14日 09:30:00' */
export function dateTimeText(instant: Date): string {
  const china = new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString()
  return `${dateText(china.slice(0, 10) as PlainDate)} ${china.slice(11, 19)}` // ISO date part
}

/** To the millisecond, where a deadline was decided. */
export function exactTimeText(instant: Date): string {
  return `${dateTimeText(instant)}.${String(instant.getUTCMilliseconds()).padStart(3, '0')}`
}

/** @example sizeText(20_971_520) // '20.0 MiB' */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const unit = bytes < 1024 * 1024 ? 'KiB' : 'MiB'
  const tenths = Math.round((bytes * 10) / (unit === 'KiB' ? 1024 : 1024 * 1024))
  return `${Math.floor(tenths / 10)}.${tenths % 10} ${unit}`
}

function group(whole: string): string {
  return whole.replace('-', '−').replaceAll(/\B(?=(\d{3})+$)/g, ',')
}
