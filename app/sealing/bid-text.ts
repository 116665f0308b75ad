import { z } from 'zod'
import { ATTACHMENT_KINDS, type BidContent } from '#app/domain/bid/bid-content.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'

/** Whose bid on what, written inside the seal so that a copied envelope is found out. */
export type BidIdentity = { lotId: string; bidderId: string }

/** The text's length is rounded up to this, so that an envelope's size tells little of it. */
const ROUND_TO = 16 * 1024

/** Amounts as decimal text that the database can hold. */
const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,17})$/)
  .transform(BigInt)
const count = z.number().int().min(0).max(10_000_000)
/** Neither control characters nor half of one (a lone surrogate), which the database refuses or changes. */
const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u)

const bidText = z.strictObject({
  format: z.literal('gongji-bid/1'),
  lotId: text(200),
  bidderId: text(200),
  price: amount,
  payoutRatios: z.array(amount).max(50),
  profitRate: amount,
  lossRate: amount,
  staffing: z.strictObject({
    fullTime: count,
    medicalBackground: count,
    servicePointsPerCounty: count,
    trainingHours: count,
    informationSystem: text(1_000),
  }),
  servicePromises: text(4_000),
  attachments: z
    .array(
      z.strictObject({
        id: text(100),
        kind: z.enum(ATTACHMENT_KINDS),
        fileName: text(200),
        size: z.number().int().min(1),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(20),
})

/** A bid as it goes into its envelope: JSON with integers as decimal text, filled up with spaces. */
export function writeBidText({ lotId, bidderId }: BidIdentity, content: BidContent): Uint8Array {
  const written = JSON.stringify({
    format: 'gongji-bid/1',
    lotId,
    bidderId,
    price: content.price.toString(),
    payoutRatios: content.payoutRatios.map(String),
    profitRate: content.profitRate.toString(),
    lossRate: content.lossRate.toString(),
    staffing: content.staffing,
    servicePromises: content.servicePromises,
    attachments: content.attachments,
  })
  const bytes = new TextEncoder().encode(written)
  const filled = new Uint8Array(Math.ceil(bytes.length / ROUND_TO) * ROUND_TO).fill(0x20)
  filled.set(bytes)
  return filled
}

/** Reads what a bidder sealed. Nobody has checked it before: anything but a bid of that bidder on that lot is refused. */
export function readBidText(
  bytes: Uint8Array,
  expected: BidIdentity,
): Decision<BidContent, 'not-a-bid' | 'bid-of-another'> {
  let written: unknown
  try {
    written = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse('not-a-bid')
  }
  const parsed = bidText.safeParse(written)
  if (!parsed.success) return refuse('not-a-bid')
  const { format: _, lotId, bidderId, ...content } = parsed.data
  if (lotId !== expected.lotId || bidderId !== expected.bidderId) return refuse('bid-of-another')
  return accept(content)
}
