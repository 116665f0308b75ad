import { type Fen, divideHalfUp, shareOf } from '#app/domain/money.ts'
import { type Lot } from './tender.ts'

/**
 * What a lot may cost over the whole term at a price, in fen. Where the price is
 * not a premium per head, the premium is the published funding per head.
 * @example 5,290,000 people × 36 months × 66.60 yuan = 1,056,942,000.00
 */
export function lotTotal(lot: Lot, price: bigint, termMonths: number): Fen {
  const premium = (perHead: Fen) => divideHalfUp(lot.headcount * perHead * BigInt(termMonths), 12n)
  if (lot.bidBasis === 'premium-per-head') return premium(price)
  if (lot.bidBasis === 'service-fee') return price
  if (lot.bidBasis === 'fee-rate') return shareOf(premium(lot.fundingPerHead), price)
  return premium(lot.fundingPerHead)
}
