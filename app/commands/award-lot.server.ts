import { type CommandContext } from '#app/commands/context.ts'
import { mayAward } from '#app/domain/award/award-day.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  countAwards,
  findLotResult,
  insertAward,
  listCancelledAwards,
} from '#db/queries/awards.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { findTenderIdOfLot, lockTender } from '#db/queries/tenders.server.ts'

export type AwardLotRefusal =
  | 'not-found'
  | 'not-evaluated'
  | 'not-a-candidate'
  | 'reason-missing'
  | 'candidates-not-published'
  | 'notice-period-running'
  | 'already-awarded'
  | 'award-was-cancelled'
  | 'lot-failed'
  | 'suspended'

/**
 * Awards a lot (定标): to the first-ranked bid, or to another candidate for a stated
 * reason. After a cancelled award the next candidate may win, the same bid may not.
 */
export async function awardLot(
  { db, actor, clock }: CommandContext,
  { lotId, submissionId, reason }: { lotId: string; submissionId: string; reason: string },
): Promise<Decision<{ awardedAt: Date }, AwardLotRefusal>> {
  return db.transaction(async (tx) => {
    const tenderId = await findTenderIdOfLot(tx, lotId)
    const tender = tenderId === undefined ? undefined : await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    const result = await findLotResult(tx, lotId)
    if (!result) return refuse('not-evaluated')
    const candidate = result.ranking.ranked.find(({ bidId }) => bidId === submissionId)
    if (!candidate || candidate.rank > MOST_CANDIDATES) return refuse('not-a-candidate')
    if (result.award) return refuse('already-awarded')
    const lotIndex = tender.terms.lots.findIndex(({ id }) => id === lotId)
    if (tender.facts.lots[lotIndex]?.failed) return refuse('lot-failed')
    const cancelled = await listCancelledAwards(tx, lotId)
    const lost = cancelled.filter(({ round }) => round === result.round)
    if (lost.some((award) => award.submissionId === submissionId))
      return refuse('award-was-cancelled')
    const passedOver = result.ranking.ranked.filter(
      ({ bidId, rank }) =>
        rank < candidate.rank && !lost.some((award) => award.submissionId === bidId),
    )
    if (passedOver.length > 0 && reason.trim() === '') return refuse('reason-missing')

    const awardedAt = await clock(tx)
    const open = await findOpenObjections(tx, {
      tenderId: tender.id,
      lotId,
      today: dateInChina(awardedAt),
    })
    if (isSuspended('award', tender.terms.regime, open)) return refuse('suspended')
    const allowed = mayAward(tender.terms.regime, result.noticeLastDay, awardedAt)
    if (!allowed.ok) return allowed
    const number = (await countAwards(tx, lotId)) + 1
    const saved = await insertAward(tx, {
      id: `${lotId}-award-${number}`,
      lotId,
      number,
      round: result.round,
      submissionId,
      awardedAt,
      awardedBy: actor.userId,
      reason,
    })
    if (!saved) return refuse('already-awarded')
    await appendAuditEvent(tx, {
      actor,
      at: awardedAt,
      action: 'lot.awarded',
      subjectId: lotId,
      purchaseId: tender.id,
      payload: { submissionId, number, rank: candidate.rank, reason },
    })
    return accept({ awardedAt })
  })
}

const MOST_CANDIDATES = 3 // 招标投标法实施条例 第五十三条：中标候选人应当不超过3个
