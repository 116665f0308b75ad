import { type CommandContext } from '#app/commands/context.ts'
import { failLot } from '#app/commands/steps/fail-lot.server.ts'
import { type OpeningBid, gatherOpeningBids } from '#app/commands/steps/opening-bids.server.ts'
import { type ReadBid, readBid } from '#app/commands/steps/read-bid.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { lotFailure } from '#app/domain/ending/lot-failure.ts'
import { type Announcement, lotFacts, tenderFacts } from '#app/domain/notification/announcement.ts'
import { bidStayedClosed } from '#app/domain/notification/opening-messages.ts'
import { bidsOpened } from '#app/domain/notification/tender-messages.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { type UnopenedReason } from '#app/domain/opening/opening-outcome.ts'
import { type NotReady, openingReadiness } from '#app/domain/opening/opening-readiness.ts'
import { type Db } from '#db/client.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { findOpeningSession, listLostKeys } from '#db/queries/opening-sessions.server.ts'
import { insertOpenedBids, insertOpening, insertUnopenedBids } from '#db/queries/openings.server.ts'
import { insertRound } from '#db/queries/reviews.server.ts'
import { listOpeningOfficers } from '#db/queries/sealing-keys.server.ts'
import { type Tender, lockTender } from '#db/queries/tenders.server.ts'

export type OpenBidsRefusal =
  | 'not-found'
  | 'not-started'
  | 'suspended'
  | 'already-opened'
  | NotReady

/**
 * Opens all bids of a tender at once (同时开启), when each can be or has been given up. A bid
 * that was not confirmed after an amendment, or that nobody can open, stays closed with its
 * cause; a lot with fewer bids than the law asks for fails, and its envelopes stay closed too.
 * Basis: 电子招标投标办法 第三十一条.
 */
export async function openBids(
  { db, actor, clock }: CommandContext,
  { tenderId }: { tenderId: string },
): Promise<Decision<{ openedAt: Date; bids: number }, OpenBidsRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    const officers = await listOpeningOfficers(tx, tenderId)
    if (!tender?.publishedAt || !officers.some(({ userId }) => userId === actor.userId))
      return refuse('not-found')
    const session = await findOpeningSession(tx, tenderId)
    if (!session) return refuse('not-started')
    if (tender.facts.openedAt) return refuse('already-opened')
    const openedAt = await clock(tx)
    const { regime } = tender.terms
    const today = dateInChina(openedAt)
    const objections = await findOpenObjections(tx, { tenderId, lotId: null, today })
    // No amendment can be owed: the start asked, and documents are amended before the deadline only.
    if (isSuspended('open-bids', regime, objections)) return refuse('suspended')
    const { standing, unconfirmed } = await gatherOpeningBids(tx, tender)
    const readiness = openingReadiness(
      standing.map(({ gathered }) => gathered),
      {
        now: openedAt,
        bidderWindowEndsAt: session.bidderWindowEndsAt,
        lostRecipients: (await listLostKeys(tx, tenderId)).map(({ recipient }) => recipient),
      },
    )
    if (!readiness.ok) return readiness
    if (!(await insertOpening(tx, { tenderId, openedAt, openedBy: actor.userId })))
      return refuse('already-opened')

    const read = await readAll(tx, tender, standing)
    const openedLotIds: string[] = []
    for (const [index, lot] of tender.terms.lots.entries()) {
      if (tender.facts.lots[index]?.failed) continue
      const received = read.filter(({ bid, result }) => bid.lotId === lot.id && result.ok)
      const failure = lotFailure({ regime, today }, 'opening', received.length)
      if (failure) await failLot(tx, { actor, at: openedAt, tender, lot }, failure)
      else {
        openedLotIds.push(lot.id)
        await insertRound(tx, { lotId: lot.id, round: 1, reason: '', startedAt: openedAt })
      }
    }
    const opened = read.flatMap(({ bid: { submissionId, lotId, bidderId }, result }) =>
      result.ok && openedLotIds.includes(lotId)
        ? [{ submissionId, tenderId, lotId, bidderId, ...result.value }]
        : [],
    )
    const closed = [
      ...unconfirmed.map((bid) =>
        closedBid(bid, { reason: 'amendment-not-confirmed', detail: '' }),
      ),
      ...read.flatMap(({ bid, result }) => {
        if (!result.ok) return [closedBid(bid, result.closed)]
        if (openedLotIds.includes(bid.lotId)) return []
        return [closedBid(bid, { reason: 'lot-failed', detail: '' })]
      }),
    ]
    await insertOpenedBids(tx, opened)
    const unopened = closed.map(({ submissionId, reason, detail }) => ({
      submissionId,
      reason,
      detail,
    }))
    await insertUnopenedBids(tx, unopened)
    await appendAuditEvent(tx, {
      actor,
      at: openedAt,
      action: 'tender.bids-opened',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: {
        bids: opened.map(({ submissionId, openedWith }) => ({ submissionId, openedWith })),
        notOpened: unopened,
      },
    })
    await notifyAll(tx, openedAt, [
      ...bidsOpened({ ...tenderFacts(tender), openedLotIds, openedAt }),
      ...tellClosed(tender, closed),
    ])
    return accept({ openedAt, bids: opened.length })
  })
}

type ClosedBid = {
  submissionId: string
  lotId: string
  bidderId: string
  reason: UnopenedReason
  detail: string
}

function closedBid(
  { submissionId, lotId, bidderId }: Pick<ClosedBid, 'submissionId' | 'lotId' | 'bidderId'>,
  why: { reason: UnopenedReason; detail: string },
): ClosedBid {
  return { submissionId, lotId, bidderId, ...why }
}

/** Its bidder learns why a bid stayed closed; that a lot has failed, every insurer is told anyway. */
function tellClosed(tender: Tender, closed: readonly ClosedBid[]): Announcement[] {
  return closed.flatMap(({ lotId, bidderId, reason, detail }) => {
    const lot = tender.terms.lots.find(({ id }) => id === lotId)
    if (!lot || reason === 'lot-failed') return []
    return [bidStayedClosed({ ...lotFacts(tender, lot), bidderId, reason, detail })]
  })
}

async function readAll(
  db: Db,
  tender: Tender,
  bids: readonly OpeningBid[],
): Promise<{ bid: OpeningBid; result: ReadBid }[]> {
  const read: { bid: OpeningBid; result: ReadBid }[] = []
  for (const bid of bids) read.push({ bid, result: await readBid(db, tender, bid) })
  return read
}
