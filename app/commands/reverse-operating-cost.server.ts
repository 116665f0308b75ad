import { type CommandContext } from '#app/commands/context.ts'
import {
  type LockOpenAccountsRefusal,
  lockOpenAccounts,
} from '#app/commands/steps/lock-open-accounts.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { dayWithin } from '#app/domain/ledger/booking-day.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import { findOperatingCost, insertCostReversal } from '#db/queries/operating-costs.server.ts'

export type ReverseOperatingCostRefusal =
  | LockOpenAccountsRefusal
  | 'reason-missing'
  | 'already-reversed'

/** Takes a recorded cost back by a counter-entry (冲回); the cost itself stays to be read. */
export async function reverseOperatingCost(
  { db, actor, clock }: CommandContext,
  { costId, reason }: { costId: string; reason: string },
): Promise<Decision<{ contractYearId: string }, ReverseOperatingCostRefusal>> {
  return db.transaction(async (tx) => {
    const cost = await findOperatingCost(tx, costId)
    if (!cost) return refuse('not-found')
    const { contractYearId, kind, category, amount, document } = cost
    const locked = await lockOpenAccounts(tx, { contractYearId, actor })
    if (!locked.ok) return locked
    const year = locked.value
    if (reason.trim() === '') return refuse('reason-missing')

    const at = await clock(tx)
    const saved = await insertCostReversal(tx, {
      costId,
      reason,
      reversedBy: actor.userId,
      reversedAt: at,
    })
    if (!saved) return refuse('already-reversed')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.cost-reversed',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { costId, category, amount, reason },
    })
    const today = dateInChina(at)
    await postEntry(tx, {
      contractId: year.contractId,
      contractYearId,
      postedBy: actor.userId,
      postedAt: at,
      entry: {
        kind: 'cost-reversed',
        bookedOn: dayWithin(year, today),
        sourceId: costId,
        memo: `冲回${kind === 'direct' ? '专属费用' : '共同费用分摊'}：${reason}`,
        document,
        lines: move(kind === 'direct' ? 'direct-cost' : 'shared-cost', 'insurer-account', -amount),
      },
    })
    return accept({ contractYearId })
  })
}
