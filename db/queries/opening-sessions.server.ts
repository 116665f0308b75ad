import { asc, eq, inArray } from 'drizzle-orm'
import { type Db } from '#db/client.server.ts'
import { organisations, users } from '#db/schema/identity.ts'
import {
  brokenShares,
  lostOpeningKeys,
  openingSessions,
  releasedBidKeys,
  releasedShares,
} from '#db/schema/sealing.ts'

export type OpeningSession = {
  startedAt: Date
  startedByName: string
  bidderWindowEndsAt: Date
}

/** False when the opening was started already. */
export async function insertOpeningSession(
  db: Db,
  session: typeof openingSessions.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(openingSessions)
    .values(session)
    .onConflictDoNothing()
    .returning({ tenderId: openingSessions.tenderId })
  return inserted.length === 1
}

export async function findOpeningSession(
  db: Db,
  tenderId: string,
): Promise<OpeningSession | undefined> {
  const [session] = await db
    .select({
      startedAt: openingSessions.startedAt,
      startedByName: users.name,
      bidderWindowEndsAt: openingSessions.bidderWindowEndsAt,
    })
    .from(openingSessions)
    .innerJoin(users, eq(users.id, openingSessions.startedBy))
    .where(eq(openingSessions.tenderId, tenderId))
  return session
}

/** Good shares of bids; one released twice stays as it was. Gives how many are new. */
export async function insertReleasedShares(
  db: Db,
  shares: readonly (typeof releasedShares.$inferInsert)[],
): Promise<number> {
  if (shares.length === 0) return 0
  const inserted = await db
    .insert(releasedShares)
    .values([...shares])
    .onConflictDoNothing()
    .returning({ position: releasedShares.position })
  return inserted.length
}

export async function insertBrokenShares(
  db: Db,
  shares: readonly (typeof brokenShares.$inferInsert)[],
): Promise<number> {
  if (shares.length === 0) return 0
  const inserted = await db
    .insert(brokenShares)
    .values([...shares])
    .onConflictDoNothing()
    .returning({ position: brokenShares.position })
  return inserted.length
}

export type ReleasedShare = {
  uploadId: string
  position: number
  share: Uint8Array
  releasedAt: Date
  releasedByName: string
}

export async function listReleasedShares(
  db: Db,
  uploadIds: readonly string[],
): Promise<ReleasedShare[]> {
  if (uploadIds.length === 0) return []
  return db
    .select({
      uploadId: releasedShares.uploadId,
      position: releasedShares.position,
      share: releasedShares.share,
      releasedAt: releasedShares.releasedAt,
      releasedByName: users.name,
    })
    .from(releasedShares)
    .innerJoin(users, eq(users.id, releasedShares.releasedBy))
    .where(inArray(releasedShares.uploadId, [...uploadIds]))
    .orderBy(asc(releasedShares.uploadId), asc(releasedShares.position))
}

export async function listBrokenShares(db: Db, uploadIds: readonly string[]) {
  if (uploadIds.length === 0) return []
  return db
    .select({
      uploadId: brokenShares.uploadId,
      position: brokenShares.position,
      reportedAt: brokenShares.reportedAt,
      reportedByName: users.name,
    })
    .from(brokenShares)
    .innerJoin(users, eq(users.id, brokenShares.reportedBy))
    .where(inArray(brokenShares.uploadId, [...uploadIds]))
    .orderBy(asc(brokenShares.uploadId), asc(brokenShares.position))
}

/** False when that key was reported already. */
export async function insertLostKey(
  db: Db,
  lost: typeof lostOpeningKeys.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(lostOpeningKeys)
    .values(lost)
    .onConflictDoNothing()
    .returning({ recipient: lostOpeningKeys.recipient })
  return inserted.length === 1
}

export async function listLostKeys(db: Db, tenderId: string) {
  return db
    .select({
      recipient: lostOpeningKeys.recipient,
      reason: lostOpeningKeys.reason,
      reportedAt: lostOpeningKeys.reportedAt,
      reportedByName: users.name,
      reportedByOrganisation: organisations.name,
    })
    .from(lostOpeningKeys)
    .innerJoin(users, eq(users.id, lostOpeningKeys.reportedBy))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(lostOpeningKeys.tenderId, tenderId))
    .orderBy(asc(lostOpeningKeys.reportedAt), asc(lostOpeningKeys.recipient))
}

/** False when the bidder has released it already. */
export async function insertReleasedBidKey(
  db: Db,
  released: typeof releasedBidKeys.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(releasedBidKeys)
    .values(released)
    .onConflictDoNothing()
    .returning({ uploadId: releasedBidKeys.uploadId })
  return inserted.length === 1
}

export async function listReleasedBidKeys(
  db: Db,
  uploadIds: readonly string[],
): Promise<{ uploadId: string; bidKey: string; releasedAt: Date }[]> {
  if (uploadIds.length === 0) return []
  return db
    .select({
      uploadId: releasedBidKeys.uploadId,
      bidKey: releasedBidKeys.bidKey,
      releasedAt: releasedBidKeys.releasedAt,
    })
    .from(releasedBidKeys)
    .where(inArray(releasedBidKeys.uploadId, [...uploadIds]))
}
