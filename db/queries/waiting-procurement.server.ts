import {
  type SQL,
  and,
  asc,
  eq,
  exists,
  gt,
  isNotNull,
  isNull,
  lte,
  ne,
  not,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings, bidSubmissions, bidWithdrawals, openedBids } from '#db/schema/bids.ts'
import {
  bidReviews,
  committeeMembers,
  interestDeclarations,
  scoreSheets,
} from '#db/schema/evaluations.ts'
import { lots, openingOfficers, tenders } from '#db/schema/tenders.ts'
import { listTendersToRepeat } from './endings.server.ts'
import { lotFactColumns, lotIs } from './lot-facts.server.ts'
import { LIMIT_PER_KIND, type WaitingItem, type WaitingKind } from './waiting-item.ts'

const lotTitle = sql<string>`${tenders.title} || ' · ' || ${lots.name}`

export async function listDraftTenders(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title })
    .from(tenders)
    .where(and(eq(tenders.procuringEntityId, actor.organisationId), isNull(tenders.publishedAt)))
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'publish-tender', due: null }))
}

export async function listTendersWithoutCommittee(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title })
    .from(tenders)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        exists(
          db
            .select({ one: sql`1` })
            .from(openedBids)
            .where(eq(openedBids.tenderId, tenders.id)),
        ),
        not(
          exists(
            db
              .select({ one: sql`1` })
              .from(committeeMembers)
              .where(
                and(
                  eq(committeeMembers.tenderId, tenders.id),
                  isNull(committeeMembers.removedAt),
                  committeeMembers.chair, // drawn but not confirmed: still to do
                ),
              ),
          ),
        ),
      ),
    )
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'appoint-committee', due: null }))
}

/** The officer's own lots that meet a condition. */
async function listOwnLots(
  db: Db,
  actor: Actor,
  kind: WaitingKind,
  condition: SQL | undefined,
): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: lots.id, title: lotTitle })
    .from(lots)
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(and(eq(tenders.procuringEntityId, actor.organisationId), condition))
    .orderBy(asc(lots.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind, due: null }))
}

export async function listLotsToQualify(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'review-qualification',
    and(not(lotIs.failed), hasUnreviewedBid(db, 'qualification')),
  )
}

export async function listLotsToComplete(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'complete-evaluation',
    and(
      not(lotIs.failed),
      exists(
        db
          .select({ one: sql`1` })
          .from(committeeMembers)
          .where(
            and(eq(committeeMembers.tenderId, lots.tenderId), isNull(committeeMembers.removedAt)),
          ),
      ),
      not(
        exists(
          db
            .select({ one: sql`1` })
            .from(committeeMembers)
            .leftJoin(interestDeclarations, sameMember())
            .leftJoin(
              scoreSheets,
              and(
                eq(scoreSheets.lotId, lots.id),
                eq(scoreSheets.round, lotFactColumns.round),
                eq(scoreSheets.expertId, committeeMembers.expertId),
              ),
            )
            .where(
              and(
                eq(committeeMembers.tenderId, lots.tenderId),
                isNull(committeeMembers.removedAt),
                sql`${interestDeclarations.conflict} is distinct from true`,
                isNull(scoreSheets.signedAt),
              ),
            ),
        ),
      ),
      not(lotIs.evaluated),
    ),
  )
}

export async function listLotsToAward(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'award-lot',
    and(not(lotIs.failed), lotIs.evaluated, not(lotIs.awarded)),
  )
}

export async function listLotsToContract(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'draft-contract',
    and(not(lotIs.failed), lotIs.awarded, not(lotIs.hasContract)),
  )
}

export async function listOtherProceduresToContract(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listOwnLots(
    db,
    actor,
    'draft-contract-otherwise',
    and(lotIs.otherProcedure, not(lotIs.hasContract)),
  )
}

export async function listLotsToRetender(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await listTendersToRepeat(db, actor.organisationId, LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'start-retender', due: null }))
}

export async function listTendersToOpen(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const rows = await selectNamedTenders(db, actor, lte(tenders.bidDeadline, now))
  return rows.map((row) => ({ ...row, kind: 'open-bids' }))
}

export async function listOpeningsAhead(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const rows = await selectNamedTenders(db, actor, gt(tenders.bidDeadline, now))
  return rows.map((row) => ({ ...row, kind: 'opening-ahead' }))
}

async function selectNamedTenders(db: Db, actor: Actor, condition: SQL) {
  return db
    .select({ subjectId: tenders.id, title: tenders.title, due: tenders.bidDeadline })
    .from(tenders)
    .innerJoin(openingOfficers, eq(openingOfficers.tenderId, tenders.id))
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .where(
      and(
        eq(openingOfficers.userId, actor.userId),
        isNotNull(tenders.publishedAt),
        isNull(bidOpenings.tenderId),
        condition,
      ),
    )
    .orderBy(asc(tenders.bidDeadline), asc(tenders.id))
    .limit(LIMIT_PER_KIND)
}

export async function listDeclarationsToMake(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title })
    .from(committeeMembers)
    .innerJoin(tenders, eq(tenders.id, committeeMembers.tenderId))
    .leftJoin(interestDeclarations, sameMember())
    .where(
      and(
        eq(committeeMembers.expertId, actor.userId),
        isNull(committeeMembers.removedAt),
        isNull(interestDeclarations.expertId),
      ),
    )
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'declare-interest', due: null }))
}

export async function listLotsToCheckCompliance(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listCommitteeLots(
    db,
    actor,
    'review-compliance',
    and(
      eq(committeeMembers.chair, true),
      not(hasUnreviewedBid(db, 'qualification')),
      hasUnreviewedBid(db, 'compliance'),
    ),
  )
}

export async function listLotsToScore(db: Db, actor: Actor): Promise<WaitingItem[]> {
  return listCommitteeLots(
    db,
    actor,
    'score-bids',
    and(
      exists(
        db
          .select({ one: sql`1` })
          .from(openedBids)
          .where(eq(openedBids.lotId, lots.id)),
      ),
      not(hasUnreviewedBid(db, 'qualification')),
      not(hasUnreviewedBid(db, 'compliance')),
      not(
        exists(
          db
            .select({ one: sql`1` })
            .from(scoreSheets)
            .where(
              and(
                eq(scoreSheets.lotId, lots.id),
                eq(scoreSheets.round, lotFactColumns.round),
                eq(scoreSheets.expertId, actor.userId),
                isNotNull(scoreSheets.signedAt),
              ),
            ),
        ),
      ),
    ),
  )
}

async function listCommitteeLots(
  db: Db,
  actor: Actor,
  kind: WaitingKind,
  condition: SQL | undefined,
): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: lots.id, title: lotTitle })
    .from(committeeMembers)
    .innerJoin(interestDeclarations, sameMember())
    .innerJoin(tenders, eq(tenders.id, committeeMembers.tenderId))
    .innerJoin(lots, eq(lots.tenderId, tenders.id))
    .where(
      and(
        eq(committeeMembers.expertId, actor.userId),
        isNull(committeeMembers.removedAt),
        eq(interestDeclarations.conflict, false),
        not(lotIs.failed),
        not(lotIs.evaluated),
        condition,
      ),
    )
    .orderBy(asc(lots.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind, due: null }))
}

/** Lots an insurer can bid on now and has no submitted bid for. */
export async function listLotsOpenForBids(db: Db, actor: Actor, now: Date): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: lots.id, title: lotTitle, due: tenders.bidDeadline })
    .from(lots)
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .where(
      and(
        lte(tenders.publishedAt, now),
        gt(tenders.bidDeadline, now),
        not(
          exists(
            db
              .select({ one: sql`1` })
              .from(bidSubmissions)
              .leftJoin(bidWithdrawals, eq(bidWithdrawals.submissionId, bidSubmissions.id))
              .where(
                and(
                  eq(bidSubmissions.lotId, lots.id),
                  eq(bidSubmissions.bidderId, actor.organisationId),
                  isNull(bidWithdrawals.submissionId),
                ),
              ),
          ),
        ),
      ),
    )
    .orderBy(asc(tenders.bidDeadline), asc(lots.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'open-for-bids' }))
}

/** A bid rejected at the qualification review needs no compliance review. */
function hasUnreviewedBid(db: Db, stage: 'qualification' | 'compliance'): SQL {
  const thisStage = alias(bidReviews, 'this_stage')
  const otherStage = alias(bidReviews, 'other_stage')
  return exists(
    db
      .select({ one: sql`1` })
      .from(openedBids)
      .leftJoin(
        thisStage,
        and(
          eq(thisStage.submissionId, openedBids.submissionId),
          eq(thisStage.stage, stage),
          eq(thisStage.round, lotFactColumns.round),
        ),
      )
      .leftJoin(
        otherStage,
        and(
          eq(otherStage.submissionId, openedBids.submissionId),
          ne(otherStage.stage, stage),
          eq(otherStage.round, lotFactColumns.round),
        ),
      )
      .where(
        and(
          eq(openedBids.lotId, lots.id),
          isNull(thisStage.submissionId),
          sql`${otherStage.passed} is distinct from false`,
        ),
      ),
  )
}

function sameMember(): SQL | undefined {
  return and(
    eq(interestDeclarations.tenderId, committeeMembers.tenderId),
    eq(interestDeclarations.expertId, committeeMembers.expertId),
  )
}
