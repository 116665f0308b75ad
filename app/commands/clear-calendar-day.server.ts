import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { deleteCalendarDay } from '#db/queries/working-days.server.ts'

export type ClearCalendarDayRefusal = 'nothing-set'

/** Takes an override back: the published calendar holds again for that day. */
export async function clearCalendarDay(
  { db, actor, clock }: CommandContext,
  { day }: { day: PlainDate },
): Promise<Decision<undefined, ClearCalendarDayRefusal>> {
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    const cleared = await deleteCalendarDay(tx, day)
    if (!cleared) return refuse('nothing-set')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'calendar-day.cleared',
      subjectId: day,
      purchaseId: null,
      payload: { day, ...cleared },
    })
    return accept(undefined)
  })
}
