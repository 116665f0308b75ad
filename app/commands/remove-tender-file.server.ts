import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findTenderIdOfFile, markTenderFileRemoved } from '#db/queries/tender-files.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type RemoveTenderFileRefusal = 'not-found' | 'already-published'

/** Takes a file off a draft's list; its bytes stay. */
export async function removeTenderFile(
  { db, actor, clock }: CommandContext,
  { fileId }: { fileId: string },
): Promise<Decision<{ tenderId: string }, RemoveTenderFileRefusal>> {
  return db.transaction(async (tx) => {
    const file = await findTenderIdOfFile(tx, fileId)
    if (!file) return refuse('not-found')
    const tender = await lockTender(tx, file.tenderId)
    if (tender?.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (tender.publishedAt) return refuse('already-published')

    const at = await clock(tx)
    if (!(await markTenderFileRemoved(tx, { id: fileId, at }))) return refuse('not-found')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.file-removed',
      subjectId: tender.id,
      purchaseId: tender.id,
      payload: { sha256: file.sha256 },
    })
    return accept({ tenderId: tender.id })
  })
}
