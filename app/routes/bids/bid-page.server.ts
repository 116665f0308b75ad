import { type Viewer, requirePermission } from '#app/auth/session.server.ts'
import { type SealingParameters } from '#app/components/bid-composer/sealing-parameters.ts'
import { db } from '#app/database.server.ts'
import { notFound } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findInsurerRecipient } from '#db/queries/sealing-keys.server.ts'
import { findOpeningKeys } from '#db/queries/tender-versions.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

/** The published lot of a bidder's page and the time that decides on it; 404 for any other. */
export async function requireBidPage(request: Request, lotId: string) {
  const viewer = await requirePermission(request, 'edit-bid')
  const found = await findLot(db, lotId)
  if (!found?.tender.publishedAt) return notFound('没有这个采购包')
  return { viewer, ...found, now: await databaseClock(db) }
}

/** What a bid on a lot is sealed with now; undefined until the insurer has a proven key. */
export async function findSealingParameters({
  viewer,
  lot,
  tender,
}: { viewer: Viewer } & NonNullable<Awaited<ReturnType<typeof findLot>>>): Promise<
  SealingParameters | undefined
> {
  const bidderRecipient = await findInsurerRecipient(db, viewer.organisationId)
  if (!bidderRecipient) return undefined
  const { version, terms } = tender
  const holders = await findOpeningKeys(db, { tenderId: tender.id, version })
  return {
    format: 'gongji-sealing-parameters/1',
    tenderTitle: terms.title,
    bidderName: viewer.organisationName,
    bidDeadline: tender.facts.bidDeadline,
    lot: {
      number: lot.number,
      name: lot.name,
      bidBasis: lot.bidBasis,
      priceCeiling: lot.priceCeiling,
      priceFloor: lot.priceFloor,
    },
    terms: {
      benefitTerms: {
        tiers: terms.benefitTerms.tiers.map(({ upTo, payoutRatio }) => ({ upTo, payoutRatio })),
      },
      profitRateCeiling: terms.profitRateCeiling,
    },
    target: {
      tenderId: tender.id,
      lotId: lot.id,
      tenderVersion: version,
      bidderId: viewer.organisationId,
      threshold: terms.openingThreshold,
      holders: holders.map(({ recipient }) => recipient),
      bidderRecipient,
    },
    holders: holders.map(({ name, organisationName, recipient }) => ({
      name,
      organisationName,
      recipient,
    })),
  }
}
