import { type CommandContext } from '#app/commands/context.ts'
import { addDays, dateInChina, startOfDayInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { earliestBidDeadlineDay, earliestDocumentsEnd } from '#app/domain/tender/bid-deadline.ts'
import { tenderPhase } from '#app/domain/tender/tender-phase.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  insertTender,
  listOpeningOfficers,
  lockTender,
  replaceOpeningOfficers,
} from '#db/queries/tenders.server.ts'

export type StartRetenderRefusal = 'not-found' | 'not-failed' | 'already-retendered'

/**
 * Starts the re-tender (重新招标) of a failed tender as a linked draft with the same
 * terms and the earliest lawful timetable, for the officer to edit.
 */
export async function startRetender(
  { db, actor, clock }: CommandContext,
  { tenderId, failedTenderId }: { tenderId: string; failedTenderId: string },
): Promise<Decision<{ tenderId: string }, StartRetenderRefusal>> {
  return db.transaction(async (tx) => {
    const failed = await lockTender(tx, failedTenderId)
    if (!failed || failed.procuringEntityId !== actor.organisationId) return refuse('not-found')
    const at = await clock(tx)
    if (tenderPhase(failed.facts, at) !== 'failed') return refuse('not-failed')

    const { terms } = failed
    const documentsFrom = addDays(dateInChina(at), 1)
    const documentsUntil = earliestDocumentsEnd(
      terms.regime,
      documentsFrom,
      terms.calendarOverrides,
    ).earliest
    const deadlineDay = earliestBidDeadlineDay(terms.regime, documentsFrom).earliest
    const bidDeadline = new Date(startOfDayInChina(deadlineDay).getTime() + NINE_O_CLOCK_MS)
    const created = await insertTender(tx, {
      id: tenderId,
      procuringEntityId: actor.organisationId,
      retenderOf: failedTenderId,
      terms: {
        ...terms,
        title: terms.title.includes('（重新招标）') ? terms.title : `${terms.title}（重新招标）`,
        timetable: { documentsFrom, documentsUntil, bidDeadline },
        lots: terms.lots.map((lot) => ({ ...lot, id: `${tenderId}-${lot.number}` })),
      },
      createdBy: actor.userId,
      at,
    })
    if (!created) return refuse('already-retendered')
    const officers = await listOpeningOfficers(tx, failedTenderId)
    await replaceOpeningOfficers(tx, { tenderId, userIds: officers.map(({ userId }) => userId) })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.retender-started',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { retenderOf: failedTenderId },
    })
    return accept({ tenderId })
  })
}

const NINE_O_CLOCK_MS = 9 * 60 * 60 * 1000
