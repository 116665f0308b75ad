import { type BidBasis } from '#app/domain/bid/bid-content.ts'
import { Money, Rate } from './values.tsx'

/** A price in the unit that its bid basis gives it. */
export function BidPrice({ basis, price }: { basis: BidBasis; price: bigint }) {
  if (basis === 'premium-per-head') {
    return (
      <>
        <Money fen={price} />
        <span className="unit">/人·年</span>
      </>
    )
  }
  return basis === 'service-fee' ? <Money fen={price} /> : <Rate ppm={price} />
}
