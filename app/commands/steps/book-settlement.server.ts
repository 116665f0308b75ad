import { reserveEntries } from '#app/domain/ledger/reserve-entries.ts'
import { type SettlementInputs } from '#app/domain/ledger/settlement-inputs.ts'
import { settlementLines } from '#app/domain/ledger/settlement-lines.ts'
import { type YearFigures, type YearSettlement } from '#app/domain/settlement/settlement-terms.ts'
import { type Db } from '#db/client.server.ts'
import { type ContractYearRow } from '#db/queries/contract-years.server.ts'
import { lockLedger, postEntry } from '#db/queries/ledger.server.ts'
import { findFollowingReserve } from '#db/queries/outstanding-claims.server.ts'

/**
 * Books a final settlement: its returns and shares, and the figures of a year that was settled
 * on documents alone. A closing reserve taken over so must not move the one that a later day
 * was given before.
 */
export async function bookSettlement(
  db: Db,
  {
    year: { id, number, contractId, endsOn },
    proposal: { figures, version },
    settlement,
    booked,
    postedBy,
    postedAt,
  }: {
    year: ContractYearRow
    proposal: { figures: YearFigures; version: number }
    settlement: YearSettlement
    booked: SettlementInputs
    postedBy: string
    postedAt: Date
  },
): Promise<void> {
  await lockLedger(db, contractId)
  const following = await findFollowingReserve(db, { contractId, asOf: endsOn })
  const posted = { contractId, postedBy, postedAt }
  const document = `第${number}年度结算（第${version}版）`
  const lines = settlementLines(settlement, { figures, booked })
  if (lines.length > 0)
    await postEntry(db, {
      contractYearId: id,
      ...posted,
      entry: {
        kind: 'settlement-final',
        bookedOn: endsOn,
        sourceId: id,
        memo: booked.kept ? '年度结算审定' : '年度结算审定，未分项记账的数据按审定数补记',
        document,
        lines,
      },
    })
  const { outstandingClosing: amount } = figures
  const [, kept] = reserveEntries(
    { id: `settlement-${id}`, contractYearId: id, asOf: endsOn, amount, document },
    { booked: booked.outstandingClosing, following },
  )
  if (kept) await postEntry(db, { ...kept, ...posted })
}
