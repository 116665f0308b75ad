import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { findSettlement, insertDisclosure } from '#db/queries/settlements.server.ts'

export type PublishSettlementRefusal = 'not-found' | 'not-final' | 'already-published'

/** Publishes a final settlement on the yearly accounts page (信息公开, 57号 六(三)). */
export async function publishSettlement(
  { db, actor, clock }: CommandContext,
  { contractYearId }: { contractYearId: string },
): Promise<Decision<undefined, PublishSettlementRefusal>> {
  return db.transaction(async (tx) => {
    const year = await lockContractYear(tx, contractYearId)
    if (!year || year.policyholderId !== actor.organisationId) return refuse('not-found')
    if (!(await findSettlement(tx, contractYearId))) return refuse('not-final')

    const at = await clock(tx)
    if (
      !(await insertDisclosure(tx, { contractYearId, publishedBy: actor.userId, publishedAt: at }))
    )
      return refuse('already-published')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'settlement.published',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
    })
    return accept(undefined)
  })
}
