import { type CommandContext } from '#app/commands/context.ts'
import { gatherOpeningBids } from '#app/commands/steps/opening-bids.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { isBidKey } from '#app/sealing/open-envelope.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findOpeningSession, insertReleasedBidKey } from '#db/queries/opening-sessions.server.ts'
import { findTenderIdOfLot, lockTender } from '#db/queries/tenders.server.ts'

export type ReleaseBidKeyRefusal =
  | 'not-found'
  | 'not-started'
  | 'already-opened'
  | 'window-over'
  | 'wrong-key'
  | 'already-released'

/**
 * Takes the key of a bid from its own bidder (投标人解密), who unwrapped it in the browser:
 * the key of this bid only. Within the window that the start of the opening set.
 */
export async function releaseBidKey(
  { db, actor, clock }: CommandContext,
  { lotId, bidKey }: { lotId: string; bidKey: string },
): Promise<Decision<{ releasedAt: Date }, ReleaseBidKeyRefusal>> {
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await lockTender(tx, tenderId)
    if (!tender?.publishedAt) return refuse('not-found')
    const session = await findOpeningSession(tx, tender.id)
    if (!session) return refuse('not-started')
    const { standing } = await gatherOpeningBids(tx, tender)
    const bid = standing.find((one) => one.lotId === lotId && one.bidderId === actor.organisationId)
    if (!bid) return refuse('not-found')
    if (tender.facts.openedAt) return refuse('already-opened')
    const releasedAt = await clock(tx)
    if (releasedAt >= session.bidderWindowEndsAt) return refuse('window-over')
    if (!bid.header || !(await isBidKey(bid.header, bidKey))) return refuse('wrong-key')
    const { uploadId, submissionId } = bid
    const released = { uploadId, bidKey, releasedAt, releasedBy: actor.userId }
    if (!(await insertReleasedBidKey(tx, released))) return refuse('already-released')
    await appendAuditEvent(tx, {
      actor,
      at: releasedAt,
      action: 'opening.bid-key-released',
      subjectId: submissionId,
      purchaseId: tender.id,
    })
    return accept({ releasedAt })
  })
}
