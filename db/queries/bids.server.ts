import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import {
  type AttachmentKind,
  type AttachmentReference,
  type BidContent,
} from '#app/domain/bid/bid-content.ts'
import { type SealedBid } from '#app/sealing/hash.ts'
import { type Db } from '#db/client.server.ts'
import {
  bidAttachments,
  bidConfirmations,
  bidDrafts,
  bidOpenings,
  bidSubmissions,
  bidWithdrawals,
  openedBids,
} from '#db/schema/bids.ts'
import { organisations } from '#db/schema/identity.ts'
import { lotFailures, lots, tenders } from '#db/schema/tenders.ts'

/** Whose bid on which lot. Every read of a bid before its opening names its bidder. */
export type BidKey = { lotId: string; bidderId: string }

export async function findBidDraft(
  db: Db,
  key: BidKey,
): Promise<{ content: BidContent; updatedAt: Date } | undefined> {
  const [draft] = await db
    .select({ content: bidDrafts.content, updatedAt: bidDrafts.updatedAt })
    .from(bidDrafts)
    .where(and(eq(bidDrafts.lotId, key.lotId), eq(bidDrafts.bidderId, key.bidderId)))
  return draft
}

export async function saveDraftContent(
  db: Db,
  { lotId, bidderId, content, at, by }: BidKey & { content: BidContent; at: Date; by: string },
): Promise<void> {
  await db
    .insert(bidDrafts)
    .values({ lotId, bidderId, content, updatedAt: at, updatedBy: by })
    .onConflictDoUpdate({
      target: [bidDrafts.lotId, bidDrafts.bidderId],
      set: { content, updatedAt: at, updatedBy: by },
    })
}

export async function listAttachments(db: Db, key: BidKey): Promise<AttachmentReference[]> {
  return db
    .select(attachmentColumns)
    .from(bidAttachments)
    .where(
      and(
        eq(bidAttachments.lotId, key.lotId),
        eq(bidAttachments.bidderId, key.bidderId),
        isNull(bidAttachments.removedAt),
      ),
    )
    .orderBy(asc(bidAttachments.uploadedAt), asc(bidAttachments.id))
}

/** False when the id is taken: the same upload came twice. */
export async function insertAttachment(
  db: Db,
  attachment: BidKey & {
    id: string
    kind: AttachmentKind
    fileName: string
    mediaType: string
    sha256: string
    content: Uint8Array
    uploadedAt: Date
  },
): Promise<boolean> {
  const inserted = await db
    .insert(bidAttachments)
    .values({ ...attachment, size: attachment.content.length })
    .onConflictDoNothing()
    .returning({ id: bidAttachments.id })
  return inserted.length === 1
}

/** Takes a file off the draft's list. False when the bidder has no such file. */
export async function markAttachmentRemoved(
  db: Db,
  { id, bidderId, at }: { id: string; bidderId: string; at: Date },
): Promise<boolean> {
  const removed = await db
    .update(bidAttachments)
    .set({ removedAt: at })
    .where(
      and(
        eq(bidAttachments.id, id),
        eq(bidAttachments.bidderId, bidderId),
        isNull(bidAttachments.removedAt),
      ),
    )
    .returning({ id: bidAttachments.id })
  return removed.length === 1
}

export async function findOwnAttachment(
  db: Db,
  { id, bidderId }: { id: string; bidderId: string },
) {
  const [attachment] = await db
    .select({
      ...attachmentColumns,
      lotId: bidAttachments.lotId,
      mediaType: bidAttachments.mediaType,
      content: bidAttachments.content,
    })
    .from(bidAttachments)
    .where(and(eq(bidAttachments.id, id), eq(bidAttachments.bidderId, bidderId)))
  return attachment
}

/** A file of an opened bid, with the tender it was opened in; nothing before the opening. */
export async function findOpenedAttachment(db: Db, id: string) {
  const [attachment] = await db
    .select({
      ...attachmentColumns,
      mediaType: bidAttachments.mediaType,
      content: bidAttachments.content,
      tenderId: openedBids.tenderId,
      procuringEntityId: tenders.procuringEntityId,
    })
    .from(bidAttachments)
    .innerJoin(
      openedBids,
      and(
        eq(openedBids.lotId, bidAttachments.lotId),
        eq(openedBids.bidderId, bidAttachments.bidderId),
      ),
    )
    .innerJoin(tenders, eq(tenders.id, openedBids.tenderId))
    .where(
      and(
        eq(bidAttachments.id, id),
        sql`${openedBids.attachments}::jsonb @> ${JSON.stringify([{ id }])}::jsonb`,
      ),
    )
  return attachment
}

export type BidSubmission = {
  id: string
  revision: number
  tenderVersion: number
  confirmedVersion: number | null // the latest version the bidder said it stands under
  envelopeSha256: string
  submittedAt: Date
  withdrawnAt: Date | null
}

/** A bidder's own submissions on a lot, newest first. */
export async function listOwnSubmissions(db: Db, key: BidKey): Promise<BidSubmission[]> {
  return db
    .select({
      id: bidSubmissions.id,
      revision: bidSubmissions.revision,
      tenderVersion: bidSubmissions.tenderVersion,
      confirmedVersion: sql<
        number | null
      >`(select max(${bidConfirmations.version}) from ${bidConfirmations} where ${bidConfirmations.submissionId} = ${bidSubmissions.id})`,
      envelopeSha256: bidSubmissions.envelopeSha256,
      submittedAt: bidSubmissions.submittedAt,
      withdrawnAt: bidWithdrawals.withdrawnAt,
    })
    .from(bidSubmissions)
    .leftJoin(bidWithdrawals, eq(bidWithdrawals.submissionId, bidSubmissions.id))
    .where(and(eq(bidSubmissions.lotId, key.lotId), eq(bidSubmissions.bidderId, key.bidderId)))
    .orderBy(desc(bidSubmissions.revision))
}

/** False when this revision was submitted already. */
export async function insertSubmission(
  db: Db,
  submission: BidKey & {
    id: string
    tenderId: string
    revision: number
    tenderVersion: number
    sealed: SealedBid
    submittedAt: Date
    submittedBy: string
  },
): Promise<boolean> {
  const { sealed, ...row } = submission
  const inserted = await db
    .insert(bidSubmissions)
    .values({ ...row, envelope: sealed.envelope, envelopeSha256: sealed.envelopeSha256 })
    .onConflictDoNothing()
    .returning({ id: bidSubmissions.id })
  return inserted.length === 1
}

/** False when it was withdrawn already. */
export async function insertWithdrawal(
  db: Db,
  withdrawal: { submissionId: string; withdrawnAt: Date; withdrawnBy: string },
): Promise<boolean> {
  const inserted = await db
    .insert(bidWithdrawals)
    .values(withdrawal)
    .onConflictDoNothing()
    .returning({ submissionId: bidWithdrawals.submissionId })
  return inserted.length === 1
}

/** False when the bidder has confirmed this submission for this version already. */
export async function insertBidConfirmation(
  db: Db,
  confirmation: { submissionId: string; version: number; confirmedAt: Date; confirmedBy: string },
): Promise<boolean> {
  const inserted = await db
    .insert(bidConfirmations)
    .values(confirmation)
    .onConflictDoNothing()
    .returning({ version: bidConfirmations.version })
  return inserted.length === 1
}

export type EnvelopeAtOpening = SealedBid & {
  submissionId: string
  lotId: string
  bidderId: string
  standsUnder: number // the latest version of the documents it answers or was confirmed for
}

/**
 * The envelopes that count at the opening: each bidder's latest, unless withdrawn.
 * Only `openBids` calls this, after the deadline and with the tender locked.
 */
export async function listEnvelopes(db: Db, tenderId: string): Promise<EnvelopeAtOpening[]> {
  const latest = db
    .selectDistinctOn([bidSubmissions.lotId, bidSubmissions.bidderId], {
      submissionId: bidSubmissions.id,
      lotId: bidSubmissions.lotId,
      bidderId: bidSubmissions.bidderId,
      tenderVersion: bidSubmissions.tenderVersion,
      envelope: bidSubmissions.envelope,
      envelopeSha256: bidSubmissions.envelopeSha256,
    })
    .from(bidSubmissions)
    .where(eq(bidSubmissions.tenderId, tenderId))
    .orderBy(bidSubmissions.lotId, bidSubmissions.bidderId, desc(bidSubmissions.revision))
    .as('latest')
  return db
    .select({
      submissionId: latest.submissionId,
      lotId: latest.lotId,
      bidderId: latest.bidderId,
      standsUnder: sql<number>`greatest(${latest.tenderVersion}, (select max(${bidConfirmations.version}) from ${bidConfirmations} where ${bidConfirmations.submissionId} = ${latest.submissionId}))`,
      envelope: latest.envelope,
      envelopeSha256: latest.envelopeSha256,
    })
    .from(latest)
    .leftJoin(bidWithdrawals, eq(bidWithdrawals.submissionId, latest.submissionId))
    .where(isNull(bidWithdrawals.submissionId))
    .orderBy(latest.submissionId)
}

export type OwnBidListItem = {
  lotId: string
  tenderId: string
  tenderTitle: string
  lotName: string
  bidDeadline: Date
  state: 'none' | 'draft' | 'submitted' | 'withdrawn'
  opened: boolean
  lotFailed: boolean
}

/** Every published lot as one insurer sees it: open ones, and those it bid on. */
export async function listOwnBids(db: Db, bidderId: string, now: Date): Promise<OwnBidListItem[]> {
  const submitted = sql<
    boolean | null
  >`(select ${bidWithdrawals.submissionId} is null from ${bidSubmissions} left join ${bidWithdrawals} on ${bidWithdrawals.submissionId} = ${bidSubmissions.id} where ${bidSubmissions.lotId} = ${lots.id} and ${bidSubmissions.bidderId} = ${bidderId} order by ${bidSubmissions.revision} desc limit 1)`
  const rows = await db
    .select({
      lotId: lots.id,
      tenderId: tenders.id,
      tenderTitle: tenders.title,
      lotName: lots.name,
      bidDeadline: tenders.bidDeadline,
      submitted,
      hasDraft: isNotNull(bidDrafts.lotId).mapWith(Boolean),
      opened: isNotNull(bidOpenings.tenderId).mapWith(Boolean),
      lotFailed: isNotNull(lotFailures.lotId).mapWith(Boolean),
    })
    .from(lots)
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(bidDrafts, and(eq(bidDrafts.lotId, lots.id), eq(bidDrafts.bidderId, bidderId)))
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .leftJoin(lotFailures, eq(lotFailures.lotId, lots.id))
    .where(
      and(
        isNotNull(tenders.publishedAt),
        sql`(${tenders.bidDeadline} > ${now.toISOString()}::timestamptz or ${bidDrafts.lotId} is not null or ${submitted} is not null)`,
      ),
    )
    .orderBy(desc(tenders.bidDeadline), asc(lots.id))
    .limit(200)
  return rows.map(({ submitted: current, hasDraft, ...row }) => ({
    ...row,
    state: current === null ? (hasDraft ? 'draft' : 'none') : current ? 'submitted' : 'withdrawn',
  }))
}

export type OpenedBidRow = {
  submissionId: string
  lotId: string
  bidderId: string
  bidderName: string
  price: bigint
  payoutRatios: readonly bigint[]
  profitRate: bigint
  lossRate: bigint
  staffing: BidContent['staffing']
  servicePromises: string
  attachments: BidContent['attachments']
  envelopeSha256: string
  submittedAt: Date
}

/** Opened bids of lots, in the order of submission. Callers decide who may see which columns. */
export async function listOpenedBids(db: Db, lotIds: readonly string[]): Promise<OpenedBidRow[]> {
  if (lotIds.length === 0) return []
  return db
    .select({
      submissionId: openedBids.submissionId,
      lotId: openedBids.lotId,
      bidderId: openedBids.bidderId,
      bidderName: organisations.name,
      price: openedBids.price,
      payoutRatios: openedBids.payoutRatios,
      profitRate: openedBids.profitRate,
      lossRate: openedBids.lossRate,
      staffing: openedBids.staffing,
      servicePromises: openedBids.servicePromises,
      attachments: openedBids.attachments,
      envelopeSha256: bidSubmissions.envelopeSha256,
      submittedAt: bidSubmissions.submittedAt,
    })
    .from(openedBids)
    .innerJoin(bidSubmissions, eq(bidSubmissions.id, openedBids.submissionId))
    .innerJoin(organisations, eq(organisations.id, openedBids.bidderId))
    .where(inArray(openedBids.lotId, [...lotIds]))
    .orderBy(asc(bidSubmissions.submittedAt), asc(openedBids.submissionId))
}

const attachmentColumns = {
  id: bidAttachments.id,
  kind: bidAttachments.kind,
  fileName: bidAttachments.fileName,
  size: bidAttachments.size,
  sha256: bidAttachments.sha256,
}
