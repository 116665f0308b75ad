import { type CommandContext } from '#app/commands/context.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { findHeadcount, insertHeadcountAnswer } from '#db/queries/headcounts.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'

export type AnswerHeadcountRefusal = 'not-found' | 'reason-missing' | 'already-answered'

/**
 * The insurer agrees to a stated headcount, or says why not. An agreed actual headcount fixes
 * the year's premium and is booked.
 */
export async function answerHeadcount(
  { db, actor, clock }: CommandContext,
  { headcountId, agreed, reason }: { headcountId: string; agreed: boolean; reason: string },
): Promise<Decision<undefined, AnswerHeadcountRefusal>> {
  return db.transaction(async (tx) => {
    const headcount = await findHeadcount(tx, headcountId)
    const year = headcount && (await lockContractYear(tx, headcount.contractYearId))
    if (!year || year.insurerId !== actor.organisationId) return refuse('not-found')
    if (!agreed && reason === '') return refuse('reason-missing')

    const at = await clock(tx)
    const { kind, premium, enrolmentDate, document } = headcount
    const saved = await insertHeadcountAnswer(tx, {
      headcountId,
      contractYearId: year.id,
      kind,
      agreed,
      reason: agreed ? '' : reason,
      answeredBy: actor.userId,
      answeredAt: at,
    })
    if (!saved) return refuse('already-answered')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: agreed ? 'year.headcount-agreed' : 'year.headcount-disputed',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { headcountId, kind, reason: agreed ? '' : reason },
    })
    if (agreed && kind === 'actual')
      await postEntry(tx, {
        contractId: year.contractId,
        contractYearId: year.id,
        postedBy: actor.userId,
        postedAt: at,
        entry: {
          kind: 'premium-agreed',
          bookedOn: enrolmentDate < year.startsOn ? year.startsOn : enrolmentDate,
          sourceId: headcountId,
          memo: '年度保费',
          document,
          lines: move('premium-receivable', 'premium-income', premium),
        },
      })
    return accept(undefined)
  })
}
