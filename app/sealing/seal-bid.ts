import { Encrypter } from 'age-encryption'
import { sha256 as incrementalSha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { split } from 'shamir-secret-sharing'
import {
  type AttachmentKind,
  type AttachmentReference,
  type BidContent,
} from '#app/domain/bid/bid-content.ts'
import { toBase64 } from './base64.ts'
import { writeBidText } from './bid-text.ts'
import {
  CHUNK_BYTES,
  type EnvelopeHeader,
  type SealingTarget,
  writeHeader,
} from './envelope-header.ts'
import { sha256Hex } from './hash.ts'
import { encryptTo, makeSealingKey } from './sealing-key.ts'

/** A file to be sealed; `Blob` and `File` have these. */
export type FileToSeal = {
  kind: AttachmentKind
  name: string
  size: number
  stream: () => ReadableStream<Uint8Array>
}

export type SealedChunk = { file: number; position: number; bytes: Uint8Array }

export type SealedEnvelope = {
  header: Uint8Array
  envelopeSha256: string // of the header, lower-case hex
}

/** Plaintext is filled up with zeros to whole age chunks, so that sizes tell little. */
const ROUND_TO = 64 * 1024

/**
 * Seals a bid (密封). The bid's own key is made here, split k of n for the opening officers,
 * kept once more for the bidder, and forgotten. Ciphertext goes to `sink` a chunk at a time,
 * so that memory does not grow with the attachments. `onSealed` is told plaintext bytes.
 */
export async function sealBid(
  {
    target,
    offer,
    files,
  }: {
    target: SealingTarget
    offer: Omit<BidContent, 'attachments'>
    files: readonly FileToSeal[]
  },
  sink: (chunk: SealedChunk) => Promise<void>,
  onSealed: (bytes: number) => void = () => {},
): Promise<SealedEnvelope> {
  const bidKey = await makeSealingKey()
  const sealedFiles: { size: number; chunks: string[] }[] = []
  const attachments: AttachmentReference[] = []
  const sealFile = (file: number, plaintext: ReadableStream<Uint8Array>) =>
    sealStream(bidKey.recipient, plaintext, (position, bytes) => sink({ file, position, bytes }))

  for (const [index, { kind, name, size, stream }] of files.entries()) {
    const hash = incrementalSha256.create()
    const watched = stream().pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(bytes, controller) {
          hash.update(bytes)
          onSealed(bytes.length)
          controller.enqueue(bytes)
        },
      }),
    )
    sealedFiles.push(await sealFile(index + 1, watched.pipeThrough(fillUp(ROUND_TO))))
    const sha256 = bytesToHex(hash.digest())
    attachments.push({ id: crypto.randomUUID(), kind, fileName: name, size, sha256 })
  }
  const text = writeBidText(target, { ...offer, attachments })
  sealedFiles.unshift(await sealFile(0, streamOf(text)))

  const header = writeHeader({
    format: 'gongji-envelope/1',
    tenderId: target.tenderId,
    lotId: target.lotId,
    tenderVersion: target.tenderVersion,
    bidderId: target.bidderId,
    threshold: target.threshold,
    bidRecipient: bidKey.recipient,
    shares: await sealShares(bidKey.identity, target),
    bidderCopy: await sealBidderCopy(bidKey.identity, target.bidderRecipient),
    files: sealedFiles,
  })
  return { header, envelopeSha256: await sha256Hex(header) }
}

async function sealShares(
  identity: string,
  { holders, threshold }: SealingTarget,
): Promise<EnvelopeHeader['shares']> {
  const shares = await split(new TextEncoder().encode(identity), holders.length, threshold)
  return Promise.all(
    shares.map(async (share, index) => {
      const recipient = holders[index] ?? ''
      const sealedShare = toBase64(await encryptTo(recipient, share))
      return { recipient, shareSha256: await sha256Hex(share), sealedShare }
    }),
  )
}

async function sealBidderCopy(
  identity: string,
  recipient: string,
): Promise<EnvelopeHeader['bidderCopy']> {
  const sealedKey = await encryptTo(recipient, new TextEncoder().encode(identity))
  return { recipient, sealedKey: toBase64(sealedKey) }
}

/** Encrypts a stream with age and hands it on in chunks of `CHUNK_BYTES`. */
async function sealStream(
  recipient: string,
  plaintext: ReadableStream<Uint8Array>,
  take: (position: number, bytes: Uint8Array) => Promise<void>,
): Promise<{ size: number; chunks: string[] }> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const reader = (await encrypter.encrypt(plaintext)).pipeThrough(inChunks(CHUNK_BYTES)).getReader()
  const chunks: string[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return { size, chunks }
    await take(chunks.length, value)
    chunks.push(await sha256Hex(value))
    size += value.length
  }
}

/** Cuts a stream into pieces of exactly `size` bytes, the last one shorter. */
function inChunks(size: number): TransformStream<Uint8Array, Uint8Array> {
  let piece = new Uint8Array(size)
  let used = 0
  return new TransformStream({
    transform(bytes, controller) {
      let rest = bytes
      while (rest.length > 0) {
        const taken = rest.subarray(0, size - used)
        piece.set(taken, used)
        used += taken.length
        rest = rest.subarray(taken.length)
        if (used < size) return
        controller.enqueue(piece)
        piece = new Uint8Array(size)
        used = 0
      }
    },
    flush(controller) {
      if (used > 0) controller.enqueue(piece.subarray(0, used))
    },
  })
}

function fillUp(size: number): TransformStream<Uint8Array, Uint8Array> {
  let total = 0
  return new TransformStream({
    transform(bytes, controller) {
      total += bytes.length
      controller.enqueue(bytes)
    },
    flush(controller) {
      const missing = (size - (total % size)) % size
      if (missing > 0) controller.enqueue(new Uint8Array(missing))
    },
  })
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}
