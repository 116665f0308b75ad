import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { type ExpertScore } from '#app/domain/evaluation/scoring-criteria.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import { committeeMembers, interestDeclarations, scoreSheets } from '#db/schema/evaluations.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { lotFactColumns } from './lot-facts.server.ts'

export type ScoreSheet = {
  expertId: string
  scores: readonly ExpertScore[]
  savedAt: Date
  signedAt: Date | null
}

/** An expert's own sheet. */
export async function findOwnScoreSheet(
  db: Db,
  { lotId, round, expertId }: { lotId: string; round: number; expertId: string },
): Promise<ScoreSheet | undefined> {
  const [sheet] = await db
    .select(sheetColumns)
    .from(scoreSheets)
    .where(
      and(
        eq(scoreSheets.lotId, lotId),
        eq(scoreSheets.round, round),
        eq(scoreSheets.expertId, expertId),
      ),
    )
  return sheet
}

/** False when the sheet is signed. */
export async function saveScores(
  db: Db,
  sheet: {
    lotId: string
    round: number
    expertId: string
    scores: readonly ExpertScore[]
    savedAt: Date
  },
): Promise<boolean> {
  const saved = await db
    .insert(scoreSheets)
    .values(sheet)
    .onConflictDoUpdate({
      target: [scoreSheets.lotId, scoreSheets.expertId, scoreSheets.round],
      set: { scores: sheet.scores, savedAt: sheet.savedAt },
      setWhere: sql`${scoreSheets.signedAt} is null`,
    })
    .returning({ lotId: scoreSheets.lotId })
  return saved.length === 1
}

/** False when there is no unsigned sheet. */
export async function markSheetSigned(
  db: Db,
  {
    lotId,
    round,
    expertId,
    signedAt,
  }: { lotId: string; round: number; expertId: string; signedAt: Date },
): Promise<boolean> {
  const signed = await db
    .update(scoreSheets)
    .set({ signedAt })
    .where(
      and(
        eq(scoreSheets.lotId, lotId),
        eq(scoreSheets.round, round),
        eq(scoreSheets.expertId, expertId),
        sql`${scoreSheets.signedAt} is null`,
      ),
    )
    .returning({ lotId: scoreSheets.lotId })
  return signed.length === 1
}

/** Who has signed; says nothing of what they wrote. */
export async function listSignedExperts(db: Db, lotId: string, round: number): Promise<string[]> {
  const rows = await db
    .select({ expertId: scoreSheets.expertId })
    .from(scoreSheets)
    .where(
      and(
        eq(scoreSheets.lotId, lotId),
        eq(scoreSheets.round, round),
        isNotNull(scoreSheets.signedAt),
      ),
    )
    .orderBy(asc(scoreSheets.expertId))
  return rows.map(({ expertId }) => expertId)
}

/**
 * The signed sheets of a lot's round by its sitting members, but only once every
 * one of them without a conflict has signed: until then it is empty for everybody.
 */
export async function listSheetsWhenAllSigned(
  db: Db,
  { tenderId, lotId, round }: { tenderId: string; lotId: string; round: number },
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
        isNull(committeeMembers.removedAt),
        sql`${interestDeclarations.conflict} is distinct from true`,
        sql`not exists (select 1 from ${scoreSheets} as signed where signed.lot_id = ${lotId} and signed.round = ${round} and signed.expert_id = ${committeeMembers.expertId} and signed.signed_at is not null)`,
      ),
    )
  return db
    .select(sheetColumns)
    .from(scoreSheets)
    .innerJoin(
      committeeMembers,
      and(
        eq(committeeMembers.tenderId, tenderId),
        eq(committeeMembers.expertId, scoreSheets.expertId),
        isNull(committeeMembers.removedAt),
      ),
    )
    .where(
      and(
        eq(scoreSheets.lotId, lotId),
        eq(scoreSheets.round, round),
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
  evaluated: boolean
  round: number
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
      failed: lotFactColumns.failed,
      evaluated: lotFactColumns.evaluated,
      round: lotFactColumns.round,
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
    .leftJoin(
      scoreSheets,
      and(
        eq(scoreSheets.lotId, lots.id),
        eq(scoreSheets.expertId, expertId),
        sql`${scoreSheets.round} = ${lotFactColumns.round}`,
      ),
    )
    .where(and(eq(committeeMembers.expertId, expertId), isNull(committeeMembers.removedAt)))
    .orderBy(desc(tenders.publishedAt), asc(lots.number))
    .limit(200)
}

/** Whether anybody has signed a sheet in the current round of any lot of a tender. */
export async function isScoringSigned(db: Db, tenderId: string): Promise<boolean> {
  const signed = await db
    .select({ lotId: scoreSheets.lotId })
    .from(scoreSheets)
    .innerJoin(lots, eq(lots.id, scoreSheets.lotId))
    .where(
      and(
        eq(lots.tenderId, tenderId),
        isNotNull(scoreSheets.signedAt),
        sql`${scoreSheets.round} = ${lotFactColumns.round}`,
      ),
    )
    .limit(1)
  return signed.length > 0
}
