import { type CommandContext } from '#app/commands/context.ts'
import {
  contractFacts,
  lockSignedContract,
} from '#app/commands/steps/lock-signed-contract.server.ts'
import { amendmentState } from '#app/domain/contract/contract-amendment.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { amendmentWithdrawn } from '#app/domain/notification/contract-change-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findAmendment, insertAmendmentWithdrawal } from '#db/queries/contract-amendments.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'

export type WithdrawAmendmentRefusal =
  | 'not-found'
  | 'reason-missing'
  | 'already-signed'
  | 'amendment-withdrawn'

/** Either party gives up an amendment that not both have signed; another may follow. */
export async function withdrawAmendment(
  { db, actor, clock }: CommandContext,
  { contractId, number, reason }: { contractId: string; number: number; reason: string },
): Promise<Decision<undefined, WithdrawAmendmentRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockSignedContract(tx, contractId, actor)
    const amendment = found && (await findAmendment(tx, contractId, number))
    if (!amendment) return refuse('not-found')
    if (reason === '') return refuse('reason-missing')
    if (amendmentState(amendment) === 'signed') return refuse('already-signed')

    const at = await clock(tx)
    const saved = await insertAmendmentWithdrawal(tx, {
      amendmentId: amendment.id,
      reason,
      withdrawnBy: actor.userId,
      withdrawnAt: at,
    })
    if (!saved) return refuse('amendment-withdrawn')
    const { contract, party } = found
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'contract.amendment-withdrawn',
      subjectId: contractId,
      purchaseId: contract.tenderId,
      payload: { number, party, reason },
    })
    await notifyAll(tx, at, amendmentWithdrawn(contractFacts(contract), number))
    return accept(undefined)
  })
}
