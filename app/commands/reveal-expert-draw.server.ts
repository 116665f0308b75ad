import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { awaitsEvaluation } from '#app/domain/evaluation/committee.ts'
import { drawExperts } from '#app/domain/evaluation/expert-draw.ts'
import { expertPool } from '#app/domain/evaluation/expert-pool.ts'
import { expertsDrawn } from '#app/domain/notification/evaluation-messages.ts'
import { expertTickets } from '#app/sealing/expert-tickets.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertCommitteeMembers, markMemberRemoved } from '#db/queries/committees.server.ts'
import { findDrawToReveal, markDrawRevealed } from '#db/queries/expert-draws.server.ts'
import { findPoolFacts, listPoolCandidates } from '#db/queries/experts.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type RevealExpertDrawRefusal = 'not-found' | 'already-revealed' | 'evaluation-complete'

/**
 * Makes the draw from the pool and the seed that were fixed, once. The drawn join the
 * committee and recused members leave it; who has become ineligible meanwhile (a closed
 * account, a bidder's employee after the opening) is drawn but does not join.
 */
export async function revealExpertDraw(
  { db, actor, clock }: CommandContext,
  { drawId }: { drawId: string },
): Promise<Decision<{ tenderId: string; joined: readonly string[] }, RevealExpertDrawRefusal>> {
  return db.transaction(async (tx) => {
    const found = await findDrawToReveal(tx, drawId)
    const tender = found && (await lockTender(tx, found.tenderId))
    const draw = await findDrawToReveal(tx, drawId) // as it stands after the lock
    if (!draw || !tender || tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    if (draw.revealedAt) return refuse('already-revealed')
    if (!awaitsEvaluation(tender.facts.lots)) return refuse('evaluation-complete')

    const at = await clock(tx)
    const today = dateInChina(at)
    const { tenderId, number, seed, pool, places, reason } = draw
    const drawn = drawExperts(await expertTickets(seed, pool), places)
    const facts = await findPoolFacts(tx, tender)
    const { eligible } = expertPool(await listPoolCandidates(tx, today), facts, {
      today,
      speciality: '', // the pool was drawn up by it
    })
    const joined = drawn.filter((expertId) => eligible.includes(expertId))
    const left = facts.members.flatMap(({ expertId, conflict }) => (conflict ? [expertId] : []))

    await markDrawRevealed(tx, { id: drawId, drawn, at, by: actor.userId })
    for (const expertId of left) await markMemberRemoved(tx, { tenderId, expertId, at, reason })
    const members = joined.map((expertId) => ({
      expertId,
      kind: 'expert' as const,
      chair: false,
      drawNumber: number,
    }))
    await insertCommitteeMembers(tx, { tenderId, members, at })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'committee.draw-revealed',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { number, seed, drawn, joined, left },
    })
    const { title: tenderTitle } = tender.terms
    const { procuringEntityId } = tender
    await notify(tx, {
      at,
      ...expertsDrawn({
        tenderId,
        tenderTitle,
        procuringEntityId,
        drawNumber: number,
        expertIds: joined,
      }),
    })
    return accept({ tenderId, joined })
  })
}
