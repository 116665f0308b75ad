import { eq } from 'drizzle-orm'
import { type BidContent } from '#app/domain/bid/bid-content.ts'
import { type Db } from '#db/client.server.ts'
import { bidOpenings, openedBids } from '#db/schema/bids.ts'
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
  }[],
): Promise<void> {
  if (bids.length === 0) return
  await db.insert(openedBids).values(bids.map(({ content, ...bid }) => ({ ...bid, ...content })))
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
