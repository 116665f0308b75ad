import { type Fen, type Ppm, max, min } from '#app/domain/money.ts'
import { clampRatio, termsFor } from './adjudicate-claims.ts'
import { type BenefitTerms } from './benefit-terms.ts'

/** A stretch of accumulated eligible expense that is paid at one ratio. */
export type PayoutBand = {
  from: Fen
  upTo: Fen | null // null: no upper edge
  ratio: Ppm
}

/** What the terms come to for a visit: the deductible, uplifts and a cap on expense are worked in. */
export type PayoutRule = {
  bands: PayoutBand[] // rising; what no band covers is not paid
  payoutCap: Fen | null
}

/**
 * The terms of a category and place, laid out along the accumulated expense. The integral of
 * the ratio over a visit's slice is what `payVisit` pays before the cap on the payout.
 * @example 湖北 2024: 60% from 12,000, 65% from 30,000, 75% from 100,000 yuan
 */
export function payoutRule(
  terms: BenefitTerms,
  visit: { category: string; place: string },
): PayoutRule {
  const { deductible, uplift, cap } = termsFor(terms, visit)
  const shift = terms.tierBasis === 'net' ? deductible : 0n
  const end = cap?.on === 'eligible-expense' ? cap.amount : null
  const bands: PayoutBand[] = []
  let from = deductible
  for (const tier of terms.tiers) {
    const edge = lower(tier.upTo === null ? null : tier.upTo + shift, end)
    if (edge !== null && edge <= from) continue
    bands.push({ from, upTo: edge, ratio: clampRatio(tier.payoutRatio + uplift) })
    if (edge === null) break
    from = max(from, edge)
  }
  return { bands, payoutCap: cap?.on === 'payout' ? cap.amount : null }
}

function lower(edge: Fen | null, end: Fen | null): Fen | null {
  if (edge === null) return end
  return end === null ? edge : min(edge, end)
}
