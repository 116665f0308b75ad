import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractTemplate, markTemplateRetired } from '#db/queries/contract-templates.server.ts'

export type RetireContractTemplateRefusal = 'not-found' | 'already-retired'

/** Takes a contract template out of use; tenders that started from it keep their terms. */
export async function retireContractTemplate(
  { db, actor, clock }: CommandContext,
  { id }: { id: string },
): Promise<Decision<undefined, RetireContractTemplateRefusal>> {
  return db.transaction(async (tx) => {
    if (!(await lockContractTemplate(tx, id))) return refuse('not-found')
    const at = await clock(tx)
    if (!(await markTemplateRetired(tx, { id, at }))) return refuse('already-retired')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'contract-template.retired',
      subjectId: id,
      purchaseId: null,
    })
    return accept(undefined)
  })
}
