import { type CommandContext } from '#app/commands/context.ts'
import { buildContract } from '#app/domain/contract/build-contract.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findLotResult } from '#db/queries/awards.server.ts'
import { listOpenedBids } from '#db/queries/bids.server.ts'
import { insertContract } from '#db/queries/contracts.server.ts'
import { findTenderIdOfLot, lockTender } from '#db/queries/tenders.server.ts'

export type DraftContractRefusal = 'not-found' | 'not-awarded' | 'already-drafted'

/** Generates the contract from the tender and the winning bid; nothing in it is typed by hand. */
export async function draftContract(
  { db, actor, clock }: CommandContext,
  { contractId, lotId }: { contractId: string; lotId: string },
): Promise<Decision<{ contractId: string }, DraftContractRefusal>> {
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await lockTender(tx, tenderId)
    const lot = tender?.terms.lots.find(({ id }) => id === lotId)
    if (!tender || !lot || tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const result = await findLotResult(tx, lotId)
    const bids = await listOpenedBids(tx, [lotId])
    const winner = bids.find(({ submissionId }) => submissionId === result?.award?.submissionId)
    if (!winner) return refuse('not-awarded')

    const draftedAt = await clock(tx)
    const number = `${tender.terms.projectNumber}-${lot.number}`
    const saved = await insertContract(tx, {
      id: contractId,
      lotId,
      number,
      policyholderId: tender.procuringEntityId,
      insurerId: winner.bidderId,
      terms: buildContract(tender.terms, lot, winner),
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
    return accept({ contractId })
  })
}
