import { type CommandContext } from '#app/commands/context.ts'
import { bidWindow, checkBid } from '#app/domain/bid/check-bid.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { sealBid } from '#app/sealing/hash.ts'
import { appendSealedEvent } from '#db/queries/audit-events.server.ts'
import {
  findBidDraft,
  insertSubmission,
  listAttachments,
  listOwnSubmissions,
} from '#db/queries/bids.server.ts'
import { findTenderIdOfLot, shareTender } from '#db/queries/tenders.server.ts'

export type SubmitBidRefusal =
  | 'not-found'
  | 'lot-cancelled'
  | 'not-open-yet'
  | 'deadline-passed'
  | 'no-draft'
  | 'changed-meanwhile'
  | 'incomplete'
  | 'already-submitted'

export type BidReceipt = {
  submissionId: string
  revision: number
  envelopeSha256: string
  submittedAt: Date
}

/**
 * Submits the draft as a sealed envelope (递交投标文件). `revision` is the number the
 * page offered: 1 for the first, one more to replace, so that a form sent twice
 * counts once. The clock is asked after the tender is locked, and the database
 * compares again.
 */
export async function submitBid(
  { db, actor, clock }: CommandContext,
  input: { submissionId: string; lotId: string; revision: number; draftUpdatedAt: Date },
): Promise<Decision<BidReceipt, SubmitBidRefusal>> {
  const { submissionId, lotId, revision, draftUpdatedAt } = input
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await shareTender(tx, tenderId)
    const lotIndex = tender?.terms.lots.findIndex(({ id }) => id === lotId) ?? -1
    const lot = tender?.terms.lots[lotIndex]
    if (!tender?.publishedAt || !lot) return refuse('not-found')
    if (tender.facts.lots[lotIndex]?.failed) return refuse('lot-cancelled')

    const key = { lotId, bidderId: actor.organisationId }
    const draft = await findBidDraft(tx, key)
    if (!draft) return refuse('no-draft')
    if (draft.updatedAt.getTime() !== draftUpdatedAt.getTime()) return refuse('changed-meanwhile')
    const content = { ...draft.content, attachments: await listAttachments(tx, key) }
    if (checkBid(content, lot, tender.terms).length > 0) return refuse('incomplete')
    const [latest] = await listOwnSubmissions(tx, key)
    if (revision !== (latest?.revision ?? 0) + 1) return refuse('already-submitted')
    const sealed = await sealBid(content)

    const submittedAt = await clock(tx)
    const window = bidWindow(tender.facts, submittedAt)
    if (!window.ok) return window
    const saved = await insertSubmission(tx, {
      id: submissionId,
      tenderId: tender.id,
      ...key,
      revision,
      tenderVersion: tender.version,
      sealed,
      submittedAt,
      submittedBy: actor.userId,
    })
    if (!saved) return refuse('already-submitted')
    const { envelopeSha256 } = sealed
    await appendSealedEvent(tx, {
      actor,
      at: submittedAt,
      action: 'bid.submitted',
      subjectId: submissionId,
      purchaseId: tender.id,
      payload: { lotId, revision, tenderVersion: tender.version, envelopeSha256 },
    })
    return accept({ submissionId, revision, envelopeSha256, submittedAt })
  })
}
