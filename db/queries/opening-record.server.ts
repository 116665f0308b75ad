import { asc, eq, max, min, sql } from 'drizzle-orm'
import { type OpeningKey } from '#app/domain/opening/opening-key.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings, bidSubmissions } from '#db/schema/bids.ts'
import { organisations, users } from '#db/schema/identity.ts'
import { bidUploads, brokenShares, releasedBidKeys, releasedShares } from '#db/schema/sealing.ts'
import { tenderVersions } from '#db/schema/tender-documents.ts'
import { listLostKeys } from './opening-sessions.server.ts'

/** A holder of an opening key in the record: what it released and when, or why not. */
export type RecordedHolder = Pick<OpeningKey, 'name' | 'organisationName' | 'recipient'> & {
  shares: number
  firstAt: Date | null
  lastAt: Date | null
  lost: { reason: string; reportedAt: Date; reportedBy: string } | null
}

/** Everybody who held a key of a tender's bids, with what each did at the opening; empty before it. */
export async function listRecordedHolders(db: Db, tenderId: string): Promise<RecordedHolder[]> {
  const [keys, released, lost] = await Promise.all([
    listPublishedKeys(db, tenderId),
    listReleases(db, tenderId),
    listLostKeys(db, tenderId),
  ])
  return keys.map(({ userId, name, organisationName, recipient }) => {
    const own = released.find((row) => row.recipient === recipient && row.userId === userId)
    const report = lost.find((row) => row.recipient === recipient)
    return {
      name,
      organisationName,
      recipient,
      shares: own?.shares ?? 0,
      firstAt: own?.firstAt ?? null,
      lastAt: own?.lastAt ?? null,
      lost: report
        ? {
            reason: report.reason,
            reportedAt: report.reportedAt,
            reportedBy: `${report.reportedByOrganisation} ${report.reportedByName}`,
          }
        : null,
    }
  })
}

/** The keys of every version that some bid was sealed to and the last one, each once. */
async function listPublishedKeys(db: Db, tenderId: string): Promise<OpeningKey[]> {
  const versions = await db
    .select({ openingKeys: tenderVersions.openingKeys })
    .from(tenderVersions)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, tenderVersions.tenderId))
    .where(eq(tenderVersions.tenderId, tenderId))
    .orderBy(asc(tenderVersions.version))
  const byRecipient = new Map(
    versions.flatMap(({ openingKeys }) => openingKeys.map((key) => [key.recipient, key] as const)),
  )
  return [...byRecipient.values()]
}

/** The recipient that a share was sealed to stands in the envelope's header. */
const sealedTo = sql<string>`convert_from(${bidUploads.header}, 'UTF8')::jsonb -> 'shares' -> ${releasedShares.position} ->> 'recipient'`

async function listReleases(db: Db, tenderId: string) {
  return db
    .select({
      recipient: sealedTo.as('recipient'),
      userId: releasedShares.releasedBy,
      shares: sql<number>`count(*)::int`,
      firstAt: min(releasedShares.releasedAt),
      lastAt: max(releasedShares.releasedAt),
    })
    .from(releasedShares)
    .innerJoin(bidUploads, eq(bidUploads.id, releasedShares.uploadId))
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, bidUploads.tenderId))
    .where(eq(bidUploads.tenderId, tenderId))
    .groupBy(sql`1`, releasedShares.releasedBy)
}

/** Shares that holders could not decrypt, by bid; and who said so. */
export async function listRecordedBrokenShares(db: Db, tenderId: string) {
  return db
    .select({
      submissionId: bidSubmissions.id,
      position: brokenShares.position,
      reportedBy: sql<string>`${organisations.name} || ' ' || ${users.name}`,
      reportedAt: brokenShares.reportedAt,
    })
    .from(brokenShares)
    .innerJoin(bidSubmissions, eq(bidSubmissions.uploadId, brokenShares.uploadId))
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, bidSubmissions.tenderId))
    .innerJoin(users, eq(users.id, brokenShares.reportedBy))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(bidSubmissions.tenderId, tenderId))
    .orderBy(asc(brokenShares.reportedAt), asc(brokenShares.uploadId), asc(brokenShares.position))
}

/** When bidders released their own bids' keys, by submission; never the keys. */
export async function listBidderReleases(db: Db, tenderId: string) {
  return db
    .select({ submissionId: bidSubmissions.id, releasedAt: releasedBidKeys.releasedAt })
    .from(releasedBidKeys)
    .innerJoin(bidSubmissions, eq(bidSubmissions.uploadId, releasedBidKeys.uploadId))
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, bidSubmissions.tenderId))
    .where(eq(bidSubmissions.tenderId, tenderId))
    .orderBy(asc(releasedBidKeys.releasedAt), asc(bidSubmissions.id))
}
