import { type CommandContext } from '#app/commands/context.ts'
import { commitLog } from '#app/commands/steps/commit-log.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { lotFacts, tenderFacts } from '#app/domain/notification/announcement.ts'
import { openingStarted, uploadUnfinished } from '#app/domain/notification/opening-messages.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listUnfinishedBidders } from '#db/queries/bid-uploads.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { insertOpeningSession } from '#db/queries/opening-sessions.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type StartOpeningRefusal =
  | 'not-found'
  | 'before-deadline'
  | 'nothing-to-open'
  | 'suspended'
  | 'amendment-owed'
  | 'already-started'

/**
 * Starts the opening (开标开始): commits to the sealed log as of the deadline, lets officers
 * release their shares, and gives bidders the published minutes to open their own bids.
 * `nonce` blinds the commitment, 64 hex digits.
 */
export async function startOpening(
  { db, actor, clock }: CommandContext,
  { tenderId, nonce }: { tenderId: string; nonce: string },
): Promise<Decision<{ startedAt: Date; bidderWindowEndsAt: Date }, StartOpeningRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    const officers = await listOpeningOfficers(tx, tenderId)
    if (!tender?.publishedAt || !officers.some(({ userId }) => userId === actor.userId))
      return refuse('not-found')
    if (tender.facts.lots.every(({ failed }) => failed)) return refuse('nothing-to-open')
    const startedAt = await clock(tx)
    const { bidDeadline } = tender.facts
    if (startedAt < bidDeadline) return refuse('before-deadline')
    const today = dateInChina(startedAt)
    const open = await findOpenObjections(tx, { tenderId, lotId: null, today })
    if (isSuspended('open-bids', tender.terms.regime, open)) return refuse('suspended')
    if (open.amendmentsOwed > 0) return refuse('amendment-owed')

    const minutes = tender.terms.bidderOpeningMinutes
    const bidderWindowEndsAt = new Date(startedAt.getTime() + minutes * 60_000)
    const session = { tenderId, startedAt, startedBy: actor.userId, bidderWindowEndsAt }
    if (!(await insertOpeningSession(tx, session))) return refuse('already-started')
    await commitLog(tx, { tenderId, upTo: bidDeadline, nonce, committedAt: startedAt })
    await appendAuditEvent(tx, {
      actor,
      at: startedAt,
      action: 'opening.started',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { bidderWindowEndsAt: bidderWindowEndsAt.toISOString() },
    })
    const facts = { ...tenderFacts(tender), startedAt, bidderWindowEndsAt }
    const unfinished = await listUnfinishedBidders(tx, tenderId)
    await notifyAll(tx, startedAt, [
      ...openingStarted(facts),
      ...tender.terms.lots.flatMap((lot) =>
        unfinished
          .filter(({ lotId }) => lotId === lot.id)
          .map(({ bidderId }) => uploadUnfinished({ ...lotFacts(tender, lot), bidderId })),
      ),
    ])
    return accept({ startedAt, bidderWindowEndsAt })
  })
}
