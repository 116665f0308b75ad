import { type CommandContext } from '#app/commands/context.ts'
import { bidWindow } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
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
  { db, actor, clock }: CommandContext,
  { lotId, submissionId }: { lotId: string; submissionId: string },
): Promise<Decision<{ withdrawnAt: Date }, WithdrawBidRefusal>> {
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
    await appendSealedEvent(tx, {
      actor,
      at: withdrawnAt,
      action: 'bid.withdrawn',
      subjectId: submissionId,
      purchaseId: tender.id,
    })
    return accept({ withdrawnAt })
  })
}
