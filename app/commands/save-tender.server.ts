import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockTender, replaceOpeningOfficers, updateTender } from '#db/queries/tenders.server.ts'

export type SaveTenderRefusal = 'not-found' | 'already-published' | 'changed-meanwhile'

/**
 * Saves a draft's terms. `basedOn` is the time of the version the officer edited:
 * when a colleague has saved since, nothing is overwritten.
 */
export async function saveTender(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    basedOn,
    terms,
    openingOfficers,
  }: { tenderId: string; basedOn: Date; terms: TenderTerms; openingOfficers: readonly string[] },
): Promise<Decision<{ tenderId: string }, SaveTenderRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (tender.publishedAt) return refuse('already-published')
    if (tender.updatedAt.getTime() !== basedOn.getTime()) return refuse('changed-meanwhile')

    const at = await clock(tx)
    await updateTender(tx, { id: tenderId, terms, at })
    await replaceOpeningOfficers(tx, { tenderId, userIds: openingOfficers })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.saved',
      subjectId: tenderId,
      purchaseId: tenderId,
    })
    return accept({ tenderId })
  })
}
