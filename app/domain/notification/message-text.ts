import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type FailureReason } from '#app/domain/ending/lot-ending.ts'

/** @example dayText('2026-03-23') // '2026年3月23日' */
export function dayText(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** China time, to the minute. @example momentText(new Date('2026-03-23T01:00:00Z')) // '2026年3月23日09:00' */
export function momentText(instant: Date): string {
  const china = new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString()
  return `${dayText(dateInChina(instant))}${china.slice(11, 16)}`
}

export function lotText({
  tenderTitle,
  lotName,
}: {
  tenderTitle: string
  lotName: string
}): string {
  return `“${tenderTitle}”${lotName}`
}

const FAILURE_TEXT: Record<FailureReason, (detail: string) => string> = {
  'fewer-than-three-bids': (count) => `投标人不足三家（${count}家）`,
  'fewer-than-three-valid-bids': (count) => `有效投标不足三家（${count}家）`,
  cancelled: (reason) => `终止招标，${reason}`,
  'award-cancelled': (reason) => `中标撤销后重新招标，${reason}`,
  'remedy-re-tender': (reason) => `依处理决定重新招标，${reason}`,
}

/** Why a lot ended, with the rule: `投标人不足三家（2家）。依据：…`. */
export function failureText({
  reason,
  detail,
  source,
}: {
  reason: FailureReason
  detail: string
  source: string
}): string {
  return `${FAILURE_TEXT[reason](detail)}。依据：${source}`
}
