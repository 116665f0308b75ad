import { type CommandContext } from '#app/commands/context.ts'
import {
  contractFacts,
  lockSignedContract,
} from '#app/commands/steps/lock-signed-contract.server.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import {
  type HandoverItem,
  type HandoverRefusal,
  checkHandover,
  handoverStart,
} from '#app/domain/contract/handover.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { handoverMoved } from '#app/domain/notification/contract-change-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listTerminations } from '#db/queries/contract-terminations.server.ts'
import { insertHandoverRecord, listHandoverRecords } from '#db/queries/handovers.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'

export type RecordHandoverRefusal = 'not-found' | HandoverRefusal

/** The outgoing insurer records an item of the handover (移交) as done; the buyer accepts or returns it. */
export async function recordHandover(
  { db, actor, clock }: CommandContext,
  input: {
    contractId: string
    item: HandoverItem
    handedOverOn: PlainDate
    receiver: string
    document: string
    note: string
  },
): Promise<Decision<{ recordId: string }, RecordHandoverRefusal>> {
  const { contractId, item } = input
  return db.transaction(async (tx) => {
    const found = await lockSignedContract(tx, contractId, actor)
    if (found?.party !== 'insurer') return refuse('not-found')
    const { contract } = found
    const at = await clock(tx)
    const records = await listHandoverRecords(tx, contractId)
    const startsOn = handoverStart(contract.terms.endsOn, await listTerminations(tx, contractId))
    const allowed = checkHandover(input, { startsOn, records }, dateInChina(at))
    if (!allowed.ok) return allowed

    const { version } = allowed.value
    const recordId = `${contractId}-${item}-${version}`
    const saved = await insertHandoverRecord(tx, {
      id: recordId,
      ...input,
      version,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('answer-pending')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'contract.handover-recorded',
      subjectId: contractId,
      purchaseId: contract.tenderId,
      payload: { recordId, item, handedOverOn: input.handedOverOn, receiver: input.receiver },
    })
    const moved = { recordId, returned: false }
    await notifyAll(tx, at, handoverMoved(contractFacts(contract), 'policyholder', moved))
    return accept({ recordId })
  })
}
