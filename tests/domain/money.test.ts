import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  divideHalfUp,
  formatRate,
  formatYuan,
  parseRate,
  parseYuan,
  ratioOf,
  shareOf,
  splitByWeights,
  sum,
} from '#app/domain/money.ts'

const anyAmount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })

test('half a fen goes up, and away from zero when negative', () => {
  expect(divideHalfUp(5n, 2n)).toBe(3n)
  expect(divideHalfUp(-5n, 2n)).toBe(-3n)
  expect(divideHalfUp(4n, 3n)).toBe(1n)
  expect(() => divideHalfUp(1n, 0n)).toThrow('positive divisor')
})

test('rounding is odd: minus an amount rounds to minus its rounding', () => {
  fc.assert(
    fc.property(anyAmount, fc.bigInt({ min: 1n, max: 10n ** 9n }), (amount, divisor) => {
      expect(divideHalfUp(-amount, divisor)).toBe(-divideHalfUp(amount, divisor))
    }),
  )
})

test('a rounded quotient is never more than half a unit away', () => {
  fc.assert(
    fc.property(anyAmount, fc.bigInt({ min: 1n, max: 10n ** 9n }), (amount, divisor) => {
      const error = 2n * (divideHalfUp(amount, divisor) * divisor - amount)
      expect(error >= -divisor && error <= divisor).toBe(true)
    }),
  )
})

test('a split loses no fen and follows its weights', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(anyAmount, weights, (amount, parts) => {
      fc.pre(sum(parts) > 0n)
      expect(sum(splitByWeights(amount, parts))).toBe(amount)
    }),
  )
  expect(splitByWeights(100n, [1n, 1n, 1n])).toEqual([33n, 34n, 33n])
})

test('amounts and rates survive being written and read', () => {
  fc.assert(
    fc.property(anyAmount, (amount) => {
      expect(parseYuan(formatYuan(amount))).toBe(amount)
      expect(parseRate(formatRate(amount))).toBe(amount)
    }),
  )
})

test.for(['', '1e3', '1,000', '.5', '5.', '1.005', '+1', '01', '١', '1 ', '0x10', '1'.repeat(16)])(
  'is not an amount: %j',
  (text) => {
    expect(parseYuan(text)).toBeUndefined()
  },
)

test('the published award total is exact: 5,290,000 × 3 × 66.60', () => {
  expect(formatYuan(5_290_000n * 3n * 6_660n)).toBe('1056942000.00')
})

test('a share and a ratio round once', () => {
  expect(shareOf(1n, 500_000n)).toBe(1n)
  expect(shareOf(1n, 499_999n)).toBe(0n)
  expect(formatRate(ratioOf(6_408_910_000n, 6_616_880_000n))).toBe('0.968570')
  expect(ratioOf(0n, 0n)).toBe(0n)
})
