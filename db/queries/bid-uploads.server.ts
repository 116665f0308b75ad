import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Db } from '#db/client.server.ts'
import { bidSubmissions } from '#db/schema/bids.ts'
import { bidUploadChunks, bidUploads } from '#db/schema/sealing.ts'
import { type BidKey } from './bids.server.ts'

export type BidUpload = BidKey & {
  id: string
  tenderId: string
  header: Uint8Array
  envelopeSha256: string
  chunkCount: number
  startedAt: Date
  submitted: boolean
}

const uploadColumns = {
  id: bidUploads.id,
  tenderId: bidUploads.tenderId,
  lotId: bidUploads.lotId,
  bidderId: bidUploads.bidderId,
  header: bidUploads.header,
  envelopeSha256: bidUploads.envelopeSha256,
  chunkCount: bidUploads.chunkCount,
  startedAt: bidUploads.startedAt,
  submitted: sql<boolean>`exists (select 1 from ${bidSubmissions} where ${bidSubmissions.uploadId} = ${bidUploads.id})`,
}

/** False when the bidder has begun to send the same envelope already. */
export async function insertUpload(
  db: Db,
  upload: Omit<BidUpload, 'submitted'> & { startedBy: string },
): Promise<boolean> {
  const inserted = await db
    .insert(bidUploads)
    .values(upload)
    .onConflictDoNothing()
    .returning({ id: bidUploads.id })
  return inserted.length === 1
}

/** A bidder's own upload, kept from being given up while the transaction runs. */
export async function shareOwnUpload(
  db: Db,
  { id, bidderId }: { id: string; bidderId: string },
): Promise<BidUpload | undefined> {
  const [upload] = await db
    .select(uploadColumns)
    .from(bidUploads)
    .where(and(eq(bidUploads.id, id), eq(bidUploads.bidderId, bidderId)))
    .for('key share')
  return upload
}

export async function findUploadOfEnvelope(
  db: Db,
  { lotId, bidderId, envelopeSha256 }: BidKey & { envelopeSha256: string },
): Promise<BidUpload | undefined> {
  const [upload] = await db
    .select(uploadColumns)
    .from(bidUploads)
    .where(
      and(
        eq(bidUploads.lotId, lotId),
        eq(bidUploads.bidderId, bidderId),
        eq(bidUploads.envelopeSha256, envelopeSha256),
      ),
    )
  return upload
}

/** A bidder's upload that it has not submitted, if any. */
export async function findUnfinishedUpload(
  db: Db,
  { lotId, bidderId }: BidKey,
): Promise<BidUpload | undefined> {
  const [upload] = await db
    .select(uploadColumns)
    .from(bidUploads)
    .leftJoin(bidSubmissions, eq(bidSubmissions.uploadId, bidUploads.id))
    .where(
      and(
        eq(bidUploads.lotId, lotId),
        eq(bidUploads.bidderId, bidderId),
        isNull(bidSubmissions.id),
      ),
    )
    .limit(1)
  return upload
}

/** Who began to send a bid on a tender and did not submit it, lot by lot. Only the start of the opening asks. */
export async function listUnfinishedBidders(
  db: Db,
  tenderId: string,
): Promise<{ lotId: string; bidderId: string }[]> {
  return db
    .selectDistinct({ lotId: bidUploads.lotId, bidderId: bidUploads.bidderId })
    .from(bidUploads)
    .leftJoin(bidSubmissions, eq(bidSubmissions.uploadId, bidUploads.id))
    .where(and(eq(bidUploads.tenderId, tenderId), isNull(bidSubmissions.id)))
    .orderBy(asc(bidUploads.lotId), asc(bidUploads.bidderId))
}

/** Gives up what a bidder began to send and did not submit, but for what is being submitted at this moment. */
export async function discardUnfinishedUploads(db: Db, { lotId, bidderId }: BidKey): Promise<void> {
  const unsubmitted = sql`not exists (select 1 from ${bidSubmissions} where ${bidSubmissions.uploadId} = ${bidUploads.id})`
  const begun = await db
    .select({ id: bidUploads.id })
    .from(bidUploads)
    .where(and(eq(bidUploads.lotId, lotId), eq(bidUploads.bidderId, bidderId), unsubmitted))
    .for('update', { skipLocked: true })
  // Asked again now that they are locked: one may have been submitted just before.
  const unfinished = await db
    .select({ id: bidUploads.id })
    .from(bidUploads)
    .where(
      and(
        inArray(
          bidUploads.id,
          begun.map(({ id }) => id),
        ),
        unsubmitted,
      ),
    )
  const ids = unfinished.map(({ id }) => id)
  if (ids.length === 0) return
  await db.delete(bidUploadChunks).where(inArray(bidUploadChunks.uploadId, ids))
  await db.delete(bidUploads).where(inArray(bidUploads.id, ids))
}

/** A chunk that is there already stays as it is. */
export async function insertChunk(
  db: Db,
  chunk: { uploadId: string; file: number; position: number; content: Uint8Array },
): Promise<void> {
  await db.insert(bidUploadChunks).values(chunk).onConflictDoNothing()
}

/** Which chunks of an upload are there, with the hash of what is stored. */
export async function listStoredChunks(
  db: Db,
  uploadId: string,
): Promise<{ file: number; position: number; sha256: string }[]> {
  return db
    .select({
      file: bidUploadChunks.file,
      position: bidUploadChunks.position,
      sha256: sql<string>`encode(sha256(${bidUploadChunks.content}), 'hex')`,
    })
    .from(bidUploadChunks)
    .where(eq(bidUploadChunks.uploadId, uploadId))
    .orderBy(asc(bidUploadChunks.file), asc(bidUploadChunks.position))
}

export async function countChunks(db: Db, uploadId: string): Promise<number> {
  return db.$count(bidUploadChunks, eq(bidUploadChunks.uploadId, uploadId))
}

/** One chunk of ciphertext. Callers have checked who may read it: its bidder at any time, nobody else before the opening. */
export async function findChunk(
  db: Db,
  { uploadId, file, position }: { uploadId: string; file: number; position: number },
): Promise<Uint8Array | undefined> {
  const [chunk] = await db
    .select({ content: bidUploadChunks.content })
    .from(bidUploadChunks)
    .where(
      and(
        eq(bidUploadChunks.uploadId, uploadId),
        eq(bidUploadChunks.file, file),
        eq(bidUploadChunks.position, position),
      ),
    )
  return chunk?.content
}
