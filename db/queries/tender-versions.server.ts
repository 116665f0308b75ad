import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { type OpeningKey } from '#app/domain/opening/opening-key.ts'
import { type TermChange } from '#app/domain/tender/term-changes.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { type Db } from '#db/client.server.ts'
import { tenderVersions } from '#db/schema/tender-documents.ts'

export type TenderVersion = {
  version: number
  changes: readonly TermChange[]
  affectsBids: boolean
  reason: string
  publishedAt: Date
}

/** False when the version exists already. */
export async function insertTenderVersion(
  db: Db,
  version: {
    tenderId: string
    version: number
    terms: TenderTerms
    openingKeys: readonly OpeningKey[]
    changes: readonly TermChange[]
    affectsBids: boolean
    reason: string
    publishedAt: Date
    publishedBy: string
  },
): Promise<boolean> {
  const inserted = await db
    .insert(tenderVersions)
    .values(version)
    .onConflictDoNothing()
    .returning({ version: tenderVersions.version })
  return inserted.length === 1
}

/** A tender's published versions, first to last (公告与更正历史). */
export async function listTenderVersions(db: Db, tenderId: string): Promise<TenderVersion[]> {
  return db
    .select({
      version: tenderVersions.version,
      changes: tenderVersions.changes,
      affectsBids: tenderVersions.affectsBids,
      reason: tenderVersions.reason,
      publishedAt: tenderVersions.publishedAt,
    })
    .from(tenderVersions)
    .where(eq(tenderVersions.tenderId, tenderId))
    .orderBy(asc(tenderVersions.version))
}

/** The terms as one version published them. */
export async function findVersionTerms(
  db: Db,
  { tenderId, version }: { tenderId: string; version: number },
): Promise<TenderTerms | undefined> {
  const [row] = await db
    .select({ terms: tenderVersions.terms })
    .from(tenderVersions)
    .where(and(eq(tenderVersions.tenderId, tenderId), eq(tenderVersions.version, version)))
  return row?.terms
}

/** The latest version that affects bids: a bid must answer it or be confirmed for it. */
export async function findBindingVersion(db: Db, tenderId: string): Promise<number> {
  const [row] = await db
    .select({ version: tenderVersions.version })
    .from(tenderVersions)
    .where(and(eq(tenderVersions.tenderId, tenderId), sql`${tenderVersions.affectsBids}`))
    .orderBy(desc(tenderVersions.version))
    .limit(1)
  return row?.version ?? 1
}

/** The opening keys of every version of a tender, by version. */
export async function listOpeningKeys(
  db: Db,
  tenderId: string,
): Promise<ReadonlyMap<number, readonly OpeningKey[]>> {
  const rows = await db
    .select({ version: tenderVersions.version, openingKeys: tenderVersions.openingKeys })
    .from(tenderVersions)
    .where(eq(tenderVersions.tenderId, tenderId))
  return new Map(rows.map(({ version, openingKeys }) => [version, openingKeys]))
}

/** Whom bids under a version are sealed to (开标密钥), in the order of their shares: public. */
export async function findOpeningKeys(
  db: Db,
  { tenderId, version }: { tenderId: string; version: number },
): Promise<readonly OpeningKey[]> {
  const [row] = await db
    .select({ openingKeys: tenderVersions.openingKeys })
    .from(tenderVersions)
    .where(and(eq(tenderVersions.tenderId, tenderId), eq(tenderVersions.version, version)))
  return row?.openingKeys ?? []
}
