import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { notFound } from '#app/http/params.ts'
import { listCommittee } from '#db/queries/committees.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

/**
 * A lot whose opened bids the viewer may read: the procuring entity's officer, a
 * member without a conflict, or an auditor. Everybody else gets 404.
 */
export async function requireOpenedLot(viewer: Viewer, lotId: string) {
  const found = await findLot(db, lotId)
  if (!found?.tender.facts.openedAt) return notFound('没有已开标的这个采购包')
  const committee = await listCommittee(db, found.tender.id)
  const member = committee.find(({ expertId }) => expertId === viewer.userId)
  const isOfficer =
    viewer.role === 'tender-officer' && found.tender.procuringEntityId === viewer.organisationId
  if (!isOfficer && viewer.role !== 'auditor' && member?.conflict !== false)
    return notFound('没有已开标的这个采购包')
  const facts = found.tender.facts.lots[found.tender.terms.lots.findIndex(({ id }) => id === lotId)]
  const lotFailed = facts?.failed ?? false
  return {
    ...found,
    committee,
    member,
    isOfficer,
    lotFailed,
    round: facts?.round ?? 1,
    // What bidders were asked is the committee's until its report says it.
    mayReadClarifications: !isOfficer || lotFailed || facts?.evaluated === true,
  }
}
