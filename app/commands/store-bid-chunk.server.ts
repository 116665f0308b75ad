import { type CommandContext } from '#app/commands/context.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { listChunks, readHeader } from '#app/sealing/envelope-header.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { insertChunk, shareOwnUpload } from '#db/queries/bid-uploads.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'

export type StoreBidChunkRefusal =
  | 'not-found'
  | 'not-open-yet'
  | 'deadline-passed'
  | 'no-such-chunk'
  | 'chunk-damaged'

/**
 * Takes in one chunk of an envelope. Its bytes must be those that the header names, and
 * the same chunk sent twice is stored once. Nothing is logged: a chunk is no act of bidding.
 */
export async function storeBidChunk(
  { db, actor, clock }: CommandContext,
  {
    uploadId,
    file,
    position,
    content,
  }: { uploadId: string; file: number; position: number; content: Uint8Array },
): Promise<Decision<undefined, StoreBidChunkRefusal>> {
  const sha256 = await sha256Hex(content)
  return db.transaction(async (tx) => {
    const upload = await shareOwnUpload(tx, { id: uploadId, bidderId: actor.organisationId })
    const tender = upload && (await findTender(tx, upload.tenderId))
    if (!upload || !tender) return refuse('not-found')
    const window = bidWindow(tender.facts, await clock(tx))
    if (!window.ok) return window
    const header = readHeader(upload.header)
    const chunk = header.ok
      ? listChunks(header.value).find((place) => place.file === file && place.position === position)
      : undefined
    if (!chunk) return refuse('no-such-chunk')
    if (content.length !== chunk.size || sha256 !== chunk.sha256) return refuse('chunk-damaged')
    await insertChunk(tx, { uploadId, file, position, content })
    return accept(undefined)
  })
}
