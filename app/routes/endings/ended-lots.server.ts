import { randomUUID } from 'node:crypto'
import { db } from '#app/database.server.ts'
import { otherProcedureRule } from '#app/domain/ending/other-procedure.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { findContractOfLot } from '#db/queries/contracts.server.ts'
import {
  countFailedAttempts,
  findOtherProcedure,
  listLotFailures,
  listLotsToRepeat,
} from '#db/queries/endings.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'

/** What the buyer can do about the lots of a tender that ended. */
export async function loadEndedLots({ id, terms }: Tender, today: PlainDate) {
  const failures = await listLotFailures(db, id)
  const waiting = await listLotsToRepeat(db, id)
  const { value, source } = otherProcedureRule(terms.regime, today)
  const lots = await Promise.all(
    failures.map(async ({ lotId, reason }) => {
      const procedure = await findOtherProcedure(db, lotId)
      const contract = procedure && (await findContractOfLot(db, lotId))
      return {
        lotId,
        name: terms.lots.find((lot) => lot.id === lotId)?.name ?? '',
        mayUseOtherProcedure:
          waiting.includes(lotId) &&
          reason !== 'cancelled' &&
          (await countFailedAttempts(db, lotId)) >= Number(value),
        insurerName: procedure?.insurerName ?? null,
        contractId: contract?.id ?? null,
      }
    }),
  )
  return { lots, mayRetender: waiting.length > 0, rule: source, newContractId: randomUUID() }
}

export type EndedLotsData = Awaited<ReturnType<typeof loadEndedLots>>
