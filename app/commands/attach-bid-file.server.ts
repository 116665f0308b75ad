import { type CommandContext } from '#app/commands/context.ts'
import { type AttachmentKind } from '#app/domain/bid/bid-content.ts'
import { checkUpload } from '#app/domain/bid/attachment-type.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { insertAttachment, listAttachments } from '#db/queries/bids.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export type AttachBidFileRefusal =
  | 'not-found'
  | 'not-open-yet'
  | 'deadline-passed'
  | 'empty-file'
  | 'too-large'
  | 'unknown-type'
  | 'already-attached'
  | 'too-many'

const MOST_ATTACHMENTS = 20

/** Stores a file for a bid by its hash; its type is read from its bytes, not its name. */
export async function attachBidFile(
  { db, actor, clock }: CommandContext,
  file: {
    attachmentId: string
    lotId: string
    kind: AttachmentKind
    fileName: string
    content: Uint8Array
  },
): Promise<Decision<{ sha256: string }, AttachBidFileRefusal>> {
  const { attachmentId: id, lotId, kind, fileName, content } = file
  const upload = checkUpload(fileName, content)
  if (!upload.ok) return upload
  const mediaType = upload.value
  const sha256 = await sha256Hex(content)

  return db.transaction(async (tx) => {
    const found = await findLot(tx, lotId)
    if (!found?.tender.publishedAt) return refuse('not-found')
    const at = await clock(tx)
    const window = bidWindow(found.tender.facts, at)
    if (!window.ok) return window

    const key = { lotId, bidderId: actor.organisationId }
    const present = await listAttachments(tx, key)
    if (present.some((other) => other.sha256 === sha256 && other.kind === kind))
      return refuse('already-attached')
    if (present.length >= MOST_ATTACHMENTS) return refuse('too-many')
    const stored = await insertAttachment(tx, {
      id,
      ...key,
      kind,
      fileName,
      mediaType,
      sha256,
      content,
      uploadedAt: at,
    })
    if (!stored) return refuse('already-attached')
    await appendSealedEvent(tx, {
      actor,
      at,
      action: 'bid.file-attached',
      subjectId: lotId,
      purchaseId: found.tender.id,
      payload: { sha256, kind },
    })
    return accept({ sha256 })
  })
}
