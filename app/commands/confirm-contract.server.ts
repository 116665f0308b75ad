import { type CommandContext } from '#app/commands/context.ts'
import { maySignContract } from '#app/domain/award/award-day.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { contractYears } from '#app/domain/contract/contract-years.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { contractSigned } from '#app/domain/notification/award-messages.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  findContract,
  insertConfirmation,
  insertContractYears,
  lockContract,
} from '#db/queries/contracts.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type ConfirmContractRefusal =
  | 'not-found'
  | 'award-cancelled'
  | 'suspended'
  | 'notice-period-running'
  | 'already-confirmed'

/**
 * Confirms a contract for one party (签订合同). With the second confirmation it is
 * signed and its years are laid down in the same transaction.
 */
export async function confirmContract(
  { db, actor, clock }: CommandContext,
  { contractId }: { contractId: string },
): Promise<Decision<{ signed: boolean }, ConfirmContractRefusal>> {
  return db.transaction(async (tx) => {
    const known = await findContract(tx, contractId, { everything: true })
    // Who cancels the award or objects holds the tender's lock, so it is taken first.
    const tender = known && (await lockTender(tx, known.tenderId))
    const contract = await lockContract(tx, contractId)
    if (!contract || !tender) return refuse('not-found')
    const isPolicyholder = actor.organisationId === contract.policyholderId
    const isInsurer = actor.organisationId === contract.insurerId
    if (!isPolicyholder && !isInsurer) return refuse('not-found')
    if (contract.isVoid) return refuse('award-cancelled')

    const at = await clock(tx)
    const { regime, calendarOverrides } = tender.terms
    const today = dateInChina(at)
    const about = { tenderId: tender.id, lotId: contract.lotId, today }
    if (isSuspended('contract', regime, await findOpenObjections(tx, about)))
      return refuse('suspended')
    const allowed = contract.awardId
      ? maySignContract(regime, dateInChina(contract.awardedAt), calendarOverrides, at)
      : accept(undefined)
    if (!allowed.ok) return allowed
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
    const { number: contractNumber, tenderTitle, policyholderId, insurerId } = contract
    await notifyAll(
      tx,
      at,
      contractSigned({ contractId, contractNumber, tenderTitle, policyholderId, insurerId }),
    )
    return accept({ signed: true })
  })
}
