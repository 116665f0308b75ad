import { type CommandContext } from '#app/commands/context.ts'
import { contractDeadline, mayAward } from '#app/domain/award/award-day.ts'
import { chooseWinner } from '#app/domain/award/choose-winner.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type LotRanking } from '#app/domain/evaluation/lot-ranking.ts'
import { lotFacts } from '#app/domain/notification/announcement.ts'
import { type BidderResult, lotAwarded } from '#app/domain/notification/award-messages.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import {
  countAwards,
  findLotResult,
  insertAward,
  listCancelledAwards,
} from '#db/queries/awards.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

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
    const found = await lockLot(tx, lotId)
    if (!found || found.tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const { tender, lot, facts } = found
    if (facts.failed) return refuse('lot-failed')
    const result = await findLotResult(tx, lotId)
    if (!result) return refuse('not-evaluated')
    if (result.award) return refuse('already-awarded')
    const cancelled = await listCancelledAwards(tx, lotId)
    const lostAwards = cancelled
      .filter(({ round }) => round === result.round)
      .map((award) => award.submissionId)
    const winner = chooseWinner(result.ranking, { submissionId, reason, lostAwards })
    if (!winner.ok) return winner

    const awardedAt = await clock(tx)
    const today = dateInChina(awardedAt)
    const open = await findOpenObjections(tx, { tenderId: tender.id, lotId, today })
    if (isSuspended('award', tender.terms.regime, open)) return refuse('suspended')
    const allowed = mayAward(tender.terms.regime, result.noticeLastDay, awardedAt)
    if (!allowed.ok) return allowed
    const number = (await countAwards(tx, lotId)) + 1
    const awardId = `${lotId}-award-${number}`
    const saved = await insertAward(tx, {
      id: awardId,
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
      payload: { submissionId, number, rank: winner.value.rank, reason },
    })
    await notifyAll(
      tx,
      awardedAt,
      lotAwarded({
        ...lotFacts(tender, lot),
        awardId,
        contractDeadline: contractDeadline(tender.terms.regime, today).lastDay,
        ...(await listBidderResults(tx, { lotId, ranking: result.ranking, submissionId })),
      }),
    )
    return accept({ awardedAt })
  })
}

/** How each bidder came out, for its own message. */
async function listBidderResults(
  db: Db,
  { lotId, ranking, submissionId }: { lotId: string; ranking: LotRanking; submissionId: string },
): Promise<{ winnerName: string; results: BidderResult[] }> {
  const { bids, reviews } = await findLotUnderEvaluation(db, lotId)
  const winnerName = bids.find((bid) => bid.submissionId === submissionId)?.bidderName ?? ''
  return {
    winnerName,
    results: bids.map(({ submissionId: bidId, bidderId }): BidderResult => {
      const ranked = ranking.ranked.find((bid) => bid.bidId === bidId)
      if (ranked) {
        const { rank, totalPoints } = ranked
        return { bidderId, won: bidId === submissionId, outcome: 'ranked', rank, totalPoints }
      }
      const rejection = reviews.find((review) => review.submissionId === bidId && !review.passed)
      return { bidderId, won: false, outcome: 'rejected', reason: rejection?.reason ?? '' }
    }),
  }
}
