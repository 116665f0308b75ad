import { type Actor } from '#app/domain/actor.ts'
import { type FailureReason } from '#app/domain/ending/lot-ending.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { lotFailed } from '#app/domain/notification/tender-messages.ts'
import { failureText } from '#app/domain/notification/message-text.ts'
import { type Lot } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertLotFailure } from '#db/queries/endings.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'

type LotEnding = { reason: FailureReason; detail: string; source: string }
type Act = { actor: Actor; at: Date; tender: Tender; lot: Lot }

/**
 * Ends a lot without a contract from its tender (流标、终止): the row, the trail and
 * the messages of it, in the transaction of the act that ends it.
 */
export async function failLot(tx: Db, act: Act, ending: LotEnding): Promise<void> {
  await recordLotEnding(tx, act, ending)
  const { at, tender, lot } = act
  await notifyAll(tx, at, lotFailed({ ...lotFacts(tender, lot), reason: failureText(ending) }))
}

/** The row and the trail alone, where the act that ends several lots is told once. */
export async function recordLotEnding(
  tx: Db,
  { actor, at, tender, lot }: Act,
  ending: LotEnding,
): Promise<void> {
  await insertLotFailure(tx, { lotId: lot.id, ...ending, failedAt: at })
  await appendAuditEvent(tx, {
    actor,
    at,
    action: 'lot.failed',
    subjectId: lot.id,
    purchaseId: tender.id,
    payload: ending,
  })
}
