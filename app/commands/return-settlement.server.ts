import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import {
  findProposalYear,
  findSettlement,
  insertReturn,
  listProposals,
} from '#db/queries/settlements.server.ts'

export type ReturnSettlementRefusal =
  | 'not-found'
  | 'not-your-turn'
  | 'reason-missing'
  | 'already-final'
  | 'already-returned'

/** Sends a proposal back with the reason: the fund officer before confirming, the auditor after. */
export async function returnSettlement(
  { db, actor, clock }: CommandContext,
  { proposalId, reason }: { proposalId: string; reason: string },
): Promise<Decision<undefined, ReturnSettlementRefusal>> {
  return db.transaction(async (tx) => {
    const contractYearId = await findProposalYear(tx, proposalId)
    const year =
      contractYearId === undefined ? undefined : await lockContractYear(tx, contractYearId)
    const isAuditor = actor.role === 'auditor'
    if (!year || !(isAuditor || year.policyholderId === actor.organisationId))
      return refuse('not-found')
    if (reason.trim() === '') return refuse('reason-missing')
    if (await findSettlement(tx, year.id)) return refuse('already-final')
    const proposal = (await listProposals(tx, year.id)).find(({ id }) => id === proposalId)
    if (!proposal || proposal.returned) return refuse('already-returned')
    if (isAuditor !== (proposal.confirmed !== null)) return refuse('not-your-turn')

    const at = await clock(tx)
    if (!(await insertReturn(tx, { proposalId, reason, returnedBy: actor.userId, returnedAt: at })))
      return refuse('already-returned')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'settlement.returned',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { proposalId, reason },
    })
    return accept(undefined)
  })
}
