import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate } from '#app/domain/calendar.ts'
import { type DayKind, checkOverride } from '#app/domain/calendar-overrides.ts'
import { type Decision, accept } from '#app/domain/decision.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { saveCalendarDay } from '#db/queries/working-days.server.ts'

export type SetCalendarDayRefusal = 'same-as-published' | 'source-missing'

/** Makes a day a working day or a day off against the published calendar (调休). Tenders published before keep theirs. */
export async function setCalendarDay(
  { db, actor, clock }: CommandContext,
  override: { day: PlainDate; kind: DayKind; source: string },
): Promise<Decision<undefined, SetCalendarDayRefusal>> {
  const checked = checkOverride(override)
  if (!checked.ok) return checked
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    await saveCalendarDay(tx, { ...override, setAt: at, setBy: actor.userId })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'calendar-day.set',
      subjectId: override.day,
      purchaseId: null,
      payload: override,
    })
    return accept(undefined)
  })
}
