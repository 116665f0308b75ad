import { asc, count, desc, eq, sql } from 'drizzle-orm'
import { type Db } from '#db/client.server.ts'
import { scriptReleases } from '#db/schema/sealing.ts'

/** False when these very scripts were noted before. */
export async function insertScriptRelease(
  db: Db,
  release: typeof scriptReleases.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(scriptReleases)
    .values(release)
    .onConflictDoNothing()
    .returning({ sha256: scriptReleases.sha256 })
  return inserted.length === 1
}

/** Which scripts the portal has served and since when, latest first: public. */
export async function listScriptReleases(
  db: Db,
  { limit, offset }: { limit: number; offset: number },
) {
  const items = await db
    .select({
      sha256: scriptReleases.sha256,
      scriptCount: sql<number>`json_array_length(${scriptReleases.scripts})`,
      servedFrom: scriptReleases.servedFrom,
    })
    .from(scriptReleases)
    .orderBy(desc(scriptReleases.servedFrom), asc(scriptReleases.sha256))
    .limit(limit)
    .offset(offset)
  const [all] = await db.select({ total: count() }).from(scriptReleases)
  return { items, total: all?.total ?? 0 }
}

export async function findScriptRelease(db: Db, sha256: string) {
  const [release] = await db
    .select({
      sha256: scriptReleases.sha256,
      scripts: scriptReleases.scripts,
      servedFrom: scriptReleases.servedFrom,
    })
    .from(scriptReleases)
    .where(eq(scriptReleases.sha256, sha256))
  return release
}
