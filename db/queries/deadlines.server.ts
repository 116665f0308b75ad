import { type SQL, and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type InsurerPart } from '#app/domain/deadline/personal-deadlines.ts'
import { type DeadlineFacts } from '#app/domain/deadline/tender-deadlines.ts'
import { type Db } from '#db/client.server.ts'
import {
  awardCancellations,
  awards,
  candidateNotices,
  evaluationReports,
} from '#db/schema/awards.ts'
import { bidOpenings, bidSecurities, bidSecurityReturns, openedBids } from '#db/schema/bids.ts'
import { contractConfirmations, contracts } from '#db/schema/contracts.ts'
import {
  bidClarificationAnswers,
  bidClarificationRequests,
  committeeMembers,
} from '#db/schema/evaluations.ts'
import {
  complaintDecisions,
  complaints,
  objectionAnswers,
  objections,
} from '#db/schema/objections.ts'
import { lotFailures, lots, openingOfficers, tenders } from '#db/schema/tenders.ts'
import { lotFactColumns } from './lot-facts.server.ts'

/**
 * Whose matters besides the published ones are read: the buyer's officer all of a
 * tender, an insurer its own, the chair the clarifications, the supervisor complaints.
 */
export type DeadlineScope =
  | { kind: 'public' }
  | { kind: 'officer' }
  | { kind: 'insurer'; organisationId: string }
  | { kind: 'chair' }
  | { kind: 'supervisor' }

export type TenderWithDeadlines = {
  tenderId: string
  title: string
  facts: DeadlineFacts
  part: InsurerPart
}

const MOST_TENDERS = 40

/** What the deadlines of published tenders are computed from, as far as a scope reaches. */
export async function listDeadlineFacts(
  db: Db,
  tenderIds: readonly string[],
  scope: DeadlineScope,
): Promise<TenderWithDeadlines[]> {
  if (tenderIds.length === 0) return []
  const ids = [...tenderIds]
  const found = await db
    .select({
      id: tenders.id,
      title: tenders.title,
      regime: tenders.regime,
      calendarOverrides: tenders.calendarOverrides,
      documentsFrom: tenders.documentsFrom,
      documentsUntil: tenders.documentsUntil,
      bidDeadline: tenders.bidDeadline,
      publishedAt: tenders.publishedAt,
      openedAt: bidOpenings.openedAt,
    })
    .from(tenders)
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .where(and(inArray(tenders.id, ids), isNotNull(tenders.publishedAt)))
  const lotRows = await listLots(db, ids)
  const securities = scope.kind === 'officer' ? await listSecurities(db, ids) : []
  const objectionRows = await listObjectionTimes(db, ids, scope)
  const clarifications = await listClarificationTimes(db, ids, scope)
  const ownBids = scope.kind === 'insurer' ? await listOwnOpenedBids(db, ids, scope) : []

  return found.flatMap(({ id, title, regime, calendarOverrides, bidDeadline, ...row }) => {
    if (!row.publishedAt) return []
    const { documentsFrom, documentsUntil, openedAt, publishedAt } = row
    const ownLots = lotRows.filter((lot) => lot.tenderId === id)
    const bidOnLots = ownBids.filter(({ tenderId }) => tenderId === id).map(({ lotId }) => lotId)
    const submissions = ownBids.map(({ submissionId }) => submissionId)
    return {
      tenderId: id,
      title,
      part: {
        bidOnLots,
        wonLots: ownLots
          .filter(({ winner }) => winner !== null && submissions.includes(winner))
          .map(({ lotId }) => lotId),
      },
      facts: {
        regime,
        calendarOverrides,
        timetable: { documentsFrom, documentsUntil, bidDeadline },
        publishedOn: dateInChina(publishedAt),
        openedOn: openedAt && dateInChina(openedAt),
        lots: ownLots.map((lot) => ({
          lotId: lot.lotId,
          lotName: lot.lotName,
          endedOn: lot.failedAt && dateInChina(lot.failedAt),
          evaluatedOn: lot.completedAt && dateInChina(lot.completedAt),
          candidates:
            lot.noticedAt && lot.lastDay
              ? { publishedOn: dateInChina(lot.noticedAt), lastDay: lot.lastDay }
              : null,
          awardedOn: lot.awardedAt && dateInChina(lot.awardedAt),
          signedOn: lot.signedAt && dateInChina(lot.signedAt),
          securities: securities
            .filter(({ lotId }) => lotId === lot.lotId)
            .map(({ submissionId, endedOn }) => ({ won: submissionId === lot.winner, endedOn })),
        })),
        objections: objectionRows.filter(({ tenderId }) => tenderId === id).map(toObjection),
        clarifications: clarifications.filter(({ tenderId }) => tenderId === id),
      },
    }
  })
}

/** The tenders in which something may be due for a person, the latest published first. */
export async function listTendersOfPerson(db: Db, actor: Actor, now: Date): Promise<string[]> {
  const { organisationId, userId, role } = actor
  const concerns: Partial<Record<Actor['role'], SQL>> = {
    'tender-officer': eq(tenders.procuringEntityId, organisationId),
    'opening-officer': sql`exists (select 1 from ${openingOfficers} where ${openingOfficers.tenderId} = ${tenders.id} and ${openingOfficers.userId} = ${userId}) and ${tenders.bidDeadline} > ${now.toISOString()}::timestamptz`,
    'bid-submitter': sql`(${tenders.bidDeadline} > ${now.toISOString()}::timestamptz
      or exists (select 1 from ${openedBids} where ${openedBids.tenderId} = ${tenders.id} and ${openedBids.bidderId} = ${organisationId})
      or exists (select 1 from ${objections} where ${objections.tenderId} = ${tenders.id} and ${objections.objectorId} = ${organisationId}))`,
    expert: sql`exists (select 1 from ${committeeMembers} where ${committeeMembers.tenderId} = ${tenders.id} and ${committeeMembers.expertId} = ${userId} and ${committeeMembers.chair} and ${committeeMembers.removedAt} is null)`,
    supervisor: sql`exists (select 1 from ${complaints} join ${objections} on ${objections.id} = ${complaints.objectionId}
      where ${objections.tenderId} = ${tenders.id} and not exists (select 1 from ${complaintDecisions} where ${complaintDecisions.complaintId} = ${complaints.id}))`,
  }
  const concern = concerns[role]
  if (!concern) return []
  const rows = await db
    .select({ id: tenders.id })
    .from(tenders)
    .where(and(isNotNull(tenders.publishedAt), concern))
    .orderBy(desc(tenders.publishedAt), desc(tenders.id))
    .limit(MOST_TENDERS)
  return rows.map(({ id }) => id)
}

async function listLots(db: Db, tenderIds: string[]) {
  const signedAt = sql<Date | null>`(select max(${contractConfirmations.confirmedAt}) from ${contractConfirmations} where ${contractConfirmations.contractId} = ${contracts.id} having count(*) = 2)`
  const inForce = sql`not exists (select 1 from ${awardCancellations} where ${awardCancellations.awardId} = ${awards.id})`
  return db
    .select({
      tenderId: lots.tenderId,
      lotId: lots.id,
      lotName: lots.name,
      failedAt: lotFailures.failedAt,
      completedAt: evaluationReports.completedAt,
      noticedAt: candidateNotices.publishedAt,
      lastDay: candidateNotices.lastDay,
      winner: awards.submissionId,
      awardedAt: awards.awardedAt,
      signedAt: signedAt.mapWith(contractConfirmations.confirmedAt),
    })
    .from(lots)
    .leftJoin(lotFailures, eq(lotFailures.lotId, lots.id))
    .leftJoin(
      evaluationReports,
      and(
        eq(evaluationReports.lotId, lots.id),
        sql`${evaluationReports.round} = ${lotFactColumns.round}`,
      ),
    )
    .leftJoin(
      candidateNotices,
      and(eq(candidateNotices.lotId, lots.id), eq(candidateNotices.round, evaluationReports.round)),
    )
    .leftJoin(awards, and(eq(awards.lotId, lots.id), inForce))
    .leftJoin(contracts, eq(contracts.awardId, awards.id))
    .where(inArray(lots.tenderId, tenderIds))
    .orderBy(asc(lots.tenderId), asc(lots.number))
}

async function listSecurities(db: Db, tenderIds: string[]) {
  return db
    .select({
      lotId: openedBids.lotId,
      submissionId: openedBids.submissionId,
      endedOn: bidSecurityReturns.on,
    })
    .from(bidSecurities)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidSecurities.submissionId))
    .leftJoin(bidSecurityReturns, eq(bidSecurityReturns.securityId, bidSecurities.id))
    .where(inArray(openedBids.tenderId, tenderIds))
}

async function listObjectionTimes(db: Db, tenderIds: string[], scope: DeadlineScope) {
  if (scope.kind === 'public' || scope.kind === 'chair') return []
  return db
    .select({
      id: objections.id,
      tenderId: objections.tenderId,
      lotName: lots.name,
      filedAt: objections.filedAt,
      answeredAt: objectionAnswers.answeredAt,
      complainedAt: complaints.filedAt,
      decidedAt: complaintDecisions.decidedAt,
    })
    .from(objections)
    .leftJoin(lots, eq(lots.id, objections.lotId))
    .leftJoin(objectionAnswers, eq(objectionAnswers.objectionId, objections.id))
    .leftJoin(complaints, eq(complaints.objectionId, objections.id))
    .leftJoin(complaintDecisions, eq(complaintDecisions.complaintId, complaints.id))
    .where(
      and(
        inArray(objections.tenderId, tenderIds),
        scope.kind === 'insurer' ? eq(objections.objectorId, scope.organisationId) : undefined,
        scope.kind === 'supervisor' ? isNotNull(complaints.id) : undefined,
      ),
    )
    .orderBy(asc(objections.filedAt), asc(objections.id))
}

function toObjection(row: Awaited<ReturnType<typeof listObjectionTimes>>[number]) {
  const { id, lotName, filedAt, answeredAt, complainedAt, decidedAt } = row
  const complaint = complainedAt && { filedAt: complainedAt, decidedAt }
  return { id, lotName: lotName ?? '', filedAt, answeredAt, complaint }
}

/** Of living lots only: nobody waits for an answer to a bid on a lot that has ended. */
async function listClarificationTimes(db: Db, tenderIds: string[], scope: DeadlineScope) {
  if (scope.kind === 'public' || scope.kind === 'supervisor') return []
  return db
    .select({
      id: bidClarificationRequests.id,
      tenderId: openedBids.tenderId,
      lotName: lots.name,
      answerDue: bidClarificationRequests.answerDue,
      answeredAt: bidClarificationAnswers.answeredAt,
    })
    .from(bidClarificationRequests)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidClarificationRequests.submissionId))
    .innerJoin(lots, eq(lots.id, openedBids.lotId))
    .leftJoin(lotFailures, eq(lotFailures.lotId, lots.id))
    .leftJoin(
      bidClarificationAnswers,
      eq(bidClarificationAnswers.requestId, bidClarificationRequests.id),
    )
    .where(
      and(
        inArray(openedBids.tenderId, tenderIds),
        isNull(lotFailures.lotId),
        scope.kind === 'insurer' ? eq(openedBids.bidderId, scope.organisationId) : undefined,
      ),
    )
    .orderBy(asc(bidClarificationRequests.answerDue), asc(bidClarificationRequests.id))
}

async function listOwnOpenedBids(
  db: Db,
  tenderIds: string[],
  { organisationId }: { organisationId: string },
) {
  return db
    .select({
      tenderId: openedBids.tenderId,
      lotId: openedBids.lotId,
      submissionId: openedBids.submissionId,
    })
    .from(openedBids)
    .where(and(inArray(openedBids.tenderId, tenderIds), eq(openedBids.bidderId, organisationId)))
}
