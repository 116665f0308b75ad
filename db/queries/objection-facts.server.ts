import { sql } from 'drizzle-orm'
import { dateInChina } from '#app/domain/calendar.ts'
import { type ObjectionFacts } from '#app/domain/objection/objection-clock.ts'
import { type Db } from '#db/client.server.ts'
import { bidSubmissions, bidWithdrawals } from '#db/schema/bids.ts'
import { findLotResult } from './awards.server.ts'
import { type Tender } from './tenders.server.ts'

/** What opens and closes the windows for objections to a lot, or to the tender as a whole. */
export async function findObjectionFacts(
  db: Db,
  { terms, facts }: Tender,
  lotId: string | null,
): Promise<ObjectionFacts> {
  const result = lotId === null ? undefined : await findLotResult(db, lotId)
  const publishedAt = result?.candidatesPublishedAt
  const lastDay = result?.noticeLastDay
  const { documentsFrom, documentsUntil, bidDeadline } = terms.timetable
  return {
    regime: terms.regime,
    calendarOverrides: terms.calendarOverrides,
    publishedOn: facts.publishedAt ? dateInChina(facts.publishedAt) : documentsFrom,
    documentsUntil,
    bidDeadline,
    openedOn: facts.openedAt && dateInChina(facts.openedAt),
    candidateNotice:
      publishedAt && lastDay ? { publishedOn: dateInChina(publishedAt), lastDay } : null,
    awardedOn: result?.award ? dateInChina(result.award.awardedAt) : null,
  }
}

/** Whether an insurer had a bid at the deadline. Asked only about the asker itself, after the opening. */
export async function hasBid(
  db: Db,
  { tenderId, lotId, bidderId }: { tenderId: string; lotId: string | null; bidderId: string },
): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from (
      select distinct on (${bidSubmissions.lotId}) ${bidSubmissions.id} as id
      from ${bidSubmissions}
      where ${bidSubmissions.tenderId} = ${tenderId} and ${bidSubmissions.bidderId} = ${bidderId}
        and ${lotId === null ? sql`true` : sql`${bidSubmissions.lotId} = ${lotId}`}
      order by ${bidSubmissions.lotId}, ${bidSubmissions.revision} desc
    ) as latest
    where not exists (select 1 from ${bidWithdrawals} where ${bidWithdrawals.submissionId} = latest.id)`)
  return rows.length > 0
}
