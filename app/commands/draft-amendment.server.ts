import { type CommandContext } from '#app/commands/context.ts'
import { lockAmendableContract } from '#app/commands/steps/lock-amendable-contract.server.ts'
import {
  contractFacts,
  lockSignedContract,
} from '#app/commands/steps/lock-signed-contract.server.ts'
import { amendmentState } from '#app/domain/contract/contract-amendment.ts'
import {
  type AmendmentRefusal,
  type ProposedAmendment,
  decideAmendment,
} from '#app/domain/contract/decide-amendment.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { amendmentDrafted } from '#app/domain/notification/contract-change-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertAmendment, listAmendments } from '#db/queries/contract-amendments.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'

export type DraftAmendmentRefusal = 'not-found' | 'draft-open' | AmendmentRefusal

/**
 * The policyholder drafts an amendment (补充协议) of one kind: only the terms of that kind are
 * taken from it. It changes nothing before both parties have signed.
 */
export async function draftAmendment(
  { db, actor, clock }: CommandContext,
  input: ProposedAmendment & { contractId: string; reason: string; document: string },
): Promise<Decision<{ number: number }, DraftAmendmentRefusal>> {
  const { contractId, kind, effectiveOn, reason, document } = input
  return db.transaction(async (tx) => {
    const found = await lockSignedContract(tx, contractId, actor)
    if (found?.party !== 'policyholder') return refuse('not-found')
    const earlier = await listAmendments(tx, contractId)
    if (earlier.some((one) => amendmentState(one) === 'to-sign')) return refuse('draft-open')
    const decided = decideAmendment(await lockAmendableContract(tx, found.contract), input)
    if (!decided.ok) return decided

    const at = await clock(tx)
    const number = earlier.length + 1
    const saved = await insertAmendment(tx, {
      id: `${contractId}-amendment-${number}`,
      contractId,
      number,
      kind,
      effectiveOn,
      reason,
      document,
      terms: decided.value,
      draftedBy: actor.userId,
      draftedAt: at,
    })
    if (!saved) return refuse('draft-open')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'contract.amendment-drafted',
      subjectId: contractId,
      purchaseId: found.contract.tenderId,
      payload: { number, kind, effectiveOn, reason, document },
    })
    await notifyAll(
      tx,
      at,
      amendmentDrafted(contractFacts(found.contract), { number, effectiveOn }),
    )
    return accept({ number })
  })
}
