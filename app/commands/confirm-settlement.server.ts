import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import {
  findProposalYear,
  insertSettlementConfirmation,
  listProposals,
} from '#db/queries/settlements.server.ts'

export type ConfirmSettlementRefusal = 'not-found' | 'returned' | 'already-confirmed'

/** The fund officer confirms the insurer's proposal; it goes on to the auditor. */
export async function confirmSettlement(
  { db, actor, clock }: CommandContext,
  { proposalId }: { proposalId: string },
): Promise<Decision<undefined, ConfirmSettlementRefusal>> {
  return db.transaction(async (tx) => {
    const contractYearId = await findProposalYear(tx, proposalId)
    const year =
      contractYearId === undefined ? undefined : await lockContractYear(tx, contractYearId)
    if (!year || year.policyholderId !== actor.organisationId) return refuse('not-found')
    const proposal = (await listProposals(tx, year.id)).find(({ id }) => id === proposalId)
    if (!proposal || proposal.returned) return refuse('returned')

    const at = await clock(tx)
    const saved = await insertSettlementConfirmation(tx, {
      proposalId,
      confirmedBy: actor.userId,
      confirmedAt: at,
    })
    if (!saved) return refuse('already-confirmed')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'settlement.confirmed',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { proposalId },
    })
    return accept(undefined)
  })
}
