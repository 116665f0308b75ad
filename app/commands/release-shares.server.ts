import { type CommandContext } from '#app/commands/context.ts'
import { type OpeningBid, gatherOpeningBids } from '#app/commands/steps/opening-bids.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { isShare } from '#app/sealing/open-envelope.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  findOpeningSession,
  insertBrokenShares,
  insertReleasedShares,
} from '#db/queries/opening-sessions.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type ReleaseSharesRefusal =
  | 'not-found'
  | 'not-started'
  | 'already-opened'
  | 'not-a-holder'
  | 'nothing-to-release'

/** One bid's share as its holder's browser decrypted it, or null where it could not. */
export type OfferedShare = { uploadId: string; share: Uint8Array | null }

/** A share that is not the one its bidder named, with who gave it. */
export type WrongShare = { uploadId: string; bidderName: string; holderName: string }

/**
 * Takes an opening officer's shares of the bids' keys (释放份额). Each is compared with the hash
 * that its bidder named; a wrong one is not taken, and its holder is named and noted.
 */
export async function releaseShares(
  { db, actor, clock }: CommandContext,
  { tenderId, offered }: { tenderId: string; offered: readonly OfferedShare[] },
): Promise<
  Decision<{ released: number; broken: number; wrong: WrongShare[] }, ReleaseSharesRefusal>
> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender?.publishedAt) return refuse('not-found')
    if (!(await findOpeningSession(tx, tenderId))) return refuse('not-started')
    if (tender.facts.openedAt) return refuse('already-opened')
    const { standing } = await gatherOpeningBids(tx, tender)
    const held = standing.flatMap((bid) => heldShare(bid, actor.userId))
    if (held.length === 0) return refuse('not-a-holder')
    const judged = await Promise.all(
      held.flatMap(({ bid, position, named }) =>
        offered
          .filter(({ uploadId }) => uploadId === bid.uploadId)
          .map(async ({ share }) => ({
            bid,
            position,
            share,
            good: share !== null && (await isShare(named, share)),
          })),
      ),
    )
    if (judged.length === 0) return refuse('nothing-to-release')

    const at = await clock(tx)
    const key = ({ bid, position }: (typeof judged)[number]) => ({
      uploadId: bid.uploadId,
      position,
    })
    const released = await insertReleasedShares(
      tx,
      judged.flatMap((one) =>
        one.good && one.share
          ? [{ ...key(one), share: one.share, releasedAt: at, releasedBy: actor.userId }]
          : [],
      ),
    )
    const broken = await insertBrokenShares(
      tx,
      judged
        .filter(({ share }) => share === null)
        .map((one) => ({ ...key(one), reportedAt: at, reportedBy: actor.userId })),
    )
    const wrong = judged.flatMap(({ bid, position, share, good }) =>
      share === null || good
        ? []
        : [
            {
              uploadId: bid.uploadId,
              bidderName: bid.bidderName,
              holderName: bid.holders[position]?.name ?? '',
            },
          ],
    )
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'opening.shares-released',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { released, broken, wrong: wrong.map(({ uploadId }) => uploadId) },
    })
    return accept({ released, broken, wrong })
  })
}

/** The share of a bid that a person holds, with what its bidder named it by. */
function heldShare(bid: OpeningBid, userId: string) {
  const position = bid.holders.findIndex((holder) => holder.userId === userId)
  const named = bid.header?.shares[position]
  return named ? [{ bid, position, named }] : []
}
