import { type CommandContext } from '#app/commands/context.ts'
import { failLot } from '#app/commands/steps/fail-lot.server.ts'
import { bidStands } from '#app/domain/bid/bid-stands.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { lotFailure } from '#app/domain/ending/lot-failure.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { bidsOpened } from '#app/domain/notification/tender-messages.ts'
import { isSuspended } from '#app/domain/objection/objection-clock.ts'
import { openEnvelope } from '#app/sealing/hash.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { type EnvelopeAtOpening, listEnvelopes } from '#db/queries/bids.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { findOpenObjections } from '#db/queries/objections.server.ts'
import { insertOpenedBids, insertOpening, insertUnopenedBids } from '#db/queries/openings.server.ts'
import { insertRound } from '#db/queries/reviews.server.ts'
import { findBindingVersion } from '#db/queries/tender-versions.server.ts'
import { type Db } from '#db/client.server.ts'
import { type Tender, listOpeningOfficers, lockTender } from '#db/queries/tenders.server.ts'

export type OpenBidsRefusal =
  | 'not-found'
  | 'before-deadline'
  | 'nothing-to-open'
  | 'suspended'
  | 'amendment-owed'
  | 'already-opened'

/**
 * Opens all bids of a tender at once (开标). A bid that was not confirmed after an
 * amendment that affects bids stays closed; a lot with fewer bids than the law asks
 * for fails, and its envelopes stay closed too.
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
    if (tender.facts.lots.every(({ failed }) => failed)) return refuse('nothing-to-open')
    const openedAt = await clock(tx)
    if (openedAt < tender.facts.bidDeadline) return refuse('before-deadline')
    const { regime } = tender.terms
    const today = dateInChina(openedAt)
    const open = await findOpenObjections(tx, { tenderId, lotId: null, today })
    if (isSuspended('open-bids', regime, open)) return refuse('suspended')
    if (open.amendmentsOwed > 0) return refuse('amendment-owed')
    if (!(await insertOpening(tx, { tenderId, openedAt, openedBy: actor.userId })))
      return refuse('already-opened')

    const { standing, closed } = await sortEnvelopes(tx, tender)
    await insertUnopenedBids(
      tx,
      closed.map(({ submissionId }) => ({ submissionId, reason: 'amendment-not-confirmed' })),
    )
    const openedLots = new Set<string>()
    for (const [index, lot] of tender.terms.lots.entries()) {
      if (tender.facts.lots[index]?.failed) continue
      const received = standing.filter(({ lotId }) => lotId === lot.id)
      const failure = lotFailure({ regime, today }, 'opening', received.length)
      if (failure) await failLot(tx, { actor, at: openedAt, tender, lot }, failure)
      else {
        openedLots.add(lot.id)
        await insertRound(tx, { lotId: lot.id, round: 1, reason: '', startedAt: openedAt })
      }
    }

    const toOpen = standing.filter(({ lotId }) => openedLots.has(lotId))
    const opened = await Promise.all(
      toOpen.map(async ({ submissionId, lotId, bidderId, ...sealed }) => {
        const { content } = await openEnvelope(sealed)
        return { submissionId, tenderId, lotId, bidderId, content }
      }),
    )
    await insertOpenedBids(tx, opened)
    await appendAuditEvent(tx, {
      actor,
      at: openedAt,
      action: 'tender.bids-opened',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: {
        bids: toOpen.map(({ submissionId, envelopeSha256 }) => ({ submissionId, envelopeSha256 })),
        notOpened: closed.map(({ submissionId }) => submissionId),
      },
    })
    const openedLotIds = [...openedLots]
    await notifyAll(tx, openedAt, bidsOpened({ ...tenderFacts(tender), openedLotIds, openedAt }))
    return accept({ openedAt, bids: opened.length })
  })
}

/** Which envelopes answer the documents as amended, and which their bidders never confirmed. */
async function sortEnvelopes(
  db: Db,
  { id }: Tender,
): Promise<{ standing: EnvelopeAtOpening[]; closed: EnvelopeAtOpening[] }> {
  const binding = await findBindingVersion(db, id)
  const envelopes = await listEnvelopes(db, id)
  return {
    standing: envelopes.filter(({ standsUnder }) => bidStands(standsUnder, binding)),
    closed: envelopes.filter(({ standsUnder }) => !bidStands(standsUnder, binding)),
  }
}
