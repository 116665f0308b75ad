import { eq } from 'drizzle-orm'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type BidProblem } from '#app/domain/bid/check-bid.ts'
import { type OpenedWith } from '#app/domain/opening/opening-outcome.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings, bidSubmissions, openedBids, unopenedBids } from '#db/schema/bids.ts'
import { organisations, users } from '#db/schema/identity.ts'

/** False when the tender was opened already: the key decides between two officers. */
export async function insertOpening(
  db: Db,
  opening: { tenderId: string; openedAt: Date; openedBy: string },
): Promise<boolean> {
  const inserted = await db
    .insert(bidOpenings)
    .values(opening)
    .onConflictDoNothing()
    .returning({ tenderId: bidOpenings.tenderId })
  return inserted.length === 1
}

export async function insertOpenedBids(
  db: Db,
  bids: readonly {
    submissionId: string
    tenderId: string
    lotId: string
    bidderId: string
    content: BidContent
    openedWith: OpenedWith
    bidKey: string
    problems: readonly BidProblem[]
  }[],
): Promise<void> {
  if (bids.length === 0) return
  await db.insert(openedBids).values(bids.map(({ content, ...bid }) => ({ ...bid, ...content })))
}

/** Submitted bids that stay closed, with the cause. */
export async function insertUnopenedBids(
  db: Db,
  bids: readonly (typeof unopenedBids.$inferInsert)[],
): Promise<void> {
  if (bids.length > 0) await db.insert(unopenedBids).values([...bids])
}

/** Which bids of a tender were not opened, and why: part of the opening record. */
export async function listUnopenedBids(db: Db, tenderId: string) {
  return db
    .select({
      submissionId: unopenedBids.submissionId,
      lotId: bidSubmissions.lotId,
      bidderName: organisations.name,
      envelopeSha256: bidSubmissions.envelopeSha256,
      submittedAt: bidSubmissions.submittedAt,
      reason: unopenedBids.reason,
      detail: unopenedBids.detail,
    })
    .from(unopenedBids)
    .innerJoin(bidSubmissions, eq(bidSubmissions.id, unopenedBids.submissionId))
    .innerJoin(organisations, eq(organisations.id, bidSubmissions.bidderId))
    .where(eq(bidSubmissions.tenderId, tenderId))
    .orderBy(bidSubmissions.submittedAt, unopenedBids.submissionId)
}

/** Who opened a tender's bids, and when. */
export async function findOpening(db: Db, tenderId: string) {
  const [opening] = await db
    .select({
      openedAt: bidOpenings.openedAt,
      officerName: users.name,
      organisationName: organisations.name,
    })
    .from(bidOpenings)
    .innerJoin(users, eq(users.id, bidOpenings.openedBy))
    .innerJoin(organisations, eq(organisations.id, users.organisationId))
    .where(eq(bidOpenings.tenderId, tenderId))
  return opening
}
