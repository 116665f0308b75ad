import { type CommandContext } from '#app/commands/context.ts'
import {
  contractFacts,
  lockSignedContract,
} from '#app/commands/steps/lock-signed-contract.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import {
  type DeclaredTermination,
  type TerminationRefusal,
  checkTermination,
  needsConsent,
} from '#app/domain/contract/early-termination.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  contractEnded,
  terminationDeclared,
} from '#app/domain/notification/contract-change-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertTermination, listTerminations } from '#db/queries/contract-terminations.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'

export type TerminateContractRefusal = 'not-found' | TerminationRefusal

/**
 * Ends a contract before its term (提前终止). Where the cause needs the other party's yes, it
 * is a proposal until then; otherwise it is in force at once.
 */
export async function terminateContract(
  { db, actor, clock }: CommandContext,
  input: Omit<DeclaredTermination, 'declaredParty'> & {
    contractId: string
    liability: string
    reason: string
    document: string
  },
): Promise<Decision<{ inForce: boolean }, TerminateContractRefusal>> {
  const { contractId, cause, effectiveOn } = input
  return db.transaction(async (tx) => {
    const found = await lockSignedContract(tx, contractId, actor)
    if (!found) return refuse('not-found')
    const { contract, party: declaredParty } = found
    const at = await clock(tx)
    const terminations = await listTerminations(tx, contractId)
    const { startsOn, endsOn } = contract.terms
    const declared = { ...input, declaredParty }
    const allowed = checkTermination(declared, { startsOn, endsOn, terminations }, dateInChina(at))
    if (!allowed.ok) return allowed

    const terminationId = `${contractId}-termination-${terminations.length + 1}`
    const saved = await insertTermination(tx, {
      id: terminationId,
      ...declared,
      declaredBy: actor.userId,
      declaredAt: at,
    })
    if (!saved) return refuse('answer-pending')
    const consent = needsConsent(cause)
    const { liableParty, liabilityAmount, reason } = input
    await appendAuditEvent(tx, {
      actor,
      at,
      action: consent ? 'contract.termination-proposed' : 'contract.terminated',
      subjectId: contractId,
      purchaseId: contract.tenderId,
      payload: { terminationId, cause, effectiveOn, liableParty, liabilityAmount, reason },
    })
    const facts = contractFacts(contract)
    const other = declaredParty === 'insurer' ? 'policyholder' : 'insurer'
    await notifyAll(tx, at, [
      ...terminationDeclared(facts, other, { terminationId, effectiveOn, consent }),
      ...(consent ? [] : contractEnded(facts, { terminationId, effectiveOn })),
    ])
    return accept({ inForce: !consent })
  })
}
