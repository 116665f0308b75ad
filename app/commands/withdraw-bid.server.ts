import { type SigningContext } from '#app/commands/signing-context.ts'
import { issueReceipt } from '#app/commands/steps/issue-receipt.server.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Receipt } from '#app/sealing/receipt.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import { insertWithdrawal, listOwnSubmissions } from '#db/queries/bids.server.ts'
import { findTenderIdOfLot, shareTender } from '#db/queries/tenders.server.ts'

export type WithdrawBidRefusal =
  | 'not-found'
  | 'not-open-yet'
  | 'deadline-passed'
  | 'nothing-to-withdraw'

/** Withdraws the submitted bid before the deadline (撤回); it may be submitted again. */
export async function withdrawBid(
  { db, actor, clock, signer }: SigningContext,
  { lotId, submissionId }: { lotId: string; submissionId: string },
): Promise<Decision<{ withdrawnAt: Date; receipt: Receipt }, WithdrawBidRefusal>> {
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await shareTender(tx, tenderId)
    if (!tender?.publishedAt) return refuse('not-found')
    const [latest] = await listOwnSubmissions(tx, { lotId, bidderId: actor.organisationId })
    if (!latest || latest.id !== submissionId || latest.withdrawnAt)
      return refuse('nothing-to-withdraw')

    const withdrawnAt = await clock(tx)
    const window = bidWindow(tender.facts, withdrawnAt)
    if (!window.ok) return window
    const withdrawn = await insertWithdrawal(tx, {
      submissionId,
      withdrawnAt,
      withdrawnBy: actor.userId,
    })
    if (!withdrawn) return refuse('nothing-to-withdraw')
    const receipt = await issueReceipt(tx, signer, {
      entryId: `${submissionId}-withdrawn`,
      act: 'withdrawn',
      at: withdrawnAt,
      tenderId: tender.id,
      lotId,
      bidderId: actor.organisationId,
      submissionId,
      revision: latest.revision,
      tenderVersion: latest.tenderVersion,
      envelopeSha256: latest.envelopeSha256,
      header: latest.header,
    })
    await appendSealedEvent(tx, {
      actor,
      at: withdrawnAt,
      action: 'bid.withdrawn',
      subjectId: submissionId,
      purchaseId: tender.id,
    })
    return accept({ withdrawnAt, receipt })
  })
}
