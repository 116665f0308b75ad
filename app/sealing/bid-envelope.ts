import { type BidContent } from '#app/domain/bid/bid-content.ts'

/**
 * A bid as it lies before the opening: bytes and their hash. It has no price;
 * only `openEnvelope` makes the readable type.
 */
export type SealedBid = {
  envelope: Uint8Array
  envelopeSha256: string // lower-case hex
}

/** A bid read at its opening, or by its own bidder. */
export type OpenedBid = { content: BidContent }

/** Puts a bid into its envelope (密封). The same content gives the same bytes. */
export async function sealBid(content: BidContent): Promise<SealedBid> {
  const envelope = new TextEncoder().encode(writeContent(content))
  return { envelope, envelopeSha256: await sha256Hex(envelope) }
}

/**
 * Reads an envelope.
 * @throws when the bytes are not those that were hashed at submission
 */
export async function openEnvelope(sealed: SealedBid): Promise<OpenedBid> {
  const actual = await sha256Hex(sealed.envelope)
  if (actual !== sealed.envelopeSha256) {
    throw new Error(`envelope has hash ${actual}, submitted as ${sealed.envelopeSha256}`)
  }
  return { content: readContent(new TextDecoder().decode(sealed.envelope)) }
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Fixed key order, bigint as decimal text: the envelope is the evidence, so its bytes must not vary. */
function writeContent(content: BidContent): string {
  return JSON.stringify({
    price: content.price.toString(),
    payoutRatios: content.payoutRatios.map(String),
    profitRate: content.profitRate.toString(),
    lossRate: content.lossRate.toString(),
    staffing: {
      fullTime: content.staffing.fullTime,
      medicalBackground: content.staffing.medicalBackground,
      servicePointsPerCounty: content.staffing.servicePointsPerCounty,
      trainingHours: content.staffing.trainingHours,
      informationSystem: content.staffing.informationSystem,
    },
    servicePromises: content.servicePromises,
    attachments: content.attachments.map(({ id, kind, fileName, size, sha256 }) => ({
      id,
      kind,
      fileName,
      size,
      sha256,
    })),
  })
}

type WrittenContent = Omit<BidContent, 'price' | 'payoutRatios' | 'profitRate' | 'lossRate'> & {
  price: string
  payoutRatios: string[]
  profitRate: string
  lossRate: string
}

function readContent(text: string): BidContent {
  const written = JSON.parse(text) as WrittenContent // the hash shows that writeContent made it
  return {
    ...written,
    price: BigInt(written.price),
    payoutRatios: written.payoutRatios.map(BigInt),
    profitRate: BigInt(written.profitRate),
    lossRate: BigInt(written.lossRate),
  }
}
