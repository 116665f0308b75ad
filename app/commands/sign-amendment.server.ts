import { type CommandContext } from '#app/commands/context.ts'
import { lockAmendableContract } from '#app/commands/steps/lock-amendable-contract.server.ts'
import {
  contractFacts,
  lockSignedContract,
} from '#app/commands/steps/lock-signed-contract.server.ts'
import { type StandingRefusal, checkStanding } from '#app/domain/contract/decide-amendment.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { amendmentSigned } from '#app/domain/notification/contract-change-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  findAmendment,
  insertAmendmentConfirmation,
} from '#db/queries/contract-amendments.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'

export type SignAmendmentRefusal =
  | 'not-found'
  | 'amendment-withdrawn'
  | 'already-signed'
  | StandingRefusal

/** Signs an amendment for one party; with the second signature it is in force from its day. */
export async function signAmendment(
  { db, actor, clock }: CommandContext,
  { contractId, number }: { contractId: string; number: number },
): Promise<Decision<{ inForce: boolean }, SignAmendmentRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockSignedContract(tx, contractId, actor)
    const amendment = found && (await findAmendment(tx, contractId, number))
    if (!amendment) return refuse('not-found')
    const { contract, party } = found
    if (amendment.withdrawal) return refuse('amendment-withdrawn')
    if (amendment.confirmations.some((one) => one.party === party)) return refuse('already-signed')
    const standing = checkStanding(await lockAmendableContract(tx, contract), amendment)
    if (!standing.ok) return standing

    const at = await clock(tx)
    const saved = await insertAmendmentConfirmation(tx, {
      amendmentId: amendment.id,
      party,
      confirmedBy: actor.userId,
      confirmedAt: at,
    })
    if (!saved) return refuse('already-signed')
    const inForce = amendment.confirmations.length === 1
    const { kind, effectiveOn } = amendment
    await appendAuditEvent(tx, {
      actor,
      at,
      action: inForce ? 'contract.amended' : 'contract.amendment-confirmed',
      subjectId: contractId,
      purchaseId: contract.tenderId,
      payload: { number, kind, effectiveOn, party },
    })
    if (inForce)
      await notifyAll(tx, at, amendmentSigned(contractFacts(contract), { number, effectiveOn }))
    return accept({ inForce })
  })
}
