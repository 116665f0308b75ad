import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listOpeningOfficers, lockTender, markTenderPublished } from '#db/queries/tenders.server.ts'

export type PublishTenderRefusal = 'not-found' | 'already-published' | 'breaks-a-rule'

/**
 * Publishes the notice (发布招标公告). From here on the database refuses any change
 * of the terms. The page lists by `checkTender` which rules stand in the way.
 */
export async function publishTender(
  { db, actor, clock }: CommandContext,
  { tenderId }: { tenderId: string },
): Promise<Decision<{ publishedAt: Date }, PublishTenderRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (tender.publishedAt) return refuse('already-published')

    const at = await clock(tx)
    const officers = await listOpeningOfficers(tx, tenderId)
    const problems = checkTender(tender.terms, {
      today: dateInChina(at),
      openingOfficers: officers.length,
    })
    if (problems.length > 0) return refuse('breaks-a-rule')

    await markTenderPublished(tx, { id: tenderId, at, by: actor.userId })
    const { title, projectNumber, regime, budget, timetable } = tender.terms
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.published',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: {
        title,
        projectNumber,
        regime,
        budget,
        bidDeadline: timetable.bidDeadline.toISOString(),
      },
    })
    return accept({ publishedAt: at })
  })
}
