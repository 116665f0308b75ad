import { type CommandContext } from '#app/commands/context.ts'
import {
  type LockOpenAccountsRefusal,
  lockOpenAccounts,
} from '#app/commands/steps/lock-open-accounts.server.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type BookingDayRefusal, bookingDayRefusal } from '#app/domain/ledger/booking-day.ts'
import { reserveEntries } from '#app/domain/ledger/reserve-entries.ts'
import { type Fen } from '#app/domain/money.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockLedger, postEntry, sumAccounts } from '#db/queries/ledger.server.ts'
import {
  findFollowingReserve,
  insertOutstandingClaims,
  listOutstandingClaims,
} from '#db/queries/outstanding-claims.server.ts'

export type SetOutstandingClaimsRefusal =
  | LockOpenAccountsRefusal
  | BookingDayRefusal
  | 'negative'
  | 'unchanged'
  | 'already-set'

/**
 * Sets the reserve for outstanding claims (未决赔款准备金) on a day. A later version of the day
 * replaces an earlier one; the difference to the balance is booked.
 */
export async function setOutstandingClaims(
  { db, actor, clock }: CommandContext,
  input: {
    reserveId: string
    contractYearId: string
    asOf: PlainDate
    amount: Fen
    method: string
    document: string
  },
): Promise<Decision<{ version: number }, SetOutstandingClaimsRefusal>> {
  const { reserveId: id, contractYearId, ...reserve } = input
  const { asOf, amount } = reserve
  return db.transaction(async (tx) => {
    const locked = await lockOpenAccounts(tx, { contractYearId, actor })
    if (!locked.ok) return locked
    const { contractId, ...year } = locked.value
    await lockLedger(tx, contractId) // the balance decides, and another year's reserve moves it
    if (amount < 0n) return refuse('negative')
    const at = await clock(tx)
    const wrongDay = bookingDayRefusal(asOf, { year, today: dateInChina(at) })
    if (wrongDay) return refuse(wrongDay)
    const versions = (await listOutstandingClaims(tx, contractYearId)).filter(
      (earlier) => earlier.asOf === asOf,
    )
    if (versions.some((earlier) => earlier.id === id)) return refuse('already-set')
    if (versions[0]?.amount === amount) return refuse('unchanged')

    const balances = await sumAccounts(tx, contractId, { until: asOf })
    const following = await findFollowingReserve(tx, { contractId, asOf })
    const version = versions.length + 1
    const saved = await insertOutstandingClaims(tx, {
      id,
      contractYearId,
      ...reserve,
      version,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('already-set')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.outstanding-claims-set',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { ...reserve, version },
    })
    const booked = -(balances.get('outstanding-claims') ?? 0n)
    const entries = reserveEntries({ id, contractYearId, ...reserve }, { booked, following })
    for (const { entry, ...of } of entries)
      await postEntry(tx, {
        contractId,
        ...of,
        postedBy: actor.userId,
        postedAt: at,
        entry,
      })
    return accept({ version })
  })
}
