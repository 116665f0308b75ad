import { customType } from 'drizzle-orm/pg-core'

/**
 * A json column that keeps bigint exact: an integer is stored as text with a
 * trailing `n` ("5290000n"), because JSON numbers lose fen above 2^53, and an
 * instant as text with a leading `@`. Text that only looks like one of them, as somebody may
 * type it, is kept behind a backslash. Not jsonb, which would forget the order of a
 * trace's inputs.
 */
export function exactJson<Value>(name: string) {
  return customType<{ data: Value; driverData: unknown }>({
    dataType: () => 'json',
    toDriver: (value) => JSON.stringify(mark(value)),
    fromDriver: (stored) =>
      revive(typeof stored === 'string' ? JSON.parse(stored) : stored) as Value, // the column's only writer is toDriver
  })(name)
}

const STORED_BIGINT = /^-?\d+n$/
const STORED_INSTANT = /^@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** Text that reads like a stored value, however often it was kept apart before. */
const LOOKALIKE = /^\\*(?:-?\d+n|@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/

function mark(part: unknown): unknown {
  if (typeof part === 'string') return LOOKALIKE.test(part) ? `\\${part}` : part
  if (typeof part === 'bigint') return `${part}n`
  if (part instanceof Date) return `@${part.toISOString()}`
  if (Array.isArray(part)) return part.map(mark)
  if (part === null || typeof part !== 'object') return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, mark(value)]))
}

function revive(part: unknown): unknown {
  if (typeof part === 'string') {
    if (STORED_BIGINT.test(part)) return BigInt(part.slice(0, -1))
    if (STORED_INSTANT.test(part)) return new Date(part.slice(1))
    return part.startsWith('\\') && LOOKALIKE.test(part) ? part.slice(1) : part
  }
  if (Array.isArray(part)) return part.map(revive)
  if (part === null || typeof part !== 'object') return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, revive(value)]))
}
