import { z } from 'zod'
import { MOST_ATTACHMENT_BYTES_IN_ALL } from '#app/domain/bid/attachment-type.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'

/** What a bid is sealed for: the lot, its documents' version, its bidder, and k of whom. */
export type SealingTarget = {
  tenderId: string
  lotId: string
  tenderVersion: number
  bidderId: string
  threshold: number // k
  holders: readonly string[] // recipients of the n opening officers, in the published order
  bidderRecipient: string
}

/**
 * The readable head of an envelope (密封件清单). It names every other byte by its hash, so
 * the header's own SHA-256 stands for the whole envelope. It has no price.
 */
export type EnvelopeHeader = {
  format: 'gongji-envelope/1'
  tenderId: string
  lotId: string
  tenderVersion: number
  bidderId: string
  threshold: number
  bidRecipient: string // public half of the bid's own key
  shares: readonly { recipient: string; shareSha256: string; sealedShare: string }[]
  bidderCopy: { recipient: string; sealedKey: string } // the bid's key, for its bidder
  files: readonly { size: number; chunks: readonly string[] }[] // ciphertext; the bid, then its attachments
}

/** A chunk's most bytes; all but a file's last have exactly so many. */
export const CHUNK_BYTES = 1024 * 1024

/** What age, the padding and the bid's text add, generously. */
const MOST_ENVELOPE_BYTES = MOST_ATTACHMENT_BYTES_IN_ALL + 4 * 1024 * 1024

export const MOST_HEADER_BYTES = 64 * 1024

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const recipient = z.string().regex(/^age1[0-9a-z]{58}$/)
const sealed = z.base64().min(200).max(1_000)

const envelopeHeader = z.strictObject({
  format: z.literal('gongji-envelope/1'),
  tenderId: z.string(),
  lotId: z.string(),
  tenderVersion: z.number().int().min(1),
  bidderId: z.string(),
  threshold: z.number().int().min(2),
  bidRecipient: recipient,
  shares: z.array(z.strictObject({ recipient, shareSha256: sha256, sealedShare: sealed })).max(15),
  bidderCopy: z.strictObject({ recipient, sealedKey: sealed }),
  files: z
    .array(z.strictObject({ size: z.number().int().min(1), chunks: z.array(sha256).min(1) }))
    .min(1)
    .max(21),
})

export function writeHeader(header: EnvelopeHeader): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(header))
}

/** Reads a header that a browser or a packer sent. The sizes and the chunks must agree. */
export function readHeader(
  bytes: Uint8Array,
): Decision<EnvelopeHeader, 'not-an-envelope' | 'envelope-too-large'> {
  if (bytes.length > MOST_HEADER_BYTES) return refuse('envelope-too-large')
  let written: unknown
  try {
    written = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse('not-an-envelope')
  }
  const parsed = envelopeHeader.safeParse(written)
  if (!parsed.success) return refuse('not-an-envelope')
  const { files } = parsed.data
  if (files.some(({ size, chunks }) => Math.ceil(size / CHUNK_BYTES) !== chunks.length))
    return refuse('not-an-envelope')
  if (files[0]?.chunks.length !== 1) return refuse('not-an-envelope') // the bid's text is read whole
  if (envelopeBytes(parsed.data) > MOST_ENVELOPE_BYTES) return refuse('envelope-too-large')
  return accept(parsed.data)
}

export type TargetProblem = 'made-for-another' | 'documents-amended' | 'keys-differ'

/** Whether an envelope was sealed for this lot, this bidder and these keys. */
export function checkTarget(
  header: EnvelopeHeader,
  target: SealingTarget,
): Decision<undefined, TargetProblem> {
  if (
    header.tenderId !== target.tenderId ||
    header.lotId !== target.lotId ||
    header.bidderId !== target.bidderId
  )
    return refuse('made-for-another')
  if (header.tenderVersion !== target.tenderVersion) return refuse('documents-amended')
  const holders = header.shares.map((share) => share.recipient)
  if (
    header.threshold !== target.threshold ||
    header.bidderCopy.recipient !== target.bidderRecipient ||
    holders.join() !== target.holders.join()
  )
    return refuse('keys-differ')
  return accept(undefined)
}

/** Ciphertext bytes of all files. */
export function envelopeBytes({ files }: Pick<EnvelopeHeader, 'files'>): number {
  return files.reduce((total, { size }) => total + size, 0)
}

export type ChunkPlace = { file: number; position: number; size: number; sha256: string }

/** Every chunk of an envelope in order, with the size it must have. */
export function listChunks({ files }: Pick<EnvelopeHeader, 'files'>): ChunkPlace[] {
  return files.flatMap(({ size, chunks }, file) =>
    chunks.map((chunkSha256, position) => ({
      file,
      position,
      size: Math.min(CHUNK_BYTES, size - position * CHUNK_BYTES),
      sha256: chunkSha256,
    })),
  )
}
