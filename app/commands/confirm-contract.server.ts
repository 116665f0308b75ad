import { type CommandContext } from '#app/commands/context.ts'
import { contractYears } from '#app/domain/contract/contract-years.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  insertConfirmation,
  insertContractYears,
  lockContract,
} from '#db/queries/contracts.server.ts'

export type ConfirmContractRefusal = 'not-found' | 'already-confirmed'

/**
 * Confirms a contract for one party (签订合同). With the second confirmation it is
 * signed and its years are laid down in the same transaction.
 */
export async function confirmContract(
  { db, actor, clock }: CommandContext,
  { contractId }: { contractId: string },
): Promise<Decision<{ signed: boolean }, ConfirmContractRefusal>> {
  return db.transaction(async (tx) => {
    const contract = await lockContract(tx, contractId)
    if (!contract) return refuse('not-found')
    const isPolicyholder = actor.organisationId === contract.policyholderId
    const isInsurer = actor.organisationId === contract.insurerId
    if (!isPolicyholder && !isInsurer) return refuse('not-found')

    const at = await clock(tx)
    const party = isPolicyholder ? 'policyholder' : 'insurer'
    const confirmed = await insertConfirmation(tx, {
      contractId,
      party,
      confirmedBy: actor.userId,
      confirmedAt: at,
    })
    if (!confirmed) return refuse('already-confirmed')
    const { tenderId: purchaseId } = contract
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'contract.confirmed',
      subjectId: contractId,
      purchaseId,
      payload: { party },
    })
    if (contract.confirmations.length === 0) return accept({ signed: false })

    const { startsOn, termMonths } = contract.terms
    await insertContractYears(tx, contractId, contractYears(startsOn, termMonths))
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'contract.signed',
      subjectId: contractId,
      purchaseId,
      payload: { startsOn, termMonths },
    })
    return accept({ signed: true })
  })
}
