import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { coverEndsOn } from '#app/domain/contract/early-termination.ts'
import { handoverProgress, handoverStart } from '#app/domain/contract/handover.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listTerminations } from '#db/queries/contract-terminations.server.ts'
import { type Contract } from '#db/queries/contracts.server.ts'
import { listHandoverRecords } from '#db/queries/handovers.server.ts'

/** Where a contract's handover stands today, item by item, with everything recorded. */
export async function loadHandover({ id, terms }: Contract) {
  const today = dateInChina(await databaseClock(db))
  const terminations = await listTerminations(db, id)
  const records = await listHandoverRecords(db, id)
  const coverEnd = coverEndsOn(terms.endsOn, terminations)
  const startsOn = handoverStart(terms.endsOn, terminations)
  return {
    today,
    coverEnd,
    startsOn,
    items: handoverProgress({ startsOn, coverEnd }, records, today),
    records,
  }
}
