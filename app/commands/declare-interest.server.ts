import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { redrawNeeded } from '#app/domain/notification/evaluation-messages.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertInterestDeclaration, listCommittee } from '#db/queries/committees.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type DeclareInterestRefusal = 'not-found' | 'reason-missing' | 'already-declared'

/** A member declares a conflict of interest, or that there is none (回避). With one they see no bid. */
export async function declareInterest(
  { db, actor, clock }: CommandContext,
  { tenderId, conflict, reason }: { tenderId: string; conflict: boolean; reason: string },
): Promise<Decision<undefined, DeclareInterestRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    const committee = await listCommittee(tx, tenderId)
    if (!tender || !committee.some(({ expertId }) => expertId === actor.userId))
      return refuse('not-found')
    if (conflict && reason.trim() === '') return refuse('reason-missing')

    const at = await clock(tx)
    const declared = await insertInterestDeclaration(tx, {
      tenderId,
      expertId: actor.userId,
      conflict,
      reason,
      declaredAt: at,
    })
    if (!declared) return refuse('already-declared')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'committee.interest-declared',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { conflict },
    })
    if (conflict) {
      const { procuringEntityId } = tender
      const facts = { tenderId, tenderTitle: tender.terms.title, procuringEntityId }
      await notify(tx, { at, ...redrawNeeded({ ...facts, expertId: actor.userId }) })
    }
    return accept(undefined)
  })
}
