import { type CommandContext } from '#app/commands/context.ts'
import { type Actor } from '#app/domain/actor.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { type RunTotals, runBenefits } from '#db/queries/benefit-runs.server.ts'
import { listCountedImports } from '#db/queries/benefit-run-lists.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'

export type RerunBenefitsRefusal = 'not-found' | 'no-claims'

/**
 * Runs all claims of a contract year through the terms in force (待遇复算) and keeps what was
 * paid otherwise. The year is locked, so that no file comes or goes while it counts.
 */
export async function rerunBenefits(
  { db, actor, clock }: CommandContext,
  { contractYearId }: { contractYearId: string },
): Promise<Decision<RunTotals & { key: number }, RerunBenefitsRefusal>> {
  return db.transaction(async (tx) => {
    const year = await lockContractYear(tx, contractYearId)
    if (!year || !isConcerned(actor, year)) return refuse('not-found')
    const at = await clock(tx)
    const importKeys = await listCountedImports(tx, contractYearId)
    const run = await runBenefits(tx, {
      contractYearId,
      yearKey: year.key,
      terms: year.benefitTerms,
      importKeys,
      ranBy: actor.userId,
      ranAt: at,
    })
    if (!run) return refuse('no-claims')
    const { key, claims, due, paid, overpaid, underpaid, unpaid, differences } = run
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'benefits.rerun',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: {
        run: key,
        importKeys,
        claims,
        due,
        paid,
        overpaid,
        underpaid,
        unpaid,
        differences,
      },
    })
    return accept(run)
  })
}

/** Both parties of the contract and every auditor. */
function isConcerned(
  { role, organisationId }: Actor,
  { policyholderId, insurerId }: { policyholderId: string; insurerId: string },
): boolean {
  return role === 'auditor' || organisationId === policyholderId || organisationId === insurerId
}
