import fc from 'fast-check'
import { pgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { exactJson } from '#db/schema/exact-json.ts'

const { kept } = pgTable('example', { kept: exactJson<unknown>('kept') })
const roundTrip = (value: unknown) => kept.mapFromDriverValue(kept.mapToDriverValue(value))

test('integers and instants come back as such, and text that looks like them as text', () => {
  const value = {
    price: 5_290_000n,
    at: new Date('2026-03-23T01:00:00.000Z'),
    typed: ['5n', '-12n', '@2026-03-23T01:00:00.000Z', '\\5n', '\\\\5n', 'n', '\\', '@'],
  }
  expect(roundTrip(value)).toEqual(value)
})

test('any text comes back as it was', () => {
  const lookalike = fc
    .tuple(fc.stringMatching(/^\\{0,3}$/), fc.bigInt())
    .map(([a, b]) => `${a}${b}n`)
  fc.assert(
    fc.property(fc.oneof(fc.string(), lookalike), (text) => {
      expect(roundTrip([text])).toEqual([text])
    }),
  )
})
