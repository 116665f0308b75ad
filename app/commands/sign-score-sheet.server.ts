import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { checkScoreSheet } from '#app/domain/evaluation/score-sheet.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { findOwnScoreSheet, markSheetSigned } from '#db/queries/score-sheets.server.ts'
import { findLotUnderEvaluation } from '#db/queries/scoring.server.ts'
import { shareLot } from '#db/queries/tenders.server.ts'

export type SignScoreSheetRefusal = 'not-found' | 'lot-failed' | 'incomplete' | 'already-signed'

/** Signs an expert's sheet: from here on it is locked, in the database too. */
export async function signScoreSheet(
  { db, actor, clock }: CommandContext,
  { lotId }: { lotId: string },
): Promise<Decision<undefined, SignScoreSheetRefusal>> {
  return db.transaction(async (tx) => {
    const found = await shareLot(tx, lotId)
    const members = found ? await listCommittee(tx, found.tender.id) : []
    const isMember = members.some(
      ({ expertId, conflict }) => expertId === actor.userId && conflict === false,
    )
    const { round, validBids } = await findLotUnderEvaluation(tx, lotId)
    const sheet = await findOwnScoreSheet(tx, { lotId, round, expertId: actor.userId })
    if (!found || !isMember || !sheet) return refuse('not-found')
    const { tender, facts } = found
    if (facts.failed) return refuse('lot-failed')
    const bidIds = validBids.map(({ submissionId }) => submissionId)
    if (checkScoreSheet(sheet.scores, { criteria: tender.terms.criteria, bidIds }).length > 0)
      return refuse('incomplete')

    const at = await clock(tx)
    if (!(await markSheetSigned(tx, { lotId, round, expertId: actor.userId, signedAt: at })))
      return refuse('already-signed')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'score-sheet.signed',
      subjectId: lotId,
      purchaseId: tender.id,
    })
    return accept(undefined)
  })
}
