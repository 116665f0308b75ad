import { type SigningContext } from '#app/commands/signing-context.ts'
import { issueReceipt } from '#app/commands/steps/issue-receipt.server.ts'
import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { type Receipt } from '#app/sealing/receipt.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { countChunks, shareOwnUpload } from '#db/queries/bid-uploads.server.ts'
import { insertSubmission, isLateCommit, listOwnSubmissions } from '#db/queries/bids.server.ts'
import { findBindingVersion } from '#db/queries/tender-versions.server.ts'
import { findTenderIdOfLot, shareTender } from '#db/queries/tenders.server.ts'

export type SubmitBidRefusal =
  | 'not-found'
  | 'lot-cancelled'
  | 'not-open-yet'
  | 'deadline-passed'
  | 'upload-incomplete'
  | 'documents-amended'
  | 'already-submitted'

/** A submitted bid, which may be opened only together with all others. */
export type SubmittedBid = {
  submissionId: string
  revision: number
  submittedAt: Date
  receipt: Receipt
}

/**
 * Submits a wholly uploaded envelope (递交投标文件). `revision` is the number the page offered:
 * 1 for the first, one more to replace, so that a form sent twice counts once. The clock is
 * asked after the tender is locked, and the database compares again when it commits.
 * Basis: 电子招标投标办法 第二十七条.
 */
export async function submitBid(
  context: SigningContext,
  input: { submissionId: string; lotId: string; uploadId: string; revision: number },
): Promise<Decision<SubmittedBid, SubmitBidRefusal>> {
  try {
    return await takeBid(context, input)
  } catch (error) {
    if (isLateCommit(error)) return refuse('deadline-passed')
    throw error
  }
}

async function takeBid(
  { db, actor, clock, signer }: SigningContext,
  {
    submissionId,
    lotId,
    uploadId,
    revision,
  }: { submissionId: string; lotId: string; uploadId: string; revision: number },
): Promise<Decision<SubmittedBid, SubmitBidRefusal>> {
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await shareTender(tx, tenderId)
    const lotIndex = tender?.terms.lots.findIndex(({ id }) => id === lotId) ?? -1
    const bidderId = actor.organisationId
    const upload = await shareOwnUpload(tx, { id: uploadId, bidderId })
    if (!tender?.publishedAt || lotIndex === -1 || upload?.lotId !== lotId)
      return refuse('not-found')
    if (tender.facts.lots[lotIndex]?.failed) return refuse('lot-cancelled')
    if ((await countChunks(tx, uploadId)) < upload.chunkCount) return refuse('upload-incomplete')
    const header = readHeader(upload.header)
    const tenderVersion = header.ok ? header.value.tenderVersion : 0
    if (!bidStands(tenderVersion, await findBindingVersion(tx, tender.id)))
      return refuse('documents-amended')
    const [latest] = await listOwnSubmissions(tx, { lotId, bidderId })
    if (revision !== (latest?.revision ?? 0) + 1) return refuse('already-submitted')

    const submittedAt = await clock(tx)
    const window = bidWindow(tender.facts, submittedAt)
    if (!window.ok) return window
    const { envelopeSha256 } = upload
    const bid = { tenderId: tender.id, lotId, bidderId, revision, tenderVersion, envelopeSha256 }
    const saved = await insertSubmission(tx, {
      id: submissionId,
      ...bid,
      uploadId,
      submittedAt,
      submittedBy: actor.userId,
    })
    if (!saved) return refuse('already-submitted')
    const receipt = await issueReceipt(tx, signer, {
      entryId: submissionId,
      act: 'submitted',
      at: submittedAt,
      ...bid,
      submissionId,
      header: upload.header,
    })
    await appendSealedEvent(tx, {
      actor,
      at: submittedAt,
      action: 'bid.submitted',
      subjectId: submissionId,
      purchaseId: tender.id,
      payload: { lotId, revision, tenderVersion, envelopeSha256 },
    })
    return accept({ submissionId, revision, submittedAt, receipt })
  })
}
