import { type CommandContext } from '#app/commands/context.ts'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { listAttachments, saveDraftContent } from '#db/queries/bids.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export type SaveBidDraftRefusal = 'not-found' | 'not-open-yet' | 'deadline-passed'

/** Keeps what an insurer has written of a bid so far, complete or not. */
export async function saveBidDraft(
  { db, actor, clock }: CommandContext,
  { lotId, offer }: { lotId: string; offer: Omit<BidContent, 'attachments'> },
): Promise<Decision<{ savedAt: Date }, SaveBidDraftRefusal>> {
  return db.transaction(async (tx) => {
    const found = await findLot(tx, lotId)
    if (!found?.tender.publishedAt) return refuse('not-found')
    const at = await clock(tx)
    const window = bidWindow(found.tender.facts, at)
    if (!window.ok) return window

    const key = { lotId, bidderId: actor.organisationId }
    const attachments = await listAttachments(tx, key)
    await saveDraftContent(tx, { ...key, content: { ...offer, attachments }, at, by: actor.userId })
    await appendSealedEvent(tx, {
      actor,
      at,
      action: 'bid.draft-saved',
      subjectId: lotId,
      purchaseId: found.tender.id,
    })
    return accept({ savedAt: at })
  })
}
