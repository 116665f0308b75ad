import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { type CommitteeMemberKind } from '#app/domain/evaluation/committee.ts'
import { type ReviewStage } from '#app/domain/evaluation/review-progress.ts'
import { type ExpertScore } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings, openedBids } from '#db/schema/bids.ts'
import {
  bidReviews,
  committeeMembers,
  interestDeclarations,
  scoreSheets,
} from '#db/schema/evaluations.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { lotFailures, lots, tenders } from '#db/schema/tenders.ts'

export type CommitteeMember = {
  expertId: string
  name: string
  organisationName: string
  kind: CommitteeMemberKind
  chair: boolean
  conflict: boolean | null // null until declared
  conflictReason: string | null
}

export async function listCommittee(db: Db, tenderId: string): Promise<CommitteeMember[]> {
  return db
    .select({
      expertId: committeeMembers.expertId,
      name: users.name,
      organisationName: organisations.name,
      kind: committeeMembers.kind,
      chair: committeeMembers.chair,
      conflict: interestDeclarations.conflict,
      conflictReason: interestDeclarations.reason,
    })
    .from(committeeMembers)
    .innerJoin(users, eq(users.id, committeeMembers.expertId))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .leftJoin(
      interestDeclarations,
      and(
        eq(interestDeclarations.tenderId, committeeMembers.tenderId),
        eq(interestDeclarations.expertId, committeeMembers.expertId),
      ),
    )
    .where(eq(committeeMembers.tenderId, tenderId))
    .orderBy(sql`${committeeMembers.chair} desc`, asc(committeeMembers.expertId))
}

/** Replaces the whole committee; declarations of people who stay are kept. */
export async function replaceCommittee(
  db: Db,
  {
    tenderId,
    members,
    at,
  }: {
    tenderId: string
    members: readonly { expertId: string; kind: CommitteeMemberKind; chair: boolean }[]
    at: Date
  },
): Promise<void> {
  await db.delete(committeeMembers).where(eq(committeeMembers.tenderId, tenderId))
  await db
    .insert(committeeMembers)
    .values(members.map((member) => ({ ...member, tenderId, appointedAt: at })))
}

/** False when this member has declared already. */
export async function insertInterestDeclaration(
  db: Db,
  declaration: {
    tenderId: string
    expertId: string
    conflict: boolean
    reason: string
    declaredAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(interestDeclarations)
    .values(declaration)
    .onConflictDoNothing()
    .returning({ expertId: interestDeclarations.expertId })
  return inserted.length === 1
}

export type BidReview = {
  submissionId: string
  stage: ReviewStage
  passed: boolean
  reason: string
  reviewerName: string
  reviewedAt: Date
}

export async function listReviews(db: Db, lotId: string): Promise<BidReview[]> {
  return db
    .select({
      submissionId: bidReviews.submissionId,
      stage: bidReviews.stage,
      passed: bidReviews.passed,
      reason: bidReviews.reason,
      reviewerName: users.name,
      reviewedAt: bidReviews.reviewedAt,
    })
    .from(bidReviews)
    .innerJoin(openedBids, eq(openedBids.submissionId, bidReviews.submissionId))
    .innerJoin(users, eq(users.id, bidReviews.reviewedBy))
    .where(eq(openedBids.lotId, lotId))
    .orderBy(asc(bidReviews.submissionId), asc(bidReviews.stage))
}

/** False when the bid has its verdict of this stage already. */
export async function insertReview(
  db: Db,
  review: {
    submissionId: string
    stage: ReviewStage
    passed: boolean
    reason: string
    reviewedBy: string
    reviewedAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(bidReviews)
    .values(review)
    .onConflictDoNothing()
    .returning({ submissionId: bidReviews.submissionId })
  return inserted.length === 1
}

export type ScoreSheet = {
  expertId: string
  scores: readonly ExpertScore[]
  savedAt: Date
  signedAt: Date | null
}

/** An expert's own sheet. */
export async function findOwnScoreSheet(
  db: Db,
  { lotId, expertId }: { lotId: string; expertId: string },
): Promise<ScoreSheet | undefined> {
  const [sheet] = await db
    .select(sheetColumns)
    .from(scoreSheets)
    .where(and(eq(scoreSheets.lotId, lotId), eq(scoreSheets.expertId, expertId)))
  return sheet
}

/** False when the sheet is signed. */
export async function saveScores(
  db: Db,
  sheet: { lotId: string; expertId: string; scores: readonly ExpertScore[]; savedAt: Date },
): Promise<boolean> {
  const saved = await db
    .insert(scoreSheets)
    .values(sheet)
    .onConflictDoUpdate({
      target: [scoreSheets.lotId, scoreSheets.expertId],
      set: { scores: sheet.scores, savedAt: sheet.savedAt },
      setWhere: sql`${scoreSheets.signedAt} is null`,
    })
    .returning({ lotId: scoreSheets.lotId })
  return saved.length === 1
}

/** False when there is no unsigned sheet. */
export async function markSheetSigned(
  db: Db,
  { lotId, expertId, signedAt }: { lotId: string; expertId: string; signedAt: Date },
): Promise<boolean> {
  const signed = await db
    .update(scoreSheets)
    .set({ signedAt })
    .where(
      and(
        eq(scoreSheets.lotId, lotId),
        eq(scoreSheets.expertId, expertId),
        sql`${scoreSheets.signedAt} is null`,
      ),
    )
    .returning({ lotId: scoreSheets.lotId })
  return signed.length === 1
}

/** Who has signed; says nothing of what they wrote. */
export async function listSignedExperts(db: Db, lotId: string): Promise<string[]> {
  const rows = await db
    .select({ expertId: scoreSheets.expertId })
    .from(scoreSheets)
    .where(and(eq(scoreSheets.lotId, lotId), isNotNull(scoreSheets.signedAt)))
    .orderBy(asc(scoreSheets.expertId))
  return rows.map(({ expertId }) => expertId)
}

/**
 * All signed sheets of a lot, but only once every member without a conflict has
 * signed: until then the answer is empty for everybody.
 */
export async function listSheetsWhenAllSigned(
  db: Db,
  { tenderId, lotId }: { tenderId: string; lotId: string },
): Promise<ScoreSheet[]> {
  const unsigned = db
    .select({ one: sql`1` })
    .from(committeeMembers)
    .leftJoin(
      interestDeclarations,
      and(
        eq(interestDeclarations.tenderId, committeeMembers.tenderId),
        eq(interestDeclarations.expertId, committeeMembers.expertId),
      ),
    )
    .where(
      and(
        eq(committeeMembers.tenderId, tenderId),
        sql`${interestDeclarations.conflict} is distinct from true`,
        sql`not exists (select 1 from ${scoreSheets} as signed where signed.lot_id = ${lotId} and signed.expert_id = ${committeeMembers.expertId} and signed.signed_at is not null)`,
      ),
    )
  return db
    .select(sheetColumns)
    .from(scoreSheets)
    .where(
      and(
        eq(scoreSheets.lotId, lotId),
        isNotNull(scoreSheets.signedAt),
        sql`not exists (${unsigned})`,
      ),
    )
    .orderBy(asc(scoreSheets.expertId))
}

const sheetColumns = {
  expertId: scoreSheets.expertId,
  scores: scoreSheets.scores,
  savedAt: scoreSheets.savedAt,
  signedAt: scoreSheets.signedAt,
}

export type CommitteeLot = {
  lotId: string
  lotName: string
  tenderId: string
  tenderTitle: string
  chair: boolean
  conflict: boolean | null
  signed: boolean
  failed: boolean
}

/** The opened lots that an expert sits in committee for, newest tender first. */
export async function listCommitteeLots(db: Db, expertId: string): Promise<CommitteeLot[]> {
  return db
    .select({
      lotId: lots.id,
      lotName: lots.name,
      tenderId: tenders.id,
      tenderTitle: tenders.title,
      chair: committeeMembers.chair,
      conflict: interestDeclarations.conflict,
      signed: isNotNull(scoreSheets.signedAt).mapWith(Boolean),
      failed: isNotNull(lotFailures.lotId).mapWith(Boolean),
    })
    .from(committeeMembers)
    .innerJoin(tenders, eq(tenders.id, committeeMembers.tenderId))
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .innerJoin(lots, eq(lots.tenderId, tenders.id))
    .leftJoin(
      interestDeclarations,
      and(
        eq(interestDeclarations.tenderId, committeeMembers.tenderId),
        eq(interestDeclarations.expertId, committeeMembers.expertId),
      ),
    )
    .leftJoin(scoreSheets, and(eq(scoreSheets.lotId, lots.id), eq(scoreSheets.expertId, expertId)))
    .leftJoin(lotFailures, eq(lotFailures.lotId, lots.id))
    .where(eq(committeeMembers.expertId, expertId))
    .orderBy(desc(tenders.publishedAt), asc(lots.number))
    .limit(200)
}
