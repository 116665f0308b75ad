import { openBids } from '#app/commands/open-bids.server.ts'
import { releaseBidKey } from '#app/commands/release-bid-key.server.ts'
import { reportLostKey } from '#app/commands/report-lost-key.server.ts'
import { readHeader } from '#app/sealing/envelope-header.ts'
import { openBidderCopy } from '#app/sealing/open-envelope.ts'
import { listEnvelopes, listOpenedBids } from '#db/queries/bids.server.ts'
import { listUnopenedBids } from '#db/queries/openings.server.ts'
import { AFTER_DEADLINE, type Purchase } from './purchase.ts'

export const NONCE = 'ab'.repeat(32)
export const before = (moment: Date) => new Date(moment.getTime() - 1)
export const WINDOW_END = new Date(AFTER_DEADLINE.getTime() + 60 * 60_000)

/** The key of a bidder's own bid, as its browser unwraps it. */
export async function bidKeyOf(
  { db, tenderId, keys, as }: Purchase,
  bidder: string,
): Promise<string> {
  const { organisationId } = as(bidder).actor
  const envelopes = await listEnvelopes(db, tenderId)
  const own = envelopes.find(({ bidderId }) => bidderId === organisationId)
  const header = own && readHeader(own.header)
  const identity = keys.get(bidder)?.identity
  const bidKey = header?.ok && identity && (await openBidderCopy(header.value, identity))
  if (!bidKey) throw new Error(`${bidder} cannot unwrap its own copy`)
  return bidKey
}

export async function releaseOwn(purchase: Purchase, bidder: string, at = AFTER_DEADLINE) {
  const { lotId, as } = purchase
  return releaseBidKey(as(bidder, at), { lotId, bidKey: await bidKeyOf(purchase, bidder) })
}

export async function loseKey({ tenderId, as, keys }: Purchase, officer: string, by = 'opening') {
  const recipient = keys.get(officer)?.recipient ?? ''
  const context = as(by, AFTER_DEADLINE)
  return reportLostKey(context, { tenderId, recipient, reason: '密钥文件损坏' })
}

export function openAt({ tenderId, as }: Purchase, at = AFTER_DEADLINE, officer = 'opening') {
  return openBids(as(officer, at), { tenderId })
}

export async function outcomes({ db, tenderId, lotId }: Purchase) {
  const opened = await listOpenedBids(db, [lotId])
  const closed = await listUnopenedBids(db, tenderId)
  return {
    opened: opened.map(({ submissionId, openedWith }) => ({ submissionId, openedWith })),
    closed: closed.map(({ submissionId, reason }) => ({ submissionId, reason })),
  }
}
