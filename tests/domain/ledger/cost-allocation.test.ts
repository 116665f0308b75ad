import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocateCost } from '#app/domain/ledger/cost-allocation.ts'
import { yuan } from '#tests/yuan.ts'

test('a common cost is shared by its basis and rounded half-up to the fen', () => {
  const shared = { total: yuan('1000'), basis: 'headcount', part: 1n, whole: 3n } as const
  expect(allocateCost(shared)).toEqual({ ok: true, value: yuan('333.33') })
  expect(allocateCost({ ...shared, total: 1n, whole: 2n })).toEqual({ ok: true, value: 1n })
  expect(allocateCost({ ...shared, part: 3n })).toEqual({ ok: true, value: yuan('1000') })
})

test('no contract bears more than the whole basis, and a basis of nothing divides nothing', () => {
  const shared = { total: yuan('1000'), basis: 'premium', part: 4n, whole: 3n } as const
  expect(allocateCost(shared)).toEqual({ ok: false, refusal: 'part-above-whole' })
  for (const nothing of [{ part: 0n }, { whole: 0n }, { part: 0n, whole: 0n }])
    expect(allocateCost({ ...shared, ...nothing })).toEqual({
      ok: false,
      refusal: 'basis-not-positive',
    })
})

test('what two contracts bear of one cost is the cost, but for a fen', () => {
  const amount = fc.bigInt(0n, 10n ** 13n)
  const basis = fc.bigInt(1n, 10n ** 12n)
  fc.assert(
    fc.property(amount, basis, basis, (total, part, other) => {
      const bears = (mine: bigint) => {
        const shared = allocateCost({ total, basis: 'claims', part: mine, whole: part + other })
        return shared.ok ? shared.value : -1n
      }
      const difference = bears(part) + bears(other) - total
      expect(difference === 0n || difference === 1n).toBe(true)
    }),
  )
})
