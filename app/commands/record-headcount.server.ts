import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen } from '#app/domain/money.ts'
import { yearPremium } from '#app/domain/premium/year-premium.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { insertHeadcount, lockContractYear } from '#db/queries/contract-years.server.ts'

export type RecordHeadcountRefusal =
  | 'not-found'
  | 'not-positive'
  | 'enrolment-outside-year'
  | 'already-recorded'

/** Records the agreed headcount (参保人数) of a year; it fixes the premium. */
export async function recordHeadcount(
  { db, actor, clock }: CommandContext,
  input: { contractYearId: string; headcount: bigint; enrolmentDate: PlainDate; document: string },
): Promise<Decision<{ premium: Fen }, RecordHeadcountRefusal>> {
  const { contractYearId, headcount, enrolmentDate, document } = input
  return db.transaction(async (tx) => {
    const year = await lockContractYear(tx, contractYearId)
    if (!year || year.policyholderId !== actor.organisationId) return refuse('not-found')
    if (headcount <= 0n) return refuse('not-positive')
    if (enrolmentDate > year.endsOn) return refuse('enrolment-outside-year')

    const at = await clock(tx)
    const premium = yearPremium(headcount, year.terms.fundingPerHead)
    const saved = await insertHeadcount(tx, {
      contractYearId,
      headcount,
      enrolmentDate,
      document,
      premium,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('already-recorded')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.headcount-recorded',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { headcount, premium, enrolmentDate, document },
    })
    return accept({ premium })
  })
}
