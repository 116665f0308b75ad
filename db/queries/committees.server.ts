import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { type CommitteeMemberKind } from '#app/domain/evaluation/committee.ts'
import { type Db } from '#db/client.server.ts'
import { committeeMembers, interestDeclarations } from '#db/schema/evaluations.ts'
import { organisations, users } from '#db/schema/identity.ts'

export type CommitteeMember = {
  expertId: string
  name: string
  organisationName: string
  kind: CommitteeMemberKind
  chair: boolean
  drawNumber: number | null // null: named
  conflict: boolean | null // null until declared
  conflictReason: string | null
}

/** The committee as it sits now; who has left is in `listFormerMembers`. */
export async function listCommittee(db: Db, tenderId: string): Promise<CommitteeMember[]> {
  return selectMembers(db)
    .where(and(eq(committeeMembers.tenderId, tenderId), isNull(committeeMembers.removedAt)))
    .orderBy(sql`${committeeMembers.chair} desc`, asc(committeeMembers.expertId))
}

export type FormerMember = CommitteeMember & {
  removedAt: Date | null
  removalReason: string | null
}

/** Who has left the committee, and why (回避、更换). */
export async function listFormerMembers(db: Db, tenderId: string): Promise<FormerMember[]> {
  return selectMembers(db)
    .where(and(eq(committeeMembers.tenderId, tenderId), isNotNull(committeeMembers.removedAt)))
    .orderBy(asc(committeeMembers.removedAt), asc(committeeMembers.expertId))
}

export type NewMember = {
  expertId: string
  kind: CommitteeMemberKind
  chair: boolean
  drawNumber: number | null
}

/** Adds members; the key refuses one who has sat here before. */
export async function insertCommitteeMembers(
  db: Db,
  { tenderId, members, at }: { tenderId: string; members: readonly NewMember[]; at: Date },
): Promise<void> {
  if (members.length === 0) return
  await db
    .insert(committeeMembers)
    .values(members.map((member) => ({ ...member, tenderId, appointedAt: at })))
}

/** Takes a member out, for good. False when they are not in the committee. */
export async function markMemberRemoved(
  db: Db,
  {
    tenderId,
    expertId,
    at,
    reason,
  }: { tenderId: string; expertId: string; at: Date; reason: string },
): Promise<boolean> {
  const removed = await db
    .update(committeeMembers)
    .set({ removedAt: at, removalReason: reason, chair: false })
    .where(
      and(
        eq(committeeMembers.tenderId, tenderId),
        eq(committeeMembers.expertId, expertId),
        isNull(committeeMembers.removedAt),
      ),
    )
    .returning({ expertId: committeeMembers.expertId })
  return removed.length === 1
}

/** Makes one of the sitting members the chair (组长). */
export async function setChair(
  db: Db,
  { tenderId, expertId }: { tenderId: string; expertId: string },
): Promise<void> {
  await db
    .update(committeeMembers)
    .set({ chair: sql`${committeeMembers.expertId} = ${expertId}` })
    .where(and(eq(committeeMembers.tenderId, tenderId), isNull(committeeMembers.removedAt)))
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

function selectMembers(db: Db) {
  return db
    .select({
      expertId: committeeMembers.expertId,
      name: users.name,
      organisationName: organisations.name,
      kind: committeeMembers.kind,
      chair: committeeMembers.chair,
      drawNumber: committeeMembers.drawNumber,
      conflict: interestDeclarations.conflict,
      conflictReason: interestDeclarations.reason,
      removedAt: committeeMembers.removedAt,
      removalReason: committeeMembers.removalReason,
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
    .$dynamic()
}
