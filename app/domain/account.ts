import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'

/** Whether an account may be used: neither closed nor past its last day (China date). */
export function isAccountOpen(
  { disabled, validUntil }: { disabled: boolean; validUntil: PlainDate | null },
  now: Date,
): boolean {
  return !disabled && (validUntil === null || dateInChina(now) <= validUntil)
}
