import { type Actor } from '#app/domain/actor.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { reEvaluationStarted } from '#app/domain/notification/evaluation-messages.ts'
import { type Remedy } from '#app/domain/objection/objection.ts'
import { type Lot } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { findCurrentRound, insertRound } from '#db/queries/reviews.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'
import { cancelAwardInForce } from './cancel-award-in-force.server.ts'
import { failLot } from './fail-lot.server.ts'

type Act = { actor: Actor; at: Date; tender: Tender }

/**
 * Puts lots on the way that an upheld objection or complaint opens, in the
 * transaction of the answer or decision, which has checked that the remedy is open.
 * An amendment of the documents stays the officer's own act.
 */
export async function applyRemedy(
  tx: Db,
  act: Act,
  {
    remedy,
    lotIds,
    reason,
    rule,
  }: { remedy: Remedy; lotIds: readonly string[]; reason: string; rule: string },
): Promise<void> {
  if (remedy === 'none' || remedy === 'amend-documents') return
  for (const lot of act.tender.terms.lots.filter(({ id }) => lotIds.includes(id))) {
    await cancelAwardInForce(tx, { ...act, lot }, { reason, rule })
    if (remedy === 're-evaluate') await startRound(tx, { ...act, lot }, { reason, rule })
    if (remedy === 're-tender')
      await failLot(
        tx,
        { ...act, lot },
        { reason: 'remedy-re-tender', detail: reason, source: rule },
      )
  }
}

/** 重新评审: reviews, scores and report begin anew; those of the earlier round stay. */
async function startRound(
  tx: Db,
  { actor, at, tender, lot }: Act & { lot: Lot },
  { reason, rule }: { reason: string; rule: string },
): Promise<void> {
  const round = (await findCurrentRound(tx, lot.id)) + 1
  await insertRound(tx, { lotId: lot.id, round, reason, startedAt: at })
  await appendAuditEvent(tx, {
    actor,
    at,
    action: 'lot.re-evaluation-started',
    subjectId: lot.id,
    purchaseId: tender.id,
    payload: { round, reason, rule },
  })
  await notifyAll(tx, at, reEvaluationStarted({ ...lotFacts(tender, lot), round, reason }))
}
