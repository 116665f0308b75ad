import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'

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
