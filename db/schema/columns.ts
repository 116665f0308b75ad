import { bigint, customType, date, text, timestamp } from 'drizzle-orm/pg-core'
import { type PlainDate } from '#app/domain/calendar.ts'

/** An amount in fen or a rate in ppm: exact, never a JavaScript number. */
export function exact(name: string) {
  return bigint(name, { mode: 'bigint' })
}

/** A moment by the database's clock. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, mode: 'date', precision: 3 })
}

/** A day in China. */
export function day(name: string) {
  return date(name, { mode: 'string' }).$type<PlainDate>()
}

export function id(name: string) {
  return text(name)
}

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
})
