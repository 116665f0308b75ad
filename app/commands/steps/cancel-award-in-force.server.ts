import { type Actor } from '#app/domain/actor.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { awardCancelled } from '#app/domain/notification/award-messages.ts'
import { type Lot } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findLotResult, insertAwardCancellation } from '#db/queries/awards.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'

/**
 * Cancels the award that a lot has, if it has one (撤销中标): the row, the trail and the
 * messages. A contract drafted from it and not yet signed is void by that.
 */
export async function cancelAwardInForce(
  tx: Db,
  { actor, at, tender, lot }: { actor: Actor; at: Date; tender: Tender; lot: Lot },
  { reason, rule }: { reason: string; rule: string },
): Promise<void> {
  const award = (await findLotResult(tx, lot.id))?.award
  if (!award) return
  await insertAwardCancellation(tx, {
    awardId: award.id,
    reason,
    rule,
    cancelledAt: at,
    cancelledBy: actor.userId,
  })
  await appendAuditEvent(tx, {
    actor,
    at,
    action: 'award.cancelled',
    subjectId: lot.id,
    purchaseId: tender.id,
    payload: { awardId: award.id, submissionId: award.submissionId, reason, rule },
  })
  await notify(tx, {
    at,
    ...awardCancelled({ ...lotFacts(tender, lot), awardId: award.id, reason }),
  })
}
