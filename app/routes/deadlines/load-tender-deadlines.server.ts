import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { monthsOf } from '#app/domain/deadline/deadline-months.ts'
import { tenderDeadlines } from '#app/domain/deadline/tender-deadlines.ts'
import { type DeadlineScope, listDeadlineFacts } from '#db/queries/deadlines.server.ts'

/** A tender's deadlines as far as a scope reaches, counted by the calendar it was published with. */
export async function loadTenderDeadlines(tenderId: string, scope: DeadlineScope, now: Date) {
  const [tender] = await listDeadlineFacts(db, [tenderId], scope)
  const deadlines = tender ? tenderDeadlines(tender.facts, now) : []
  const months = monthsOf(
    deadlines.map(({ due }) => due),
    tender?.facts.calendarOverrides ?? {},
  )
  return { deadlines, months, today: dateInChina(now) }
}
