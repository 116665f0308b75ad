import { type CommandContext } from '#app/commands/context.ts'
import {
  type LockOpenAccountsRefusal,
  lockOpenAccounts,
} from '#app/commands/steps/lock-open-accounts.server.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type BookingDayRefusal, bookingDayRefusal } from '#app/domain/ledger/booking-day.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { type Fen } from '#app/domain/money.ts'
import { insertAccountTransfer } from '#db/queries/account-transfers.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'

export type RecordAccountTransferRefusal =
  | LockOpenAccountsRefusal
  | BookingDayRefusal
  | 'not-positive'
  | 'already-recorded'

/** Records a transfer from the separate income account to the payout account (资金划转). */
export async function recordAccountTransfer(
  { db, actor, clock }: CommandContext,
  input: {
    transferId: string
    contractYearId: string
    amount: Fen
    transferredOn: PlainDate
    document: string
  },
): Promise<Decision<undefined, RecordAccountTransferRefusal>> {
  const { transferId, contractYearId, amount, transferredOn, document } = input
  return db.transaction(async (tx) => {
    const locked = await lockOpenAccounts(tx, { contractYearId, actor })
    if (!locked.ok) return locked
    const year = locked.value
    if (amount <= 0n) return refuse('not-positive')
    const at = await clock(tx)
    const wrongDay = bookingDayRefusal(transferredOn, { year, today: dateInChina(at) })
    if (wrongDay) return refuse(wrongDay)

    const saved = await insertAccountTransfer(tx, {
      id: transferId,
      contractYearId,
      amount,
      transferredOn,
      document,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('already-recorded')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'year.account-transferred',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { transferId, amount, transferredOn, document },
    })
    await postEntry(tx, {
      contractId: year.contractId,
      contractYearId,
      postedBy: actor.userId,
      postedAt: at,
      entry: {
        kind: 'account-transfer',
        bookedOn: transferredOn,
        sourceId: transferId,
        memo: '收入户划转支出户',
        document,
        lines: move('payout-account', 'income-account', amount),
      },
    })
    return accept(undefined)
  })
}
