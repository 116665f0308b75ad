import { type AgreedOffer } from '#app/domain/contract/agreed-offer.ts'
import { type Db } from '#db/client.server.ts'
import { listOpenedBids } from './bids.server.ts'
import { findOtherProcedure } from './endings.server.ts'

/** What a contract's insurer offered: the winning bid, or what another procedure agreed. */
export async function findAgreedOffer(
  db: Db,
  { lotId, submissionId }: { lotId: string; submissionId: string | null },
): Promise<AgreedOffer | undefined> {
  if (submissionId === null) return (await findOtherProcedure(db, lotId))?.offer
  const bids = await listOpenedBids(db, [lotId])
  return bids.find((bid) => bid.submissionId === submissionId)
}
