import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { type Actor } from '#app/domain/actor.ts'
import { type Db } from '#db/client.server.ts'
import { committeeMembers, expertDraws, interestDeclarations } from '#db/schema/evaluations.ts'
import { lots, tenders } from '#db/schema/tenders.ts'
import { lotIs } from './lot-facts.server.ts'
import { LIMIT_PER_KIND, type WaitingItem } from './waiting-item.ts'

const awaitsEvaluation = sql`exists (select 1 from ${lots} where ${lots.tenderId} = ${tenders.id} and not ${lotIs.failed} and not ${lotIs.evaluated})`
const hasOpenDraw = sql`exists (select 1 from ${expertDraws} where ${expertDraws.tenderId} = ${tenders.id} and ${expertDraws.revealedAt} is null)`

/** Draws whose pool and seed are fixed and whose result is not shown yet. */
export async function listDrawsToReveal(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .select({ subjectId: tenders.id, title: tenders.title })
    .from(tenders)
    .where(and(eq(tenders.procuringEntityId, actor.organisationId), awaitsEvaluation, hasOpenDraw))
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'reveal-draw', due: null }))
}

/** Committees with a recused member whose place is not drawn again yet. */
export async function listRecusalsToRedraw(db: Db, actor: Actor): Promise<WaitingItem[]> {
  const rows = await db
    .selectDistinct({ subjectId: tenders.id, title: tenders.title })
    .from(tenders)
    .innerJoin(
      committeeMembers,
      and(eq(committeeMembers.tenderId, tenders.id), isNull(committeeMembers.removedAt)),
    )
    .innerJoin(
      interestDeclarations,
      and(
        eq(interestDeclarations.tenderId, tenders.id),
        eq(interestDeclarations.expertId, committeeMembers.expertId),
        eq(interestDeclarations.conflict, true),
      ),
    )
    .where(
      and(
        eq(tenders.procuringEntityId, actor.organisationId),
        awaitsEvaluation,
        sql`not ${hasOpenDraw}`,
      ),
    )
    .orderBy(asc(tenders.id))
    .limit(LIMIT_PER_KIND)
  return rows.map((row) => ({ ...row, kind: 'redraw-experts', due: null }))
}
