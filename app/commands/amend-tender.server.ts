import { type CommandContext } from '#app/commands/context.ts'
import { isAccountOpen } from '#app/domain/account.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { tenderAmended } from '#app/domain/notification/tender-messages.ts'
import { isSameKeys, openingKeysOf } from '#app/domain/opening/opening-key.ts'
import { type Amendment, checkAmendment, describeAmendment } from '#app/domain/tender/amendment.ts'
import { type TenderTerms } from '#app/domain/tender/tender.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { listOpeningOfficerAccounts } from '#db/queries/sealing-keys.server.ts'
import { findOpeningKeys, insertTenderVersion } from '#db/queries/tender-versions.server.ts'
import { applyAmendment, lockTender, replaceOpeningOfficers } from '#db/queries/tenders.server.ts'

export type AmendTenderRefusal =
  | 'not-found'
  | 'not-published'
  | 'changed-meanwhile'
  | 'deadline-passed'
  | 'tender-ended'
  | 'reason-missing'
  | 'nothing-changed'
  | 'breaks-a-rule'

/**
 * Amends a published tender (更正公告) as its next version. When the change affects
 * bids, those handed in must be confirmed or replaced before the deadline, and
 * every insurer is told. The officers' present keys become the version's. The page lists by `checkAmendment` what stands in the way.
 */
export async function amendTender(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    basedOnVersion,
    terms,
    openingOfficers,
    reason,
  }: {
    tenderId: string
    basedOnVersion: number
    terms: TenderTerms
    openingOfficers: readonly string[]
    reason: string
  },
): Promise<Decision<Amendment & { version: number }, AmendTenderRefusal>> {
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    if (!tender || tender.procuringEntityId !== actor.organisationId) return refuse('not-found')
    if (!tender.publishedAt) return refuse('not-published')
    if (tender.version !== basedOnVersion) return refuse('changed-meanwhile')
    if (tender.facts.lots.every(({ failed }) => failed)) return refuse('tender-ended')
    const at = await clock(tx)
    if (at >= tender.facts.bidDeadline || tender.facts.openedAt) return refuse('deadline-passed')
    if (reason.trim() === '') return refuse('reason-missing')

    const officers = (await listOpeningOfficerAccounts(tx))
      .filter((account) => openingOfficers.includes(account.userId))
      .toSorted((a, b) => (a.userId < b.userId ? -1 : 1)) // as publication lists them
    const keys = openingKeysOf(officers)
    const keysChanged = !isSameKeys(
      await findOpeningKeys(tx, { tenderId, version: tender.version }),
      keys,
    )
    const amended = { ...terms, calendarOverrides: tender.terms.calendarOverrides }
    const problems = checkAmendment(tender.terms, amended, {
      now: at,
      openingOfficers: officers.filter((officer) => isAccountOpen(officer, at)),
      keysChanged,
    })
    if (problems.length > 0) return refuse('breaks-a-rule')
    const amendment = describeAmendment(tender.terms, amended, { keysChanged })
    if (amendment.changes.length === 0) return refuse('nothing-changed')

    const version = tender.version + 1
    await insertTenderVersion(tx, {
      tenderId,
      version,
      terms: amended,
      openingKeys: keys,
      ...amendment,
      reason,
      publishedAt: at,
      publishedBy: actor.userId,
    })
    const userIds = officers.map(({ userId }) => userId)
    await replaceOpeningOfficers(tx, { tenderId, userIds })
    await applyAmendment(tx, { id: tenderId, version, terms: amended, at })
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'tender.amended',
      subjectId: tenderId,
      purchaseId: tenderId,
      payload: { version, reason, affectsBids: amendment.affectsBids, changes: amendment.changes },
    })
    const { bidDeadline } = amended.timetable
    const deadlineMoved = bidDeadline.getTime() !== tender.facts.bidDeadline.getTime()
    const { affectsBids } = amendment
    const facts = { ...tenderFacts({ ...tender, terms: amended }), version, affectsBids }
    await notifyAll(tx, at, tenderAmended({ ...facts, deadlineMoved, bidDeadline }))
    return accept({ ...amendment, version })
  })
}
