import { type CommandContext } from '#app/commands/context.ts'
import { failLot } from '#app/commands/steps/fail-lot.server.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { listCancelledAwards } from '#db/queries/awards.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type EndLotRefusal =
  | 'not-found'
  | 'already-ended'
  | 'already-awarded'
  | 'no-cancelled-award'
  | 'reason-missing'

/**
 * Ends a lot whose award was cancelled, by whom ever, and that no other candidate
 * gets: it is tendered again. The rule is that of the cancelled award.
 */
export async function endLot(
  { db, actor, clock }: CommandContext,
  { lotId, reason }: { lotId: string; reason: string },
): Promise<Decision<undefined, EndLotRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockLot(tx, lotId)
    if (!found || found.tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const { tender, lot, facts } = found
    if (facts.failed) return refuse('already-ended')
    if (facts.awarded) return refuse('already-awarded')
    const last = (await listCancelledAwards(tx, lotId)).at(-1)
    if (last?.round !== facts.round) return refuse('no-cancelled-award')
    if (reason.trim() === '') return refuse('reason-missing')

    const at = await clock(tx)
    const ending = { reason: 'award-cancelled', detail: reason, source: last.rule } as const
    await failLot(tx, { actor, at, tender, lot }, ending)
    return accept(undefined)
  })
}
