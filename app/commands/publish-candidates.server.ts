import { type CommandContext } from '#app/commands/context.ts'
import { candidateNotice } from '#app/domain/award/award-day.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { candidatesPublished } from '#app/domain/notification/award-messages.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findLotResult, insertCandidateNotice } from '#db/queries/awards.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type PublishCandidatesRefusal =
  | 'not-found'
  | 'not-evaluated'
  | 'lot-failed'
  | 'no-candidate-notice'
  | 'suspended'
  | 'already-published'

/** Publishes the award candidates (中标候选人公示) with the last day of the notice. */
export async function publishCandidates(
  { db, actor, clock }: CommandContext,
  { lotId }: { lotId: string },
): Promise<Decision<{ lastDay: PlainDate }, PublishCandidatesRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockLot(tx, lotId)
    if (!found || found.tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const { tender, lot, facts } = found
    if (facts.failed) return refuse('lot-failed')
    const result = await findLotResult(tx, lotId)
    if (!result) return refuse('not-evaluated')

    const publishedAt = await clock(tx)
    const { regime, calendarOverrides } = tender.terms
    const today = dateInChina(publishedAt)
    const open = await findOpenObjections(tx, { tenderId: tender.id, lotId, today })
    if (isSuspended('publish-candidates', regime, open)) return refuse('suspended')
    const notice = candidateNotice(regime, today, calendarOverrides)
    if (!notice) return refuse('no-candidate-notice')
    const { lastDay } = notice
    const saved = await insertCandidateNotice(tx, {
      lotId,
      round: result.round,
      publishedAt,
      publishedBy: actor.userId,
      lastDay,
    })
    if (!saved) return refuse('already-published')
    await appendAuditEvent(tx, {
      actor,
      at: publishedAt,
      action: 'lot.candidates-published',
      subjectId: lotId,
      purchaseId: tender.id,
      payload: { lastDay },
    })
    await notify(tx, {
      at: publishedAt,
      ...candidatesPublished({ ...lotFacts(tender, lot), round: result.round, lastDay }),
    })
    return accept({ lastDay })
  })
}
