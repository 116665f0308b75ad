import { type CommandContext } from '#app/commands/context.ts'
import {
  contractFacts,
  lockSignedContract,
} from '#app/commands/steps/lock-signed-contract.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { needsConsent, terminationState } from '#app/domain/contract/early-termination.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  contractEnded,
  terminationRefused,
} from '#app/domain/notification/contract-change-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  findContractOfTermination,
  insertTerminationAnswer,
  listTerminations,
} from '#db/queries/contract-terminations.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'

export type AnswerTerminationRefusal =
  | 'not-found'
  | 'own-termination'
  | 'reason-missing'
  | 'too-late'
  | 'already-answered'

/**
 * The other party's word on an early termination. It decides where a yes is needed, until the
 * last day of cover; otherwise it stands beside the notice and changes nothing.
 */
export async function answerTermination(
  { db, actor, clock }: CommandContext,
  input: { terminationId: string; answer: 'agreed' | 'refused'; reason: string },
): Promise<Decision<undefined, AnswerTerminationRefusal>> {
  const { terminationId, answer, reason } = input
  return db.transaction(async (tx) => {
    const contractId = await findContractOfTermination(tx, terminationId)
    const found = await lockSignedContract(tx, contractId, actor)
    if (!found) return refuse('not-found')
    const { contract, party } = found
    const ends = await listTerminations(tx, contract.id)
    const termination = ends.find(({ id }) => id === terminationId)
    if (!termination) return refuse('not-found')
    if (termination.declaredParty === party) return refuse('own-termination')
    if (answer === 'refused' && reason === '') return refuse('reason-missing')
    const at = await clock(tx)
    if (terminationState(termination, dateInChina(at)) === 'lapsed') return refuse('too-late')

    const answered = { ...input, answeredBy: actor.userId, answeredAt: at }
    const saved = await insertTerminationAnswer(tx, answered)
    if (!saved) return refuse('already-answered')
    const { cause, declaredParty, effectiveOn } = termination
    await appendAuditEvent(tx, {
      actor,
      at,
      action: answer === 'agreed' ? 'contract.termination-agreed' : 'contract.termination-refused',
      subjectId: contract.id,
      purchaseId: contract.tenderId,
      payload: { terminationId, reason },
    })
    const facts = contractFacts(contract)
    if (answer === 'refused')
      await notifyAll(tx, at, terminationRefused(facts, declaredParty, terminationId))
    else if (needsConsent(cause))
      await notifyAll(tx, at, contractEnded(facts, { terminationId, effectiveOn }))
    return accept(undefined)
  })
}
