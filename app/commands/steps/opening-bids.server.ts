import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { type OpeningKey } from '#app/domain/opening/opening-key.ts'
import { type GatheredKeys } from '#app/domain/opening/opening-readiness.ts'
import { type EnvelopeHeader, readHeader } from '#app/sealing/envelope-header.ts'
import { sha256Hex } from '#app/sealing/hash.ts'
import { type Db } from '#db/client.server.ts'
import { type EnvelopeAtOpening, listEnvelopes } from '#db/queries/bids.server.ts'
import {
  type ReleasedShare,
  listBrokenShares,
  listReleasedBidKeys,
  listReleasedShares,
} from '#db/queries/opening-sessions.server.ts'
import { findBindingVersion, listOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'

/** A bid that counts at a started opening, with whom it is sealed to and what has been released for it. */
export type OpeningBid = Omit<EnvelopeAtOpening, 'header'> & {
  header: EnvelopeHeader | undefined // undefined when the stored bytes are not those received
  holders: readonly OpeningKey[]
  gathered: GatheredKeys
  shares: readonly ReleasedShare[]
  bidKey: string | undefined // as its bidder released it
}

/**
 * The envelopes of a tender at its opening: those that answer the documents as amended, with
 * their keys, and those that were not confirmed. Bids on lots that have failed stay out.
 */
export async function gatherOpeningBids(
  db: Db,
  tender: Tender,
): Promise<{ standing: OpeningBid[]; unconfirmed: EnvelopeAtOpening[] }> {
  const binding = await findBindingVersion(db, tender.id)
  const failedLots = new Set(
    tender.terms.lots.filter((_, index) => tender.facts.lots[index]?.failed).map(({ id }) => id),
  )
  const envelopes = (await listEnvelopes(db, tender.id)).filter(
    ({ lotId }) => !failedLots.has(lotId),
  )
  const current = envelopes.filter(({ standsUnder }) => bidStands(standsUnder, binding))
  const uploadIds = current.map(({ uploadId }) => uploadId)
  const [keys, shares, broken, bidKeys] = await Promise.all([
    listOpeningKeys(db, tender.id),
    listReleasedShares(db, uploadIds),
    listBrokenShares(db, uploadIds),
    listReleasedBidKeys(db, uploadIds),
  ])
  const standing = await Promise.all(
    current.map(async (envelope): Promise<OpeningBid> => {
      const { uploadId } = envelope
      const header = await readStoredHeader(envelope)
      const released = shares.filter((share) => share.uploadId === uploadId)
      const bidKey = bidKeys.find((released) => released.uploadId === uploadId)?.bidKey
      return {
        ...envelope,
        header,
        holders: (header && keys.get(header.tenderVersion)) ?? [],
        shares: released,
        bidKey,
        gathered: {
          uploadId,
          threshold: header?.threshold ?? 0,
          holders: header?.shares.map(({ recipient }) => recipient) ?? [],
          released: released.map(({ position }) => position),
          broken: broken
            .filter((share) => share.uploadId === uploadId)
            .map(({ position }) => position),
          bidKeyReleased: bidKey !== undefined,
        },
      }
    }),
  )
  return {
    standing,
    unconfirmed: envelopes.filter(({ standsUnder }) => !bidStands(standsUnder, binding)),
  }
}

async function readStoredHeader({
  header,
  envelopeSha256,
}: EnvelopeAtOpening): Promise<EnvelopeHeader | undefined> {
  if ((await sha256Hex(header)) !== envelopeSha256) return undefined
  const read = readHeader(header)
  return read.ok ? read.value : undefined
}
