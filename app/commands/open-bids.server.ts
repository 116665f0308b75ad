import { type CommandContext } from '#app/commands/context.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { lotFailure } from '#app/domain/evaluation/lot-failure.ts'
import { openEnvelope } from '#app/sealing/bid-envelope.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { listEnvelopes } from '#db/queries/bids.server.ts'
import { insertOpenedBids, insertOpening } from '#db/queries/openings.server.ts'
import { insertLotFailure, listOpeningOfficers, lockTender } from '#db/queries/tenders.server.ts'

export type OpenBidsRefusal = 'not-found' | 'before-deadline' | 'already-opened'

/**
 * Opens all bids of a tender at once (开标). A lot with fewer bids than the law asks
 * for fails instead, and its envelopes stay closed.
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
    const openedAt = await clock(tx)
    if (openedAt < tender.facts.bidDeadline) return refuse('before-deadline')
    if (!(await insertOpening(tx, { tenderId, openedAt, openedBy: actor.userId })))
      return refuse('already-opened')

    const envelopes = await listEnvelopes(tx, tenderId)
    const rule = { regime: tender.terms.regime, today: dateInChina(openedAt) }
    const failedLots = new Set<string>()
    for (const { id: lotId } of tender.terms.lots) {
      const received = envelopes.filter((envelope) => envelope.lotId === lotId)
      const failure = lotFailure(rule, 'opening', received.length)
      if (!failure) continue
      failedLots.add(lotId)
      await insertLotFailure(tx, { lotId, failure, at: openedAt })
      await appendAuditEvent(tx, {
        actor,
        at: openedAt,
        action: 'lot.failed',
        subjectId: lotId,
        purchaseId: tenderId,
        payload: failure,
      })
    }

    const toOpen = envelopes.filter(({ lotId }) => !failedLots.has(lotId))
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
      },
    })
    return accept({ openedAt, bids: opened.length })
  })
}
