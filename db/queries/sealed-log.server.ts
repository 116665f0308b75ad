import { and, asc, desc, eq, isNotNull, isNull, lt, max, sql } from 'drizzle-orm'
import { type Db } from '#db/client.server.ts'
import { bidOpenings } from '#db/schema/bids.ts'
import { organisations } from '#db/schema/identity.ts'
import { sealedLogCommitments, sealedLogEntries, signingKeys } from '#db/schema/sealing.ts'
import { tenders } from '#db/schema/tenders.ts'

/** Puts a bidder's acts in order: its receipts are numbered one after the other. */
export async function lockBidder(db: Db, bidderId: string): Promise<void> {
  await db
    .select({ id: organisations.id })
    .from(organisations)
    .where(eq(organisations.id, bidderId))
    .for('no key update')
}

/** A bidder's latest entry on a tender. */
export async function findLastSealedEntry(
  db: Db,
  { tenderId, bidderId }: { tenderId: string; bidderId: string },
): Promise<{ position: number; statementSha256: string } | undefined> {
  const [entry] = await db
    .select({
      position: sealedLogEntries.position,
      statementSha256: sealedLogEntries.statementSha256,
    })
    .from(sealedLogEntries)
    .where(and(eq(sealedLogEntries.tenderId, tenderId), eq(sealedLogEntries.bidderId, bidderId)))
    .orderBy(desc(sealedLogEntries.position))
    .limit(1)
  return entry
}

export async function insertSealedEntry(
  db: Db,
  entry: typeof sealedLogEntries.$inferInsert,
): Promise<void> {
  await db.insert(sealedLogEntries).values(entry)
}

/** Notes the public half of the portal's key when it begins to serve. */
export async function noteSigningKey(
  db: Db,
  key: { id: string; publicKey: string; firstUsedAt: Date },
): Promise<void> {
  await db.insert(signingKeys).values(key).onConflictDoNothing()
}

/** Every key the portal has signed receipts with, latest first: public. */
export async function listSigningKeys(db: Db) {
  return db
    .select({
      id: signingKeys.id,
      publicKey: signingKeys.publicKey,
      firstUsedAt: signingKeys.firstUsedAt,
    })
    .from(signingKeys)
    .orderBy(desc(signingKeys.firstUsedAt), asc(signingKeys.id))
}

const receiptColumns = {
  id: sealedLogEntries.id,
  lotId: sealedLogEntries.lotId,
  act: sealedLogEntries.act,
  position: sealedLogEntries.position,
  at: sealedLogEntries.at,
  statement: sealedLogEntries.statement,
  statementSha256: sealedLogEntries.statementSha256,
  signature: sealedLogEntries.signature,
  publicKey: signingKeys.publicKey,
}

/** A bidder's own receipts on a lot, oldest first. */
export async function listOwnReceipts(
  db: Db,
  { lotId, bidderId }: { lotId: string; bidderId: string },
) {
  return db
    .select(receiptColumns)
    .from(sealedLogEntries)
    .innerJoin(signingKeys, eq(signingKeys.id, sealedLogEntries.signingKeyId))
    .where(and(eq(sealedLogEntries.lotId, lotId), eq(sealedLogEntries.bidderId, bidderId)))
    .orderBy(asc(sealedLogEntries.position))
}

export async function findOwnReceipt(
  db: Db,
  { entryId, bidderId }: { entryId: string; bidderId: string },
) {
  const [receipt] = await db
    .select(receiptColumns)
    .from(sealedLogEntries)
    .innerJoin(signingKeys, eq(signingKeys.id, sealedLogEntries.signingKeyId))
    .where(and(eq(sealedLogEntries.id, entryId), eq(sealedLogEntries.bidderId, bidderId)))
  return receipt
}

/** The whole sealed log of a tender, for everybody, once its bids are opened. */
export async function listPublishedSealedLog(db: Db, tenderId: string) {
  return db
    .select({ ...receiptColumns, bidderName: organisations.name })
    .from(sealedLogEntries)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, sealedLogEntries.tenderId))
    .innerJoin(signingKeys, eq(signingKeys.id, sealedLogEntries.signingKeyId))
    .innerJoin(organisations, eq(organisations.id, sealedLogEntries.bidderId))
    .where(eq(sealedLogEntries.tenderId, tenderId))
    .orderBy(asc(sealedLogEntries.at), asc(sealedLogEntries.id))
}

/** What a commitment covers. Only the commitment's own step reads this before the opening. */
export async function listStatementHashes(
  db: Db,
  { tenderId, before }: { tenderId: string; before: Date },
): Promise<string[]> {
  const rows = await db
    .select({ statementSha256: sealedLogEntries.statementSha256 })
    .from(sealedLogEntries)
    .where(and(eq(sealedLogEntries.tenderId, tenderId), lt(sealedLogEntries.at, before)))
    .orderBy(asc(sealedLogEntries.statementSha256))
  return rows.map(({ statementSha256 }) => statementSha256)
}

/** False when that time is committed to already. */
export async function insertCommitment(
  db: Db,
  commitment: typeof sealedLogCommitments.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(sealedLogCommitments)
    .values(commitment)
    .onConflictDoNothing()
    .returning({ upTo: sealedLogCommitments.upTo })
  return inserted.length === 1
}

export type PublicCommitment = { upTo: Date; commitment: string }

/** The public commitments of a tender, latest first; never the nonce. */
export async function listCommitments(
  db: Db,
  tenderId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ commitments: PublicCommitment[]; total: number }> {
  const ofTender = eq(sealedLogCommitments.tenderId, tenderId)
  const commitments = await db
    .select({ upTo: sealedLogCommitments.upTo, commitment: sealedLogCommitments.commitment })
    .from(sealedLogCommitments)
    .where(ofTender)
    .orderBy(desc(sealedLogCommitments.upTo))
    .limit(limit)
    .offset(offset)
  return { commitments, total: await db.$count(sealedLogCommitments, ofTender) }
}

export type TenderToCommit = {
  tenderId: string
  publishedAt: Date
  bidDeadline: Date
  lastUpTo: Date | null // of its latest commitment
}

/** Tenders whose commitments are not complete: published, not opened, the deadline's not made. */
export async function listTendersToCommit(db: Db): Promise<TenderToCommit[]> {
  const rows = await db
    .select({
      tenderId: tenders.id,
      publishedAt: tenders.publishedAt,
      bidDeadline: tenders.bidDeadline,
      lastUpTo: max(sealedLogCommitments.upTo),
    })
    .from(tenders)
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .leftJoin(sealedLogCommitments, eq(sealedLogCommitments.tenderId, tenders.id))
    .where(and(isNotNull(tenders.publishedAt), isNull(bidOpenings.tenderId)))
    .groupBy(tenders.id)
    .having(sql`${tenders.bidDeadline} is distinct from max(${sealedLogCommitments.upTo})`)
    .orderBy(asc(tenders.id))
  return rows.flatMap(({ publishedAt, ...row }) => (publishedAt ? [{ ...row, publishedAt }] : []))
}

/** With their nonces, once the bids are opened; oldest first. */
export async function listPublishedCommitments(db: Db, tenderId: string) {
  return db
    .select({
      upTo: sealedLogCommitments.upTo,
      nonce: sealedLogCommitments.nonce,
      commitment: sealedLogCommitments.commitment,
    })
    .from(sealedLogCommitments)
    .innerJoin(bidOpenings, eq(bidOpenings.tenderId, sealedLogCommitments.tenderId))
    .where(eq(sealedLogCommitments.tenderId, tenderId))
    .orderBy(asc(sealedLogCommitments.upTo))
}
