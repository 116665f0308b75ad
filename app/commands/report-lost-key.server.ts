import { type CommandContext } from '#app/commands/context.ts'
import { gatherOpeningBids } from '#app/commands/steps/opening-bids.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findOpeningSession, insertLostKey } from '#db/queries/opening-sessions.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type ReportLostKeyRefusal =
  | 'not-found'
  | 'not-started'
  | 'already-opened'
  | 'reason-missing'
  | 'no-such-key'
  | 'already-reported'

/**
 * Records that an officer's key cannot be used at this opening, and why (密钥无法使用). Any
 * officer of the tender may, since one whose key is gone may not be there. The bids then wait
 * for the other officers or for their bidders.
 */
export async function reportLostKey(
  { db, actor, clock }: CommandContext,
  { tenderId, recipient, reason }: { tenderId: string; recipient: string; reason: string },
): Promise<Decision<{ reportedAt: Date }, ReportLostKeyRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    const officers = await listOpeningOfficers(tx, tenderId)
    if (!tender?.publishedAt || !officers.some(({ userId }) => userId === actor.userId))
      return refuse('not-found')
    if (!(await findOpeningSession(tx, tenderId))) return refuse('not-started')
    if (tender.facts.openedAt) return refuse('already-opened')
    if (reason.trim() === '') return refuse('reason-missing')
    const { standing } = await gatherOpeningBids(tx, tender)
    if (!standing.some(({ gathered }) => gathered.holders.includes(recipient)))
      return refuse('no-such-key')
    const reportedAt = await clock(tx)
    const lost = { tenderId, recipient, reason, reportedAt, reportedBy: actor.userId }
    if (!(await insertLostKey(tx, lost))) return refuse('already-reported')
    await appendAuditEvent(tx, {
      actor,
      at: reportedAt,
      action: 'opening.key-lost',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { recipient, reason },
    })
    return accept({ reportedAt })
  })
}
