import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawExperts, ticketText } from '#app/domain/evaluation/expert-draw.ts'

const ticketsOf = (seed: string, experts: readonly string[]) =>
  experts.map((expertId) => ({
    expertId,
    ticket: createHash('sha256').update(ticketText(seed, expertId)).digest('hex'),
  }))

const experts = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 })

test('the same seed and pool draw the same experts, in whatever order the pool is written', () => {
  fc.assert(
    fc.property(experts, fc.string(), fc.nat(45), (pool, seed, count) => {
      const drawn = drawExperts(ticketsOf(seed, pool), count)
      expect(drawExperts(ticketsOf(seed, pool.toReversed()), count)).toEqual(drawn)
      expect(new Set(drawn).size).toBe(Math.min(count, pool.length))
      expect(drawn.every((expertId) => pool.includes(expertId))).toBe(true)
    }),
  )
})

test('drawing one more keeps the ones drawn before, and taking out one not drawn changes nothing', () => {
  fc.assert(
    fc.property(experts, fc.string(), (pool, seed) => {
      const tickets = ticketsOf(seed, pool)
      const half = Math.floor(pool.length / 2)
      const drawn = drawExperts(tickets, half)
      expect(drawExperts(tickets, half + 1).slice(0, half)).toEqual(drawn)
      const others = tickets.filter(({ expertId }) => drawn.includes(expertId))
      expect(drawExperts(others, half)).toEqual(drawn)
    }),
  )
})

test('over many seeds every expert is drawn about equally often', () => {
  const pool = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
  const times = new Map<string, number>()
  for (let seed = 0; seed < 2_000; seed += 1) {
    for (const expertId of drawExperts(ticketsOf(String(seed), pool), 3))
      times.set(expertId, (times.get(expertId) ?? 0) + 1)
  }
  for (const expertId of pool) expect(Math.abs((times.get(expertId) ?? 0) - 600)).toBeLessThan(120)
})

test('equal tickets are decided by the id', () => {
  const tickets = ['b', 'a'].map((expertId) => ({ expertId, ticket: '0' }))
  expect(drawExperts(tickets, 1)).toEqual(['a'])
})
