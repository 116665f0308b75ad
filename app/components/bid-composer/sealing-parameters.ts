import { z } from 'zod'
import { BID_BASES, type BidBasis } from '#app/domain/bid/bid-content.ts'
import { type BidLimits, type LotLimits } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type SealingTarget } from '#app/sealing/envelope-header.ts'

/** An opening officer to whom a bid is sealed, as its bidder compares it with the notice. */
export type ShareHolder = { name: string; organisationName: string; recipient: string }

/**
 * Everything that writing and sealing a bid needs of the portal (密封参数), so that a
 * machine without a network can do both.
 */
export type SealingParameters = {
  format: 'gongji-sealing-parameters/1'
  tenderTitle: string
  bidderName: string
  bidDeadline: Date
  lot: LotLimits & { number: number; name: string; bidBasis: BidBasis }
  terms: BidLimits
  target: SealingTarget
  holders: readonly ShareHolder[] // in the order of the target's
}

/** Amounts as decimal text: JSON numbers lose digits. */
const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,17})$/)
  .transform(BigInt)
const text = z.string().min(1).max(200)
const recipient = z.string().regex(/^age1[0-9a-z]{58}$/)

const sealingParameters = z.strictObject({
  format: z.literal('gongji-sealing-parameters/1'),
  tenderTitle: text,
  bidderName: text,
  bidDeadline: z.iso.datetime().transform((instant) => new Date(instant)),
  lot: z.strictObject({
    number: z.number().int().min(1),
    name: text,
    bidBasis: z.enum(BID_BASES),
    priceCeiling: amount,
    priceFloor: amount.nullable(),
  }),
  terms: z.strictObject({
    benefitTerms: z.strictObject({
      tiers: z
        .array(z.strictObject({ upTo: amount.nullable(), payoutRatio: amount }))
        .min(1)
        .max(50),
    }),
    profitRateCeiling: amount,
  }),
  target: z.strictObject({
    tenderId: text,
    lotId: text,
    tenderVersion: z.number().int().min(1),
    bidderId: text,
    threshold: z.number().int().min(2),
    holders: z.array(recipient).min(3).max(15),
    bidderRecipient: recipient,
  }),
  holders: z.array(z.strictObject({ name: text, organisationName: text, recipient })),
})

/** The file that the offline sealing tool loads. */
export function writeSealingParameters(parameters: SealingParameters): string {
  const written = JSON.stringify(
    parameters,
    // What stands there itself: a toJSON of bigint would have come first.
    function (this: Record<string, unknown>, key: string, value: unknown) {
      const itself = this[key]
      return typeof itself === 'bigint' ? itself.toString() : value
    },
    2,
  )
  return `${written}\n`
}

/** Reads such a file. The names must belong to the keys, or a bidder would compare the wrong ones. */
export function readSealingParameters(
  text: string,
): Decision<SealingParameters, 'not-sealing-parameters'> {
  let written: unknown
  try {
    written = JSON.parse(text)
  } catch {
    return refuse('not-sealing-parameters')
  }
  const parsed = sealingParameters.safeParse(written)
  if (!parsed.success) return refuse('not-sealing-parameters')
  const { target, holders } = parsed.data
  const named = holders.map((holder) => holder.recipient)
  if (named.join() !== target.holders.join() || target.threshold > named.length)
    return refuse('not-sealing-parameters')
  return accept(parsed.data)
}
