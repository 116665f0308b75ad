import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { retenderTerms } from '#app/domain/ending/retender-terms.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertRetenders, listLotsToRepeat } from '#db/queries/endings.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { insertTender, lockTender, replaceOpeningOfficers } from '#db/queries/tenders.server.ts'

export type StartRetenderRefusal = 'not-found' | 'not-failed' | 'already-retendered'

/**
 * Starts the re-tender (重新招标) of a tender's failed lots as a linked draft with the
 * same terms and the earliest lawful timetable, for the officer to edit.
 */
export async function startRetender(
  { db, actor, clock }: CommandContext,
  { tenderId, failedTenderId }: { tenderId: string; failedTenderId: string },
): Promise<Decision<{ tenderId: string }, StartRetenderRefusal>> {
  return db.transaction(async (tx) => {
    const failed = await lockTender(tx, failedTenderId)
    if (!failed || failed.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (!failed.facts.lots.some((lot) => lot.failed)) return refuse('not-failed')
    const failedLotIds = await listLotsToRepeat(tx, failedTenderId)
    if (failedLotIds.length === 0) return refuse('already-retendered')

    const at = await clock(tx)
    const created = await insertTender(tx, {
      id: tenderId,
      procuringEntityId: actor.organisationId,
      terms: retenderTerms(failed.terms, { tenderId, failedLotIds, today: dateInChina(at) }),
      createdBy: actor.userId,
      at,
    })
    if (!created) return refuse('already-retendered')
    await insertRetenders(tx, { failedLotIds, tenderId })
    const officers = await listOpeningOfficers(tx, failedTenderId)
    await replaceOpeningOfficers(tx, { tenderId, userIds: officers.map(({ userId }) => userId) })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.retender-started',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { retenderOf: failedTenderId, failedLotIds },
    })
    return accept({ tenderId })
  })
}
