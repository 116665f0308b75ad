import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { isCommitteePublic } from '#app/domain/evaluation/committee.ts'
import { type PoolExclusion } from '#app/domain/evaluation/expert-pool.ts'
import { type Db } from '#db/client.server.ts'
import { expertDraws } from '#db/schema/evaluations.ts'
import { users } from '#db/schema/identity.ts'

export type ExpertDraw = {
  id: string
  tenderId: string
  number: number
  reason: string
  places: number
  pool: readonly string[]
  excluded: readonly { expertId: string; reason: string }[]
  seedSha256: string
  committedAt: Date
  revealed: { seed: string; drawn: readonly string[]; at: Date } | null
}

/** A tender's draws in order. The seed of one that is not revealed is read by nobody. */
export async function listExpertDraws(db: Db, tenderId: string): Promise<ExpertDraw[]> {
  const rows = await db
    .select({
      ...drawColumns,
      seed: sql<
        string | null
      >`case when ${expertDraws.revealedAt} is null then null else ${expertDraws.seed} end`,
    })
    .from(expertDraws)
    .where(eq(expertDraws.tenderId, tenderId))
    .orderBy(asc(expertDraws.number))
  return rows.map(({ seed, drawn, revealedAt, ...draw }) => ({
    ...draw,
    revealed: seed && drawn && revealedAt ? { seed, drawn, at: revealedAt } : null,
  }))
}

export type PublicDraw = {
  number: number
  places: number
  poolSize: number
  seedSha256: string
  committedAt: Date
  revealedAt: Date | null
  full: { reason: string; pool: readonly string[]; seed: string; drawn: readonly string[] } | null
}

/**
 * A tender's draws as the public sees them: who was in the pool and who was drawn,
 * with the seed, only once the result of every lot is decided.
 * Basis: 招标投标法 第三十七条.
 */
export async function listPublicDraws(
  db: Db,
  tender: { id: string; facts: { lots: readonly { failed: boolean; awarded: boolean }[] } },
): Promise<PublicDraw[]> {
  const isPublic = isCommitteePublic(tender.facts.lots)
  const draws = await listExpertDraws(db, tender.id)
  return draws.map(({ number, places, reason, pool, seedSha256, committedAt, revealed }) => ({
    number,
    places,
    poolSize: pool.length,
    seedSha256,
    committedAt,
    revealedAt: revealed?.at ?? null,
    full:
      isPublic && revealed ? { reason, pool, seed: revealed.seed, drawn: revealed.drawn } : null,
  }))
}

/** A draw with its seed, for revealing it and for nothing else. */
export async function findDrawToReveal(db: Db, id: string) {
  const [draw] = await db
    .select({ ...drawColumns, seed: expertDraws.seed })
    .from(expertDraws)
    .where(eq(expertDraws.id, id))
  return draw
}

/** False when the id or the number is taken. */
export async function insertExpertDraw(
  db: Db,
  draw: Omit<
    typeof expertDraws.$inferInsert,
    'drawn' | 'revealedAt' | 'revealedBy' | 'excluded'
  > & {
    excluded: readonly { expertId: string; reason: PoolExclusion }[]
  },
): Promise<boolean> {
  const inserted = await db
    .insert(expertDraws)
    .values(draw)
    .onConflictDoNothing()
    .returning({ id: expertDraws.id })
  return inserted.length === 1
}

/** False when the result is written already. */
export async function markDrawRevealed(
  db: Db,
  { id, drawn, at, by }: { id: string; drawn: readonly string[]; at: Date; by: string },
): Promise<boolean> {
  const revealed = await db
    .update(expertDraws)
    .set({ drawn, revealedAt: at, revealedBy: by })
    .where(and(eq(expertDraws.id, id), isNull(expertDraws.revealedAt)))
    .returning({ id: expertDraws.id })
  return revealed.length === 1
}

/** The names of people by id, for showing a pool. */
export async function listNames(
  db: Db,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {}
  const rows = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...ids]))
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

const drawColumns = {
  id: expertDraws.id,
  tenderId: expertDraws.tenderId,
  number: expertDraws.number,
  reason: expertDraws.reason,
  places: expertDraws.places,
  pool: expertDraws.pool,
  excluded: expertDraws.excluded,
  seedSha256: expertDraws.seedSha256,
  committedAt: expertDraws.committedAt,
  drawn: expertDraws.drawn,
  revealedAt: expertDraws.revealedAt,
}
