import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { objectionFiled } from '#app/domain/notification/objection-messages.ts'
import { mayObject, objectionAnswerDue } from '#app/domain/objection/objection-clock.ts'
import { type ObjectionSubject } from '#app/domain/objection/objection.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { insertObjection } from '#db/queries/objection-acts.server.ts'
import { findObjectionFacts, hasBid } from '#db/queries/objection-facts.server.ts'
import { hasOpenObjection } from '#db/queries/objections.server.ts'
import { lockTender } from '#db/queries/tenders.server.ts'

export type FileObjectionRefusal =
  | 'not-found'
  | 'lot-missing'
  | 'not-yet'
  | 'too-late'
  | 'not-a-bidder'
  | 'already-filed'

/**
 * Raises an objection (提出异议/质疑). Any insurer may object to the bidding documents,
 * so that objecting says nothing of bidding; to procedure and result only who bid.
 */
export async function fileObjection(
  { db, actor, clock }: CommandContext,
  {
    tenderId,
    ...objection
  }: {
    objectionId: string
    tenderId: string
    lotId: string | null
    subject: ObjectionSubject
    act: string
    ground: string
    evidence: string
    remedyAsked: string
  },
): Promise<Decision<{ answerDue: PlainDate }, FileObjectionRefusal>> {
  const { objectionId, lotId, subject } = objection
  return db.transaction(async (tx) => {
    const tender = await lockTender(tx, tenderId)
    const known = lotId === null || tender?.terms.lots.some(({ id }) => id === lotId)
    if (!tender?.publishedAt || !known) return refuse('not-found')
    if (subject === 'result' && lotId === null) return refuse('lot-missing')
    const filedAt = await clock(tx)
    const facts = await findObjectionFacts(tx, tender, lotId)
    const allowed = mayObject(subject, facts, filedAt)
    if (!allowed.ok) return allowed
    const bidderId = actor.organisationId
    if (subject !== 'bidding-documents' && !(await hasBid(tx, { tenderId, lotId, bidderId })))
      return refuse('not-a-bidder')

    if (await hasOpenObjection(tx, { tenderId, lotId, objectorId: bidderId, subject }))
      return refuse('already-filed')

    const { regime, calendarOverrides } = facts
    const due = objectionAnswerDue(regime, dateInChina(filedAt), calendarOverrides)
    const answerDue = due.lastDay
    const { act, ground, evidence, remedyAsked } = objection
    const saved = await insertObjection(tx, {
      id: objectionId,
      tenderId,
      lotId,
      objectorId: bidderId,
      subject,
      act,
      ground,
      evidence,
      remedyAsked,
      filedAt,
      filedBy: actor.userId,
      answerDue,
    })
    if (!saved) return refuse('already-filed')
    await appendAuditEvent(tx, {
      actor,
      at: filedAt,
      action: 'objection.filed',
      subjectId: objectionId,
      purchaseId: tenderId,
      payload: { subject, lotId, answerDue },
    })
    await notify(tx, {
      at: filedAt,
      ...objectionFiled({ ...tenderFacts(tender), objectionId, answerDue }),
    })
    return accept({ answerDue })
  })
}
