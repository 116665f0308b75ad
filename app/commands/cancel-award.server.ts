import { type CommandContext } from '#app/commands/context.ts'
import { cancelAwardInForce } from '#app/commands/steps/cancel-award-in-force.server.ts'
import { failLot } from '#app/commands/steps/fail-lot.server.ts'
import { candidatesLeft } from '#app/domain/award/choose-winner.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type AwardCancellationGround,
  awardCancellationRule,
} from '#app/domain/ending/award-cancellation.ts'
import { findLotResult, listCancelledAwards } from '#db/queries/awards.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type CancelAwardRefusal =
  | 'not-found'
  | 'not-awarded'
  | 'contract-signed'
  | 'reason-missing'
  | 'no-candidate-left'

/**
 * Cancels an award before the contract is signed (放弃中标、中标无效). The lot then waits
 * for the next candidate's award, or fails and is tendered again.
 */
export async function cancelAward(
  { db, actor, clock }: CommandContext,
  {
    lotId,
    ground,
    reason,
    next,
  }: {
    lotId: string
    ground: AwardCancellationGround
    reason: string
    next: 'next-candidate' | 're-tender'
  },
): Promise<Decision<undefined, CancelAwardRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockLot(tx, lotId)
    if (!found || found.tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const { tender, lot, facts } = found
    if (facts.contractSigned) return refuse('contract-signed')
    const result = await findLotResult(tx, lotId)
    if (!result?.award || facts.failed) return refuse('not-awarded')
    if (reason.trim() === '') return refuse('reason-missing')
    const lostAwards = (await listCancelledAwards(tx, lotId))
      .filter(({ round }) => round === result.round)
      .map(({ submissionId }) => submissionId)
      .concat(result.award.submissionId)
    if (next === 'next-candidate' && candidatesLeft(result.ranking, lostAwards).length === 0)
      return refuse('no-candidate-left')

    const act = { actor, at: await clock(tx), tender, lot }
    const rule = awardCancellationRule(tender.terms.regime, ground)
    await cancelAwardInForce(tx, act, { reason, rule })
    if (next === 're-tender')
      await failLot(tx, act, { reason: 'award-cancelled', detail: reason, source: rule })
    return accept(undefined)
  })
}
