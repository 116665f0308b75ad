import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { type CalendarOverrides, type PlainDate } from '#app/domain/calendar.ts'
import { type DayKind } from '#app/domain/calendar-overrides.ts'
import { type Db } from '#db/client.server.ts'
import { calendarDays } from '#db/schema/qualifications.ts'

/** Every day on which the administrator's calendar differs from the published one. */
export async function listCalendarOverrides(db: Db): Promise<CalendarOverrides> {
  const days = await db
    .select({ day: calendarDays.day, kind: calendarDays.kind })
    .from(calendarDays)
    .orderBy(asc(calendarDays.day))
  return Object.fromEntries(days.map(({ day, kind }) => [day, kind]))
}

export type OverriddenDay = { day: PlainDate; kind: DayKind; source: string; setAt: Date }

/** The overrides of one year with their documents. */
export async function listOverriddenDays(db: Db, year: number): Promise<OverriddenDay[]> {
  return db
    .select({
      day: calendarDays.day,
      kind: calendarDays.kind,
      source: calendarDays.source,
      setAt: calendarDays.setAt,
    })
    .from(calendarDays)
    .where(and(gte(calendarDays.day, `${year}-01-01`), lte(calendarDays.day, `${year}-12-31`)))
    .orderBy(asc(calendarDays.day))
}

/** Sets a day, or sets it anew. */
export async function saveCalendarDay(
  db: Db,
  day: { day: PlainDate; kind: DayKind; source: string; setAt: Date; setBy: string },
): Promise<void> {
  const { day: _day, ...set } = day
  await db.insert(calendarDays).values(day).onConflictDoUpdate({ target: calendarDays.day, set })
}

/** Back to the published calendar; the trail keeps what was set. Undefined when nothing was. */
export async function deleteCalendarDay(
  db: Db,
  day: PlainDate,
): Promise<{ kind: DayKind; source: string } | undefined> {
  const [deleted] = await db
    .delete(calendarDays)
    .where(eq(calendarDays.day, day))
    .returning({ kind: calendarDays.kind, source: calendarDays.source })
  return deleted
}
