import { type PlainDate } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type LedgerEntry, move } from './ledger-entry.ts'

export type ReserveEntry = { contractYearId: string; entry: LedgerEntry }

/**
 * Brings the reserve's balance on a day to an amount (未决赔款准备金提转). The next later day that
 * has an amount of its own keeps it: what changes here is turned back there.
 */
export function reserveEntries(
  reserve: {
    id: string
    contractYearId: string
    asOf: PlainDate
    amount: Fen
    document: string
  },
  {
    booked,
    following,
  }: {
    booked: Fen // the balance on the day so far
    following: { contractYearId: string; asOf: PlainDate } | undefined
  },
): ReserveEntry[] {
  const change = reserve.amount - booked
  if (change === 0n) return []
  const common = { kind: 'outstanding-claims-set', document: reserve.document } as const
  const here: ReserveEntry = {
    contractYearId: reserve.contractYearId,
    entry: {
      ...common,
      bookedOn: reserve.asOf,
      sourceId: reserve.id,
      memo: change > 0n ? '提取未决赔款准备金' : '转回未决赔款准备金',
      lines: move('outstanding-claims-change', 'outstanding-claims', change),
    },
  }
  if (!following) return [here]
  const there: ReserveEntry = {
    contractYearId: following.contractYearId,
    entry: {
      ...common,
      bookedOn: following.asOf,
      sourceId: `${reserve.id}${FOLLOWING}`,
      memo: '前一时点未决赔款准备金更正，本时点余额不变',
      lines: move('outstanding-claims-change', 'outstanding-claims', -change),
    },
  }
  return [here, there]
}

const FOLLOWING = '-following' // the same record booked on the next day with an amount
