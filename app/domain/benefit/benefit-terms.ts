import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen, type Ppm } from '#app/domain/money.ts'

export type TierBasis = 'gross' | 'net'

/** One slice of accumulated eligible expense (分段). */
export type Tier = {
  upTo: Fen | null // null: no upper edge; only the last tier
  payoutRatio: Ppm // 支付比例
}

export type Cap = { on: 'payout' | 'eligible-expense'; amount: Fen } // 封顶线

/** Better terms for a category of person (倾斜政策); a missing key means as for everybody. */
export type HardshipTerms = {
  deductible?: Fen
  ratioUplift?: Ppm
  cap?: Cap | null // null: no cap
}

/** What a person is paid (待遇). */
export type BenefitTerms = {
  tierBasis: TierBasis // edges on accumulated expense (gross) or after the deductible (net)
  deductible: Fen // 起付线, once a year
  tiers: readonly Tier[]
  cap: Cap | null
  categories: Readonly<Record<string, HardshipTerms>> // 特困, 低保 …
  places: Readonly<Record<string, { ratioUplift: Ppm }>> // 省外 …
}

/** Terms in force from a date until the next entry's date; the first entry is the baseline. */
export type DatedBenefitTerms = BenefitTerms & { from: PlainDate }
