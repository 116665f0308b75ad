import { type CommandContext } from '#app/commands/context.ts'
import {
  type LockOpenAccountsRefusal,
  lockOpenAccounts,
} from '#app/commands/steps/lock-open-accounts.server.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type BookingDayRefusal, bookingDayRefusal } from '#app/domain/ledger/booking-day.ts'
import {
  type AllocateCostRefusal,
  type CostAllocation,
  allocateCost,
} from '#app/domain/ledger/cost-allocation.ts'
import { type CostCategory } from '#app/domain/ledger/cost-category.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { type Fen } from '#app/domain/money.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import { insertOperatingCost } from '#db/queries/operating-costs.server.ts'

export type RecordOperatingCostRefusal =
  | LockOpenAccountsRefusal
  | BookingDayRefusal
  | AllocateCostRefusal
  | 'not-positive'
  | 'already-recorded'

/** Records a direct cost (专属费用), or this contract's part of a common one (共同费用), and books it. */
export async function recordOperatingCost(
  { db, actor, clock }: CommandContext,
  input: {
    costId: string
    contractYearId: string
    cost: { kind: 'direct'; amount: Fen } | { kind: 'shared'; allocation: CostAllocation }
    category: CostCategory
    incurredOn: PlainDate
    document: string
  },
): Promise<Decision<{ amount: Fen }, RecordOperatingCostRefusal>> {
  const { costId, contractYearId, cost, category, incurredOn, document } = input
  return db.transaction(async (tx) => {
    const locked = await lockOpenAccounts(tx, { contractYearId, actor })
    if (!locked.ok) return locked
    const year = locked.value
    const allocated = cost.kind === 'shared' ? allocateCost(cost.allocation) : accept(cost.amount)
    if (!allocated.ok) return allocated
    const amount = allocated.value
    if (amount <= 0n) return refuse('not-positive')
    const at = await clock(tx)
    const wrongDay = bookingDayRefusal(incurredOn, { year, today: dateInChina(at) })
    if (wrongDay) return refuse(wrongDay)

    const saved = await insertOperatingCost(tx, {
      id: costId,
      contractYearId,
      kind: cost.kind,
      category,
      incurredOn,
      amount,
      allocation: cost.kind === 'shared' ? cost.allocation : null,
      document,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('already-recorded')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.cost-recorded',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { costId, kind: cost.kind, category, incurredOn, amount, document },
    })
    await postEntry(tx, {
      contractId: year.contractId,
      contractYearId,
      postedBy: actor.userId,
      postedAt: at,
      entry: {
        kind: 'cost-recorded',
        bookedOn: incurredOn,
        sourceId: costId,
        memo: cost.kind === 'direct' ? '专属费用' : '共同费用分摊',
        document,
        lines: move(
          cost.kind === 'direct' ? 'direct-cost' : 'shared-cost',
          'insurer-account',
          amount,
        ),
      },
    })
    return accept({ amount })
  })
}
