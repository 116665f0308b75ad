import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { PPM_ONE } from '#app/domain/money.ts'
import { type Lot, type TenderTerms } from '#app/domain/tender/tender.ts'
import { type AttachmentKind, type AttachmentReference } from './bid-content.ts'

/** Something that keeps a bid from being submitted, with the limit it breaks. */
export type BidProblem = {
  path: string
  problem:
    | 'price-not-positive'
    | 'price-above-ceiling'
    | 'price-below-floor'
    | 'payout-ratio-missing'
    | 'payout-ratio-below-minimum'
    | 'payout-ratio-above-one'
    | 'payout-ratio-not-rising'
    | 'profit-rate-above-ceiling'
    | 'rate-outside-0-to-1'
    | 'medical-above-full-time'
    | 'attachment-missing'
  limit?: bigint
}

/** What every bid must bring (国办发〔2015〕57号; 精算、法律意见与总公司授权). */
export const REQUIRED_ATTACHMENTS: readonly AttachmentKind[] = [
  'actuarial-opinion',
  'legal-opinion',
  'head-office-authorisation',
]

/** What a lot and the terms limit in a bid, and no more: all that an offline tool is told. */
export type LotLimits = Pick<Lot, 'priceCeiling' | 'priceFloor'>
export type BidLimits = Pick<TenderTerms, 'profitRateCeiling'> & {
  benefitTerms: Pick<TenderTerms['benefitTerms'], 'tiers'>
}

/** Everything that keeps a bid from answering its lot. Empty when it may be submitted. */
export function checkBid(
  content: AgreedOffer & { attachments: readonly Pick<AttachmentReference, 'kind'>[] },
  lot: LotLimits,
  terms: BidLimits,
): BidProblem[] {
  return [
    ...checkAgreedOffer(content, lot, terms),
    ...REQUIRED_ATTACHMENTS.filter(
      (kind) => !content.attachments.some((attachment) => attachment.kind === kind),
    ).map((kind) => ({ path: `attachments.${kind}`, problem: 'attachment-missing' as const })),
  ]
}

/** The limits that the tender sets to any offer, also to one that another procedure agreed. */
export function checkAgreedOffer(
  offer: AgreedOffer,
  lot: LotLimits,
  terms: BidLimits,
): BidProblem[] {
  return [
    ...checkPrice(offer.price, lot),
    ...checkPayoutRatios(offer, terms),
    ...checkRates(offer, terms),
    ...(offer.staffing.medicalBackground > offer.staffing.fullTime
      ? [{ path: 'medicalBackground', problem: 'medical-above-full-time' as const }]
      : []),
  ]
}

/** Whether bids are taken at that moment; the instant of the deadline is too late, and so is any once the opening has started. */
export function bidWindow(
  tender: { publishedAt: Date | null; bidDeadline: Date; openingStartedAt: Date | null },
  now: Date,
): Decision<undefined, 'not-open-yet' | 'deadline-passed'> {
  if (!tender.publishedAt || now < tender.publishedAt) return refuse('not-open-yet')
  if (now >= tender.bidDeadline || tender.openingStartedAt) return refuse('deadline-passed')
  return accept(undefined)
}

function checkPrice(price: bigint, { priceCeiling, priceFloor }: LotLimits): BidProblem[] {
  if (price <= 0n) return [{ path: 'price', problem: 'price-not-positive' }]
  if (price > priceCeiling)
    return [{ path: 'price', problem: 'price-above-ceiling', limit: priceCeiling }]
  if (priceFloor !== null && price < priceFloor) {
    return [{ path: 'price', problem: 'price-below-floor', limit: priceFloor }]
  }
  return []
}

function checkPayoutRatios(
  { payoutRatios }: AgreedOffer,
  { benefitTerms }: BidLimits,
): BidProblem[] {
  return benefitTerms.tiers.flatMap(({ payoutRatio: minimum }, index): BidProblem[] => {
    const path = `payoutRatios.${index}`
    const offered = payoutRatios[index]
    if (offered === undefined) return [{ path, problem: 'payout-ratio-missing' }]
    if (offered < minimum) return [{ path, problem: 'payout-ratio-below-minimum', limit: minimum }]
    if (offered > PPM_ONE) return [{ path, problem: 'payout-ratio-above-one' }]
    const before = payoutRatios[index - 1]
    return before !== undefined && offered < before
      ? [{ path, problem: 'payout-ratio-not-rising', limit: before }]
      : []
  })
}

function checkRates(
  { profitRate, lossRate }: AgreedOffer,
  { profitRateCeiling }: BidLimits,
): BidProblem[] {
  const problems: BidProblem[] = []
  if (profitRate < 0n) problems.push({ path: 'profitRate', problem: 'rate-outside-0-to-1' })
  if (profitRate > profitRateCeiling) {
    problems.push({
      path: 'profitRate',
      problem: 'profit-rate-above-ceiling',
      limit: profitRateCeiling,
    })
  }
  if (lossRate < 0n || lossRate > PPM_ONE)
    problems.push({ path: 'lossRate', problem: 'rate-outside-0-to-1' })
  return problems
}
