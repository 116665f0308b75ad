import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { type Db } from '#db/client.server.ts'
import { type BidKey, listOwnSubmissions } from '#db/queries/bids.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import {
  findOpeningSession,
  listReleasedBidKeys,
  listReleasedShares,
} from '#db/queries/opening-sessions.server.ts'
import { findBindingVersion } from '#db/queries/tender-versions.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

export type ReleaseStage =
  | 'not-started'
  | 'open'
  | 'released'
  | 'window-over'
  | 'not-standing'
  | 'opened'

/** A bidder's own bid at the opening. Of rivals' bids it is told nothing. Undefined without a bid. */
export async function loadReleaseKey(db: Db, key: BidKey) {
  const [found, [latest]] = await Promise.all([findLot(db, key.lotId), listOwnSubmissions(db, key)])
  if (!found?.tender.publishedAt || !latest) return undefined
  const { lot, tender } = found
  const header = readHeader(latest.header)
  if (!header.ok) throw new Error(`the header of submission ${latest.id} cannot be read`)
  const [now, session, bindingVersion, shares, [releasedKey]] = await Promise.all([
    databaseClock(db),
    findOpeningSession(db, tender.id),
    findBindingVersion(db, tender.id),
    listReleasedShares(db, [latest.uploadId]),
    listReleasedBidKeys(db, [latest.uploadId]),
  ])
  const standsUnder = Math.max(latest.tenderVersion, latest.confirmedVersion ?? 0)
  const stands = latest.withdrawnAt === null && bidStands(standsUnder, bindingVersion)
  const stage = (): ReleaseStage => {
    if (tender.facts.openedAt) return 'opened'
    if (!stands) return 'not-standing'
    if (!session) return 'not-started'
    if (releasedKey) return 'released'
    return now < session.bidderWindowEndsAt ? 'open' : 'window-over'
  }
  return {
    lot: {
      id: lot.id,
      name: lot.name,
      tenderId: tender.id,
      tenderTitle: tender.terms.title,
      bidDeadline: tender.facts.bidDeadline,
    },
    now,
    minutes: tender.terms.bidderOpeningMinutes,
    stage: stage(),
    session: session
      ? { startedAt: session.startedAt, bidderWindowEndsAt: session.bidderWindowEndsAt }
      : null,
    bid: {
      envelopeSha256: latest.envelopeSha256,
      submittedAt: latest.submittedAt,
      threshold: header.value.threshold,
      releasedShares: shares.length,
      bidKeyReleasedAt: releasedKey?.releasedAt ?? null,
      envelope: {
        bidderCopy: header.value.bidderCopy,
        bidRecipient: header.value.bidRecipient,
      },
    },
  }
}
