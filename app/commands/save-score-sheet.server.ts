import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkScoreSheet } from '#app/domain/evaluation/score-sheet.ts'
import { type ExpertScore } from '#app/domain/evaluation/scoring-criteria.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { saveScores } from '#db/queries/score-sheets.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { shareLot } from '#db/queries/tenders.server.ts'

export type SaveScoreSheetRefusal =
  | 'not-found'
  | 'not-declared'
  | 'lot-failed'
  | 'reviews-open'
  | 'points-out-of-range'
  | 'already-signed'

/** Keeps an expert's scores so far (评分表草稿). Nobody else reads them before all have signed. */
export async function saveScoreSheet(
  { db, actor, clock }: CommandContext,
  { lotId, scores }: { lotId: string; scores: readonly Omit<ExpertScore, 'expertId'>[] },
): Promise<Decision<undefined, SaveScoreSheetRefusal>> {
  return db.transaction(async (tx) => {
    const found = await shareLot(tx, lotId)
    const members = found ? await listCommittee(tx, found.tender.id) : []
    const member = members.find(({ expertId }) => expertId === actor.userId)
    if (!found || !member) return refuse('not-found')
    const { tender, facts } = found
    if (member.conflict !== false) return refuse('not-declared')
    if (facts.failed) return refuse('lot-failed')

    const { round, progress, validBids } = await findLotUnderEvaluation(tx, lotId)
    if (progress.waiting.length > 0 || validBids.length === 0) return refuse('reviews-open')
    const bidIds = validBids.map(({ submissionId }) => submissionId)
    const own = scores
      .filter(({ bidId }) => bidIds.includes(bidId))
      .map((score) => ({ ...score, expertId: actor.userId }))
    const problems = checkScoreSheet(own, { criteria: tender.terms.criteria, bidIds })
    if (problems.some(({ problem }) => problem === 'above-maximum' || problem === 'negative'))
      return refuse('points-out-of-range')

    const at = await clock(tx)
    if (!(await saveScores(tx, { lotId, round, expertId: actor.userId, scores: own, savedAt: at })))
      return refuse('already-signed')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'score-sheet.saved',
      subjectId: lotId,
      purchaseId: tender.id,
    })
    return accept(undefined)
  })
}
