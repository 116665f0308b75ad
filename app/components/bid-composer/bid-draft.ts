import { type AttachmentKind, type BidContent } from '#app/domain/bid/bid-content.ts'
import { type TypedValues } from '#app/forms/local-form.tsx'
import { type SealedChunk, type SealedEnvelope } from '#app/sealing/seal-bid.ts'

/** A bid without its attachments. */
export type Offer = Omit<BidContent, 'attachments'>

export type DraftFile = { id: string; kind: AttachmentKind; file: File }

/** A bid as it is being written (草稿): in the clear, and therefore only in the bidder's browser. */
export type BidDraft = { values: TypedValues; files: readonly DraftFile[] }

export const EMPTY_DRAFT: BidDraft = { values: {}, files: [] }

/** Where an envelope's ciphertext goes while it is being sealed. */
export type EnvelopeSink = (chunk: SealedChunk) => Promise<void>

/** What the composer needs of the page around it; it knows no address and no server. */
export type ComposerHost = {
  onDraft: (draft: BidDraft) => void // keeps what is typed and chosen
  startEnvelope: () => Promise<EnvelopeSink> // forgets an earlier envelope
  onSealed: (envelope: SealedEnvelope) => void
}
