import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { findFundingEstimate, insertEstimatedTender } from '#db/queries/funding-estimates.server.ts'
import { findTender, insertTender, replaceOpeningOfficers } from '#db/queries/tenders.server.ts'

export type CreateTenderRefusal = 'already-exists' | 'no-such-estimate'

/** Starts a tender (招标项目立项) as a draft of the actor's own organisation, from a funding estimate if one is named. */
export async function createTender(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    terms,
    openingOfficers,
    estimateId,
  }: {
    tenderId: string
    terms: TenderTerms
    openingOfficers: readonly string[]
    estimateId?: string
  },
): Promise<Decision<{ tenderId: string }, CreateTenderRefusal>> {
  return db.transaction(async (tx) => {
    if (await findTender(tx, tenderId)) return refuse('already-exists')
    if (estimateId && !(await findFundingEstimate(tx, estimateId, actor.organisationId)))
      return refuse('no-such-estimate')
    const at = await clock(tx)
    const created = await insertTender(tx, {
      id: tenderId,
      procuringEntityId: actor.organisationId,
      terms,
      createdBy: actor.userId,
      at,
    })
    if (!created) return refuse('already-exists')
    if (estimateId) await insertEstimatedTender(tx, { tenderId, estimateId })
    await replaceOpeningOfficers(tx, { tenderId, userIds: openingOfficers })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.created',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { title: terms.title, ...(estimateId ? { estimateId } : {}) },
    })
    return accept({ tenderId })
  })
}
