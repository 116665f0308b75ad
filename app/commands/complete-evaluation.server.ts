import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkCommittee } from '#app/domain/evaluation/committee.ts'
import { rankBids } from '#app/domain/evaluation/rank-bids.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { scoreBids } from '#app/domain/evaluation/score-bids.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertEvaluationReport } from '#db/queries/awards.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { listSheetsWhenAllSigned } from '#db/queries/score-sheets.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { lockLot } from '#db/queries/tenders.server.ts'

export type CompleteEvaluationRefusal =
  | 'not-found'
  | 'reviews-open'
  | 'sheets-open'
  | 'committee-too-small'
  | 'draw-needed'
  | 'lot-failed'
  | 'suspended'
  | 'already-complete'

/**
 * Computes the ranking from the signed sheets and the formulas and keeps it with
 * all its arithmetic as the evaluation report (评标报告). `drawOrder` is the recorded
 * result of a draw between bids that are equal in everything published.
 */
export async function completeEvaluation(
  { db, actor, clock }: CommandContext,
  { lotId, drawOrder }: { lotId: string; drawOrder: readonly string[] },
): Promise<Decision<undefined, CompleteEvaluationRefusal>> {
  return db.transaction(async (tx) => {
    const found = await lockLot(tx, lotId)
    if (!found || found.tender.procuringEntityId !== actor.organisationId)
      return refuse('not-found')
    const { tender, lot, facts } = found
    if (facts.failed) return refuse('lot-failed')
    const { round, progress, scorable: bids } = await findLotUnderEvaluation(tx, lotId)
    if (progress.waiting.length > 0 || bids.length === 0) return refuse('reviews-open')
    const sheets = await listSheetsWhenAllSigned(tx, { tenderId: tender.id, lotId, round })
    if (sheets.length === 0) return refuse('sheets-open')
    const at = await clock(tx)
    const scoring = (await listCommittee(tx, tender.id)).filter(
      ({ conflict }) => conflict === false,
    )
    const { regime, budget } = tender.terms
    const today = dateInChina(at)
    const open = await findOpenObjections(tx, { tenderId: tender.id, lotId, today })
    if (isSuspended('complete-evaluation', regime, open)) return refuse('suspended')
    if (checkCommittee(scoring, { regime, budget, today }).length > 0) {
      return refuse('committee-too-small')
    }

    const { criteria, tierWeights, tieBreakers } = tender.terms
    const expertScores = sheets.flatMap(({ scores }) => scores)
    const scores = scoreBids({ bids, criteria, tierWeights, expertScores })
    const lowPriceWins = lot.bidBasis !== 'payout-ratio'
    const ranked = rankBids({ scores, bids, tierWeights, tieBreakers, lowPriceWins, drawOrder })
    if ('drawNeeded' in ranked) return refuse('draw-needed')

    const { ranking } = ranked
    const saved = await insertEvaluationReport(tx, {
      lotId,
      round,
      ranking,
      completedAt: at,
      completedBy: actor.userId,
    })
    if (!saved) return refuse('already-complete')
    const order = ranking.ranked.map(({ bidId, rank, totalPoints }) => ({
      bidId,
      rank,
      totalPoints,
    }))
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'lot.evaluated',
      subjectId: lotId,
      purchaseId: tender.id,
      payload: { round, order, drawOrder },
    })
    return accept(undefined)
  })
}
