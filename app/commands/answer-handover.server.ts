import { type CommandContext } from '#app/commands/context.ts'
import {
  contractFacts,
  lockSignedContract,
} from '#app/commands/steps/lock-signed-contract.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { handoverMoved } from '#app/domain/notification/contract-change-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findHandoverRecord, insertHandoverAnswer } from '#db/queries/handovers.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'

export type AnswerHandoverRefusal = 'not-found' | 'reason-missing' | 'already-answered'

/** The buyer accepts a handed-over item, or returns it with its reason. */
export async function answerHandover(
  { db, actor, clock }: CommandContext,
  input: { recordId: string; answer: 'accepted' | 'returned'; reason: string },
): Promise<Decision<undefined, AnswerHandoverRefusal>> {
  const { recordId, answer, reason } = input
  return db.transaction(async (tx) => {
    const record = await findHandoverRecord(tx, recordId)
    const found = await lockSignedContract(tx, record?.contractId, actor)
    if (!record || found?.party !== 'policyholder') return refuse('not-found')
    if (answer === 'returned' && reason === '') return refuse('reason-missing')

    const at = await clock(tx)
    const answered = { ...input, answeredBy: actor.userId, answeredAt: at }
    const saved = await insertHandoverAnswer(tx, answered)
    if (!saved) return refuse('already-answered')
    const { contract } = found
    const returned = answer === 'returned'
    await appendAuditEvent(tx, {
      actor,
      at,
      action: returned ? 'contract.handover-returned' : 'contract.handover-accepted',
      subjectId: contract.id,
      purchaseId: contract.tenderId,
      payload: { recordId, item: record.item, reason },
    })
    if (returned)
      await notifyAll(
        tx,
        at,
        handoverMoved(contractFacts(contract), 'insurer', { recordId, returned }),
      )
    return accept(undefined)
  })
}
