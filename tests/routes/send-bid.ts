import { startBidUpload } from '#app/commands/start-bid-upload.server.ts'
import { storeBidChunk } from '#app/commands/store-bid-chunk.server.ts'
import { submitBid } from '#app/commands/submit-bid.server.ts'
import { type Purchase, done, seal } from '#tests/factories/purchase.ts'

/** A bid on a lot of its tender by known ids, submitted or left half-way. */
export async function sendBid(
  purchase: Purchase,
  bidder: string,
  lotNumber: number,
  { submits = true }: { submits?: boolean } = {},
): Promise<void> {
  const lotId = `${purchase.tenderId}-${lotNumber}`
  const context = purchase.as(bidder)
  const { header, chunks } = await seal({ ...purchase, lotId }, bidder)
  const submissionId = `${lotId}-${bidder}`
  const uploadId = `${submissionId}-upload`
  done(await startBidUpload(context, { uploadId, lotId, header }))
  for (const { file, position, bytes } of submits ? chunks : chunks.slice(1))
    done(await storeBidChunk(context, { uploadId, file, position, content: bytes }))
  if (submits) done(await submitBid(context, { submissionId, lotId, uploadId, revision: 1 }))
}
