import fc from 'fast-check'
import { type Claim } from '#app/domain/benefit/adjudicate-claims.ts'
import { type DatedBenefitTerms } from '#app/domain/benefit/benefit-terms.ts'
import { type PlainDate, addDays } from '#app/domain/calendar.ts'
import { PPM_ONE, sum } from '#app/domain/money.ts'

const ratio = fc.bigInt({ min: 0n, max: PPM_ONE })
const uplift = fc.bigInt({ min: -PPM_ONE, max: PPM_ONE })
const deductible = fc.bigInt({ min: 0n, max: 30_000_00n })
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const cap = fc.oneof(
  fc.constant(null),
  fc.record({
    on: fc.constantFrom('payout' as const, 'payout' as const, 'eligible-expense' as const),
    amount: fc.bigInt({ min: 1n, max: 200_000_00n }),
  }),
)
const hardship = fc.record({
  deductible: optional(deductible),
  ratioUplift: optional(uplift),
  cap: optional(cap),
})
const place = fc.record({ ratioUplift: uplift })

const entry = fc
  .record({
    tierBasis: fc.constantFrom('gross' as const, 'net' as const),
    deductible,
    widths: fc.array(fc.bigInt({ min: 1n, max: 50_000_00n }), { maxLength: 4 }),
    ratios: fc.array(ratio, { minLength: 5, maxLength: 5 }),
    cap,
    categories: fc.dictionary(fc.constantFrom('低保', '特困', '困难'), hardship),
    places: fc.dictionary(fc.constantFrom('省外', '境外'), place),
  })
  .map(({ widths, ratios, ...rest }) => ({
    ...rest,
    tiers: [...widths, null].map((width, index) => ({
      upTo: width === null ? null : sum(widths.slice(0, index + 1)),
      payoutRatio: ratios[index] ?? 0n,
    })),
  }))

/** Terms of a year: from its first day, and changed up to three times within it. */
export const anyDatedTerms: fc.Arbitrary<DatedBenefitTerms[]> = fc
  .array(fc.tuple(entry, fc.integer({ min: 1, max: 364 })), { minLength: 1, maxLength: 4 })
  .map((list) => {
    const days = [...new Set([0, ...list.slice(1).map(([, day]) => day)])].toSorted((a, b) => a - b)
    return days.flatMap((day, index) => {
      const terms = list[index]?.[0]
      return terms ? [{ ...terms, from: addDays('2024-01-01', day) }] : []
    })
  })

/** Amounts that a year of claims may hold, up to far beyond what bigint holds as fen × ppm. */
const SIZES = [0n, 1n, 9_999n, 1_000_000n, 5_000_000n, 5_000_000n, 40_000_000n] as const
const CATEGORIES = ['', '低保', '特困', '困难', '其他'] as const
const HUGE = 900_000_000_000_000n

/**
 * Visits from a seed: few persons with many visits each on few days, whose category and place
 * change now and then.
 */
export function visitsOf(seed: number, count: number, options: { huge: boolean }): Claim[] {
  const draw = drawFrom(seed)
  const persons = Math.ceil(count / 6)
  return Array.from({ length: count }, (_, index): Claim => {
    const person = draw(persons)
    const size = options.huge && draw(50) === 0 ? HUGE : (SIZES[draw(SIZES.length)] ?? 0n)
    return {
      claimId: `c${index}`,
      personId: String(person),
      visitDate: addDays('2024-01-01' as PlainDate, draw(30) * 12 + (person % 7)),
      category: CATEGORIES[draw(4) === 0 ? draw(CATEGORIES.length) : person % 2] ?? '',
      place: ['', '', '省外', '境外'][draw(4)] ?? '',
      eligibleExpense: (size * BigInt(1 + draw(1_000))) / 1_000n,
    }
  })
}

/** A small generator of numbers below a bound: fast, and the same for the same seed. */
function drawFrom(seed: number): (bound: number) => number {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % bound
  }
}
