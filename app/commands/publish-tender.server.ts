import { type CommandContext } from '#app/commands/context.ts'
import { isAccountOpen } from '#app/domain/account.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { tenderPublished } from '#app/domain/notification/tender-messages.ts'
import { openingKeysOf } from '#app/domain/opening/opening-key.ts'
import { checkTender } from '#app/domain/tender/check-tender.ts'
import { checkStandardClauses } from '#app/domain/tender/standard-clauses.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findOpenConsultation } from '#db/queries/consultations.server.ts'
import { listTemplateClauses } from '#db/queries/contract-templates.server.ts'
import { repeatsPlacedLot } from '#db/queries/endings.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { insertTenderVersion } from '#db/queries/tender-versions.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { lockTender, markTenderPublished } from '#db/queries/tenders.server.ts'
import { listCalendarOverrides } from '#db/queries/working-days.server.ts'

export type PublishTenderRefusal =
  | 'not-found'
  | 'already-published'
  | 'consultation-open'
  | 'placed-otherwise'
  | 'breaks-a-rule'

/**
 * Publishes the notice (发布招标公告) as version 1, with the working-day calendar of
 * that moment and the keys that its bids are sealed to. From here on the database lets only an
 * amendment change them. The page lists by `checkTender` which rules stand in the way.
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
    if (await findOpenConsultation(tx, tenderId, dateInChina(at)))
      return refuse('consultation-open')
    if (await repeatsPlacedLot(tx, tenderId)) return refuse('placed-otherwise')
    const officers = (await listOpeningOfficers(tx, tenderId)).filter((officer) =>
      isAccountOpen(officer, at),
    )
    const calendarOverrides = await listCalendarOverrides(tx)
    const terms = { ...tender.terms, calendarOverrides }
    const problems = [
      ...checkTender(terms, { today: dateInChina(at), openingOfficers: officers }),
      ...checkStandardClauses(terms.clauses, await listTemplateClauses(tx)),
    ]
    if (problems.length > 0) return refuse('breaks-a-rule')

    await markTenderPublished(tx, { id: tenderId, at, by: actor.userId, calendarOverrides })
    await insertTenderVersion(tx, {
      tenderId,
      version: 1,
      terms,
      openingKeys: openingKeysOf(officers),
      changes: [],
      affectsBids: false,
      reason: '',
      publishedAt: at,
      publishedBy: actor.userId,
    })
    const { title, projectNumber, regime, budget, timetable } = terms
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
    const { documentsUntil, bidDeadline } = timetable
    await notify(tx, {
      at,
      ...tenderPublished({ ...tenderFacts(tender), documentsUntil, bidDeadline }),
    })
    return accept({ publishedAt: at })
  })
}
