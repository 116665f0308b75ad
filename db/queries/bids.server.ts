import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type BidProblem } from '#app/domain/bid/check-bid.ts'
import { type OpenedWith } from '#app/domain/opening/opening-outcome.ts'
import { type Db } from '#db/client.server.ts'
import {
  bidConfirmations,
  bidOpenings,
  bidSubmissions,
  bidWithdrawals,
  openedBids,
} from '#db/schema/bids.ts'
import { organisations } from '#db/schema/identity.ts'
import { bidUploads } from '#db/schema/sealing.ts'
import { lotFailures, lots, tenders } from '#db/schema/tenders.ts'

/** Whose bid on which lot. Every read of a bid before its opening names its bidder. */
export type BidKey = { lotId: string; bidderId: string }

/** Where an opened bid's attachment lies sealed, and the key that opens it; nothing before the opening. */
export async function findOpenedAttachment(
  db: Db,
  { submissionId, attachmentId }: { submissionId: string; attachmentId: string },
) {
  const [bid] = await db
    .select({
      uploadId: bidSubmissions.uploadId,
      header: bidUploads.header,
      bidKey: openedBids.bidKey,
      attachments: openedBids.attachments,
      tenderId: openedBids.tenderId,
      bidderId: openedBids.bidderId,
      procuringEntityId: tenders.procuringEntityId,
    })
    .from(openedBids)
    .innerJoin(bidSubmissions, eq(bidSubmissions.id, openedBids.submissionId))
    .innerJoin(bidUploads, eq(bidUploads.id, bidSubmissions.uploadId))
    .innerJoin(tenders, eq(tenders.id, openedBids.tenderId))
    .where(eq(openedBids.submissionId, submissionId))
  if (!bid) return undefined
  const { attachments, ...place } = bid
  const index = attachments.findIndex(({ id }) => id === attachmentId)
  const attachment = attachments[index]
  return attachment && { ...place, attachment, file: index + 1 } // file 0 is the bid itself
}

export type BidSubmission = {
  id: string
  revision: number
  tenderVersion: number
  confirmedVersion: number | null // the latest version the bidder said it stands under
  uploadId: string
  header: Uint8Array
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
      uploadId: bidSubmissions.uploadId,
      header: bidUploads.header,
      envelopeSha256: bidSubmissions.envelopeSha256,
      submittedAt: bidSubmissions.submittedAt,
      withdrawnAt: bidWithdrawals.withdrawnAt,
    })
    .from(bidSubmissions)
    .innerJoin(bidUploads, eq(bidUploads.id, bidSubmissions.uploadId))
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
    uploadId: string
    envelopeSha256: string
    submittedAt: Date
    submittedBy: string
  },
): Promise<boolean> {
  const inserted = await db
    .insert(bidSubmissions)
    .values(submission)
    .onConflictDoNothing()
    .returning({ id: bidSubmissions.id })
  return inserted.length === 1
}

/** Whether a transaction failed because its bid would have been committed at or after the deadline. */
export function isLateCommit(error: unknown): boolean {
  return (
    error instanceof Error &&
    'constraint_name' in error &&
    error.constraint_name === 'committed_in_time'
  )
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

export type EnvelopeAtOpening = {
  submissionId: string
  uploadId: string
  lotId: string
  bidderId: string
  bidderName: string
  standsUnder: number // the latest version of the documents it answers or was confirmed for
  header: Uint8Array
  envelopeSha256: string
  submittedAt: Date
}

/**
 * The envelopes that count at the opening: each bidder's latest, unless withdrawn. Only the
 * acts of a started opening call this: before it nobody may learn how many there are.
 */
export async function listEnvelopes(db: Db, tenderId: string): Promise<EnvelopeAtOpening[]> {
  const latest = db
    .selectDistinctOn([bidSubmissions.lotId, bidSubmissions.bidderId], {
      submissionId: bidSubmissions.id,
      uploadId: bidSubmissions.uploadId,
      lotId: bidSubmissions.lotId,
      bidderId: bidSubmissions.bidderId,
      tenderVersion: bidSubmissions.tenderVersion,
      envelopeSha256: bidSubmissions.envelopeSha256,
      submittedAt: bidSubmissions.submittedAt,
    })
    .from(bidSubmissions)
    .where(eq(bidSubmissions.tenderId, tenderId))
    .orderBy(bidSubmissions.lotId, bidSubmissions.bidderId, desc(bidSubmissions.revision))
    .as('latest')
  return db
    .select({
      submissionId: latest.submissionId,
      uploadId: latest.uploadId,
      lotId: latest.lotId,
      bidderId: latest.bidderId,
      bidderName: organisations.name,
      standsUnder: sql<number>`greatest(${latest.tenderVersion}, (select max(${bidConfirmations.version}) from ${bidConfirmations} where ${bidConfirmations.submissionId} = ${latest.submissionId}))`,
      header: bidUploads.header,
      envelopeSha256: latest.envelopeSha256,
      submittedAt: latest.submittedAt,
    })
    .from(latest)
    .innerJoin(bidUploads, eq(bidUploads.id, latest.uploadId))
    .innerJoin(organisations, eq(organisations.id, latest.bidderId))
    .leftJoin(bidWithdrawals, eq(bidWithdrawals.submissionId, latest.submissionId))
    .where(isNull(bidWithdrawals.submissionId))
    .orderBy(latest.submittedAt, latest.submissionId)
}

export type OwnBidListItem = {
  lotId: string
  tenderId: string
  tenderTitle: string
  lotName: string
  bidDeadline: Date
  state: 'none' | 'uploading' | 'submitted' | 'withdrawn'
  opened: boolean
  lotFailed: boolean
}

/** Every published lot as one insurer sees it: open ones, and those it bid on. */
export async function listOwnBids(db: Db, bidderId: string, now: Date): Promise<OwnBidListItem[]> {
  const submitted = sql<
    boolean | null
  >`(select ${bidWithdrawals.submissionId} is null from ${bidSubmissions} left join ${bidWithdrawals} on ${bidWithdrawals.submissionId} = ${bidSubmissions.id} where ${bidSubmissions.lotId} = ${lots.id} and ${bidSubmissions.bidderId} = ${bidderId} order by ${bidSubmissions.revision} desc limit 1)`
  const uploading = sql<boolean>`exists (select 1 from ${bidUploads} where ${bidUploads.lotId} = ${lots.id} and ${bidUploads.bidderId} = ${bidderId} and not exists (select 1 from ${bidSubmissions} where ${bidSubmissions.uploadId} = ${bidUploads.id}))`
  const rows = await db
    .select({
      lotId: lots.id,
      tenderId: tenders.id,
      tenderTitle: tenders.title,
      lotName: lots.name,
      bidDeadline: tenders.bidDeadline,
      submitted,
      uploading,
      opened: isNotNull(bidOpenings.tenderId).mapWith(Boolean),
      lotFailed: isNotNull(lotFailures.lotId).mapWith(Boolean),
    })
    .from(lots)
    .innerJoin(tenders, eq(tenders.id, lots.tenderId))
    .leftJoin(bidOpenings, eq(bidOpenings.tenderId, tenders.id))
    .leftJoin(lotFailures, eq(lotFailures.lotId, lots.id))
    .where(
      and(
        isNotNull(tenders.publishedAt),
        sql`(${tenders.bidDeadline} > ${now.toISOString()}::timestamptz or ${uploading} or ${submitted} is not null)`,
      ),
    )
    .orderBy(desc(tenders.bidDeadline), asc(lots.id))
    .limit(200)
  return rows.map(({ submitted: current, uploading: isUploading, ...row }) => ({
    ...row,
    state:
      current === null ? (isUploading ? 'uploading' : 'none') : current ? 'submitted' : 'withdrawn',
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
  openedWith: OpenedWith
  problems: readonly BidProblem[] // limits of the tender it breaks
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
      openedWith: openedBids.openedWith,
      problems: openedBids.problems,
      envelopeSha256: bidSubmissions.envelopeSha256,
      submittedAt: bidSubmissions.submittedAt,
    })
    .from(openedBids)
    .innerJoin(bidSubmissions, eq(bidSubmissions.id, openedBids.submissionId))
    .innerJoin(organisations, eq(organisations.id, openedBids.bidderId))
    .where(inArray(openedBids.lotId, [...lotIds]))
    .orderBy(asc(bidSubmissions.submittedAt), asc(openedBids.submissionId))
}
