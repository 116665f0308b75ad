import { type BidContent } from '#app/domain/bid/bid-content.ts'

/** What an insurer is bound to besides the published terms: its winning bid, or what another procedure agreed. */
export type AgreedOffer = Pick<
  BidContent,
  'price' | 'payoutRatios' | 'profitRate' | 'lossRate' | 'staffing' | 'servicePromises'
>
