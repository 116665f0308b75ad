import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { dayWithin } from '#app/domain/ledger/booking-day.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { moveToReversed } from '#db/queries/claim-rows.server.ts'
import { findImportByKey, insertReversal } from '#db/queries/claims-imports.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'

export type ReverseImportRefusal = 'not-found' | 'reason-missing' | 'settled' | 'already-reversed'

/**
 * Takes back a whole claims file by a counter-entry (冲回), until its year is settled. Its rows
 * no longer count and the same file may be sent again; all of them are kept.
 */
export async function reverseImport(
  { db, actor, clock }: CommandContext,
  { importKey, reason, document }: { importKey: number; reason: string; document: string },
): Promise<Decision<undefined, ReverseImportRefusal>> {
  return db.transaction(async (tx) => {
    const file = await findImportByKey(tx, importKey)
    const year = file && (await lockContractYear(tx, file.contractYearId))
    if (!year || year.insurerId !== actor.organisationId) return refuse('not-found')
    if (reason.trim() === '' || document.trim() === '') return refuse('reason-missing')
    if (await findSettlement(tx, year.id)) return refuse('settled')

    const at = await clock(tx)
    const { number, paid, totals } = file
    const reversal = { importKey, reason, document, reversedBy: actor.userId, reversedAt: at }
    if (!(await insertReversal(tx, reversal))) return refuse('already-reversed')
    await moveToReversed(tx, { yearKey: year.key, importKey })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'claims.reversed',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { importKey, number, rows: totals.rows, paid, reason, document },
    })
    if (paid > 0n)
      await postEntry(tx, {
        contractId: year.contractId,
        contractYearId: year.id,
        postedBy: actor.userId,
        postedAt: at,
        entry: {
          kind: 'claims-reversed',
          bookedOn: dayWithin(year, dateInChina(at)),
          sourceId: String(importKey),
          memo: `冲回第${number}号赔付明细`,
          document,
          lines: move('payout-account', 'claims-paid', paid),
        },
      })
    return accept(undefined)
  })
}
