import { type CommandContext } from '#app/commands/context.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { findOwnAttachment, markAttachmentRemoved } from '#db/queries/bids.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export type RemoveBidFileRefusal = 'not-found' | 'not-open-yet' | 'deadline-passed'

/** Takes a file out of the draft; an envelope submitted with it keeps it. */
export async function removeBidFile(
  { db, actor, clock }: CommandContext,
  { attachmentId }: { attachmentId: string },
): Promise<Decision<{ lotId: string }, RemoveBidFileRefusal>> {
  return db.transaction(async (tx) => {
    const bidderId = actor.organisationId
    const attachment = await findOwnAttachment(tx, { id: attachmentId, bidderId })
    const found = attachment && (await findLot(tx, attachment.lotId))
    if (!found) return refuse('not-found')
    const at = await clock(tx)
    const window = bidWindow(found.tender.facts, at)
    if (!window.ok) return window
    const lotId = found.lot.id

    if (!(await markAttachmentRemoved(tx, { id: attachmentId, bidderId, at })))
      return refuse('not-found')
    await appendSealedEvent(tx, {
      actor,
      at,
      action: 'bid.file-removed',
      subjectId: lotId,
      purchaseId: found.tender.id,
      payload: { sha256: attachment.sha256 },
    })
    return accept({ lotId })
  })
}
