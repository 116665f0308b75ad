import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { openedBids } from '#db/schema/bids.ts'
import { bidClarificationAnswers, bidClarificationRequests } from '#db/schema/evaluations.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { lotIs } from './lot-facts.server.ts'
import { LIMIT_PER_KIND, type WaitingItem } from './waiting-item.ts'

/** Lots on which a committee waits for the bidder's answer, with the first moment one is due. */
export async function listBidClarificationsToAnswer(
  db: Db,
  actor: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const due = sql<Date>`min(${bidClarificationRequests.answerDue})`.mapWith(
    bidClarificationRequests.answerDue,
  )
  const rows = await db
    .select({
      subjectId: lots.id,
      title: sql<string>`${tenders.title} || ' · ' || ${lots.name}`,
      due,
    })
    .from(bidClarificationRequests)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidClarificationRequests.submissionId))
    .innerJoin(lots, eq(lots.id, openedBids.lotId))
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(
      bidClarificationAnswers,
      eq(bidClarificationAnswers.requestId, bidClarificationRequests.id),
    )
    .where(
      and(
        eq(openedBids.bidderId, actor.organisationId),
        isNull(bidClarificationAnswers.requestId),
        sql`${bidClarificationRequests.answerDue} > ${now.toISOString()}::timestamptz`,
        sql`not ${lotIs.failed}`,
      ),
    )
    .groupBy(lots.id, lots.name, tenders.title)
    .orderBy(asc(due), asc(lots.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'answer-bid-clarification' }))
}
