import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type Fen } from '#app/domain/money.ts'
import { type HeadcountRefusal, decideHeadcount } from '#app/domain/premium/decide-headcount.ts'
import { type HeadcountKind } from '#app/domain/premium/headcount-kind.ts'
import { yearPremium } from '#app/domain/premium/year-premium.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { insertHeadcount, listHeadcounts } from '#db/queries/headcounts.server.ts'

export type RecordHeadcountRefusal = 'not-found' | HeadcountRefusal

/**
 * States a year's headcount (参保人数) from one source, first estimated, then actual. The
 * insurer answers it; a new version follows only after it disagreed.
 */
export async function recordHeadcount(
  { db, actor, clock }: CommandContext,
  input: {
    contractYearId: string
    kind: HeadcountKind
    headcount: bigint
    enrolmentDate: PlainDate
    source: string
    document: string
  },
): Promise<Decision<{ headcountId: string; premium: Fen }, RecordHeadcountRefusal>> {
  const { contractYearId, kind, headcount, enrolmentDate } = input
  return db.transaction(async (tx) => {
    const year = await lockContractYear(tx, contractYearId)
    if (!year || year.policyholderId !== actor.organisationId) return refuse('not-found')

    const at = await clock(tx)
    const stated = await listHeadcounts(tx, contractYearId)
    const today = dateInChina(at)
    const allowed = decideHeadcount({ stated, year, kind, headcount, enrolmentDate, today })
    if (!allowed.ok) return allowed
    const version = stated.filter((one) => one.kind === kind).length + 1
    const headcountId = `${contractYearId}-${kind}-${version}`
    const premium = yearPremium(headcount, year.terms.fundingPerHead)
    const saved = await insertHeadcount(tx, {
      id: headcountId,
      ...input,
      version,
      premium,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('answer-pending')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.headcount-recorded',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { ...input, version, premium },
    })
    return accept({ headcountId, premium })
  })
}
