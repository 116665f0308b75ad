import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { buildContract } from '#app/domain/contract/build-contract.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { contractDrafted } from '#app/domain/notification/award-messages.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { countAwards, findLotResult } from '#db/queries/awards.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { insertContract } from '#db/queries/contracts.server.ts'
import { findOtherProcedure } from '#db/queries/endings.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type DraftContractRefusal = 'not-found' | 'not-awarded' | 'suspended' | 'already-drafted'

/**
 * Generates the contract from the tender and the winning bid, or what another
 * procedure agreed; nothing in it is typed by hand.
 */
export async function draftContract(
  { db, actor, clock }: CommandContext,
  { contractId, lotId }: { contractId: string; lotId: string },
): Promise<Decision<{ contractId: string }, DraftContractRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockLot(tx, lotId)
    if (!found || found.tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const { tender, lot } = found
    const basis = await findContractBasis(tx, lotId)
    if (!basis) return refuse('not-awarded')

    const draftedAt = await clock(tx)
    const { regime, projectNumber } = tender.terms
    const open = await findOpenObjections(tx, {
      tenderId: tender.id,
      lotId,
      today: dateInChina(draftedAt),
    })
    if (isSuspended('contract', regime, open)) return refuse('suspended')
    const awarded = await countAwards(tx, lotId)
    const number = `${projectNumber}-${lot.number}${awarded > 1 ? `-${awarded}` : ''}`
    const saved = await insertContract(tx, {
      id: contractId,
      lotId,
      awardId: basis.awardId,
      number,
      policyholderId: tender.procuringEntityId,
      insurerId: basis.insurerId,
      terms: buildContract(tender.terms, lot, basis.offer),
      draftedAt,
      draftedBy: actor.userId,
    })
    if (!saved) return refuse('already-drafted')
    await appendAuditEvent(tx, {
      actor,
      at: draftedAt,
      action: 'contract.drafted',
      subjectId: contractId,
      purchaseId: tender.id,
      payload: { number, lotId },
    })
    await notifyAll(
      tx,
      draftedAt,
      contractDrafted({
        contractId,
        contractNumber: number,
        tenderTitle: tender.terms.title,
        policyholderId: tender.procuringEntityId,
        insurerId: basis.insurerId,
      }),
    )
    return accept({ contractId })
  })
}

type ContractBasis = { awardId: string | null; insurerId: string; offer: AgreedOffer }

/** What the contract rests on: the award in force with its bid, or another procedure. */
async function findContractBasis(db: Db, lotId: string): Promise<ContractBasis | undefined> {
  const procedure = await findOtherProcedure(db, lotId)
  if (procedure) return { awardId: null, insurerId: procedure.insurerId, offer: procedure.offer }
  const award = (await findLotResult(db, lotId))?.award
  const bids = await listOpenedBids(db, [lotId])
  const winner = bids.find(({ submissionId }) => submissionId === award?.submissionId)
  if (!award || !winner) return undefined
  return { awardId: award.id, insurerId: winner.bidderId, offer: winner }
}
