import { type SigningContext } from '#app/commands/signing-context.ts'
import { issueReceipt } from '#app/commands/steps/issue-receipt.server.ts'
import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Receipt } from '#app/sealing/receipt.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { insertBidConfirmation, listOwnSubmissions } from '#db/queries/bids.server.ts'
import { findBindingVersion } from '#db/queries/tender-versions.server.ts'
import { findTenderIdOfLot, shareTender } from '#db/queries/tenders.server.ts'

export type ConfirmBidRefusal =
  | 'not-found'
  | 'not-open-yet'
  | 'deadline-passed'
  | 'lot-cancelled'
  | 'nothing-to-confirm'
  | 'already-confirmed'
  | 'changed-meanwhile'

/**
 * Says that the submitted bid stands under the amended documents (确认投标). `version`
 * is the one the page showed: a bidder confirms what it has read.
 */
export async function confirmBid(
  { db, actor, clock, signer }: SigningContext,
  { lotId, submissionId, version }: { lotId: string; submissionId: string; version: number },
): Promise<Decision<{ confirmedAt: Date; receipt: Receipt }, ConfirmBidRefusal>> {
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await shareTender(tx, tenderId)
    if (!tender?.publishedAt) return refuse('not-found')
    const lotIndex = tender.terms.lots.findIndex(({ id }) => id === lotId)
    if (tender.facts.lots[lotIndex]?.failed) return refuse('lot-cancelled')
    const [latest] = await listOwnSubmissions(tx, { lotId, bidderId: actor.organisationId })
    if (!latest || latest.id !== submissionId || latest.withdrawnAt)
      return refuse('nothing-to-confirm')
    if (version !== tender.version) return refuse('changed-meanwhile')
    const standsUnder = Math.max(latest.tenderVersion, latest.confirmedVersion ?? 0)
    if (bidStands(standsUnder, await findBindingVersion(tx, tender.id)))
      return refuse('already-confirmed')

    const confirmedAt = await clock(tx)
    const window = bidWindow(tender.facts, confirmedAt)
    if (!window.ok) return window
    const confirmed = await insertBidConfirmation(tx, {
      submissionId,
      version,
      confirmedAt,
      confirmedBy: actor.userId,
    })
    if (!confirmed) return refuse('already-confirmed')
    const receipt = await issueReceipt(tx, signer, {
      entryId: `${submissionId}-confirmed-${version}`,
      act: 'confirmed',
      at: confirmedAt,
      tenderId: tender.id,
      lotId,
      bidderId: actor.organisationId,
      submissionId,
      revision: latest.revision,
      tenderVersion: version,
      envelopeSha256: latest.envelopeSha256,
      header: latest.header,
    })
    await appendSealedEvent(tx, {
      actor,
      at: confirmedAt,
      action: 'bid.confirmed',
      subjectId: submissionId,
      purchaseId: tender.id,
      payload: { lotId, version },
    })
    return accept({ confirmedAt, receipt })
  })
}
