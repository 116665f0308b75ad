import { customType } from 'drizzle-orm/pg-core'

/**
 * A json column that keeps bigint exact: an integer is stored as text with a
 * trailing `n` ("5290000n"), because JSON numbers lose fen above 2^53. Not jsonb,
 * which would forget the order of a trace's inputs.
 */
export function exactJson<Value>(name: string) {
  return customType<{ data: Value; driverData: unknown }>({
    dataType: () => 'json',
    toDriver: (value) =>
      JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}n` : part)),
    fromDriver: (stored) =>
      revive(typeof stored === 'string' ? JSON.parse(stored) : stored) as Value, // the column's only writer is toDriver
  })(name)
}

const STORED_BIGINT = /^-?\d+n$/

function revive(part: unknown): unknown {
  if (typeof part === 'string') return STORED_BIGINT.test(part) ? BigInt(part.slice(0, -1)) : part
  if (Array.isArray(part)) return part.map(revive)
  if (part === null || typeof part !== 'object') return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, revive(value)]))
}
