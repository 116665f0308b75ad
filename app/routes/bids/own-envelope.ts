import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type EnvelopeHeader, readHeader } from '#app/sealing/envelope-header.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { openBidText, openBidderCopy, openFile } from '#app/sealing/open-envelope.ts'

/** A bidder's own envelope as its browser reads it back. */
export type OwnEnvelope = { address: string; header: EnvelopeHeader }

/** A bid read back, and the key that opens its attachments: neither leaves the browser. */
export type ReopenedBid = { content: BidContent; bidKey: string }

/** Reads the header that the page was given, if it is still the one that the receipt names. */
export async function readOwnHeader(
  text: string,
  envelopeSha256: string,
): Promise<EnvelopeHeader | undefined> {
  const bytes = new TextEncoder().encode(text)
  const read = readHeader(bytes)
  return read.ok && (await sha256Hex(bytes)) === envelopeSha256 ? read.value : undefined
}

/** Opens a bid with its bidder's own key. */
export async function reopenBid(
  envelope: OwnEnvelope,
  identity: string,
): Promise<Decision<ReopenedBid, 'other-key' | 'damaged'>> {
  const bidKey = await openBidderCopy(envelope.header, identity)
  if (bidKey === undefined) return refuse('other-key')
  const ciphertext = await new Response(fetchFile(envelope, 0)).arrayBuffer().catch(() => undefined)
  if (!ciphertext) return refuse('damaged')
  const content = await openBidText(envelope.header, bidKey, new Uint8Array(ciphertext))
  return content.ok ? accept({ content: content.value, bidKey }) : refuse('damaged')
}

/** One attachment in the clear. */
export async function reopenAttachment(
  envelope: OwnEnvelope,
  { content, bidKey }: ReopenedBid,
  index: number,
): Promise<File | undefined> {
  const attachment = content.attachments[index]
  if (!attachment) return undefined
  const { fileName, size } = attachment
  try {
    const plaintext = await openFile(bidKey, fetchFile(envelope, index + 1), size)
    return new File([await new Response(plaintext).blob()], fileName)
  } catch {
    return undefined // a chunk is missing or altered
  }
}

function fetchFile({ address, header }: OwnEnvelope, file: number): ReadableStream<Uint8Array> {
  const count = header.files[file]?.chunks.length ?? 0
  let position = 0
  return new ReadableStream({
    async pull(controller) {
      if (position === count) return controller.close()
      const response = await fetch(`${address}/${file}/${position}`)
      if (!response.ok) return controller.error(new Error(`chunk ${position} cannot be had`))
      controller.enqueue(new Uint8Array(await response.arrayBuffer()))
      position += 1
    },
  })
}
