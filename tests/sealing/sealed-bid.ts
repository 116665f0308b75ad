import { type BidContent } from '#app/domain/bid/bid-content.ts'
import {
  type EnvelopeHeader,
  type SealingTarget,
  readHeader,
} from '#app/sealing/envelope-header.ts'
import { type FileToSeal, type SealedChunk, sealBid } from '#app/sealing/seal-bid.ts'
import { type SealingKey, makeSealingKey } from '#app/sealing/sealing-key.ts'
import { buildBidContent } from '#tests/factories/tender-terms.ts'

/** A sealed bid with every key that has to do with it. */
export type SealedBid = {
  target: SealingTarget
  officers: SealingKey[]
  bidder: SealingKey
  offer: ReturnType<typeof buildOffer>
  header: Uint8Array
  envelopeSha256: string
  parsed: EnvelopeHeader
  chunks: SealedChunk[]
}

export function buildOffer(overrides: Partial<BidContent> = {}) {
  const { attachments: _, ...offer } = buildBidContent({
    servicePromises: '一站式结算，七日内赔付',
    ...overrides,
  })
  return offer
}

export async function sealOne({
  holders = 3,
  threshold = 2,
  files = [],
  offer = buildOffer(),
}: {
  holders?: number
  threshold?: number
  offer?: ReturnType<typeof buildOffer>
  files?: readonly FileToSeal[]
} = {}): Promise<SealedBid> {
  const officers = await Promise.all(Array.from({ length: holders }, makeSealingKey))
  const bidder = await makeSealingKey()
  const target: SealingTarget = {
    tenderId: 'tender',
    lotId: 'lot',
    tenderVersion: 1,
    bidderId: 'insurer',
    threshold,
    holders: officers.map(({ recipient }) => recipient),
    bidderRecipient: bidder.recipient,
  }
  const chunks: SealedChunk[] = []
  const sealed = await sealBid({ target, offer, files }, async (chunk) => void chunks.push(chunk))
  return { target, officers, bidder, offer, ...sealed, parsed: parse(sealed.header), chunks }
}

export function fileOf(name: string, content: Uint8Array): FileToSeal {
  const blob = new Blob([new Uint8Array(content)])
  return { kind: 'other', name, size: blob.size, stream: () => blob.stream() }
}

/** Bytes that no padding or repetition could pass for. */
export function unevenBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 17) % 256)
}

export function parse(header: Uint8Array): EnvelopeHeader {
  const read = readHeader(header)
  if (!read.ok) throw new Error(read.refusal)
  return read.value
}

/** One file's ciphertext, whole. */
export function ciphertextOf({ chunks }: Pick<SealedBid, 'chunks'>, file: number): Uint8Array {
  return Buffer.concat(chunks.filter((chunk) => chunk.file === file).map(({ bytes }) => bytes))
}

/** The bytes with one of them changed into another. */
export function flip(bytes: Uint8Array, position: number, by: number): Uint8Array<ArrayBuffer> {
  const flipped = new Uint8Array(bytes)
  flipped[position] = (flipped[position] ?? 0) ^ by
  return flipped
}

export async function* streamOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}
