import { type CommandContext } from '#app/commands/context.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { complaintFiled } from '#app/domain/notification/objection-messages.ts'
import { complaintDecisionDue, mayComplain } from '#app/domain/objection/objection-clock.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notifyAll } from '#db/queries/notifications.server.ts'
import { insertComplaint } from '#db/queries/objection-acts.server.ts'
import { lockObjection } from '#db/queries/objections.server.ts'

export type FileComplaintRefusal =
  | 'not-found'
  | 'answer-not-due'
  | 'too-late'
  | 'already-complained'

/** Takes an answered or an overdue objection to the supervising body (提出投诉). */
export async function fileComplaint(
  { db, actor, clock }: CommandContext,
  {
    complaintId,
    objectionId,
    facts,
    request,
  }: { complaintId: string; objectionId: string; facts: string; request: string },
): Promise<Decision<{ decisionDue: PlainDate }, FileComplaintRefusal>> {
  return db.transaction(async (tx) => {
    const own = { everything: false, organisationId: actor.organisationId } as const
    const found = await lockObjection(tx, objectionId, own)
    if (found?.objection.objectorId !== actor.organisationId) return refuse('not-found')
    const { tender, objection } = found
    if (objection.complaint) return refuse('already-complained')
    const filedAt = await clock(tx)
    const { regime, calendarOverrides } = tender.terms
    const { answer, answerDue } = objection
    const times = { answeredOn: answer && dateInChina(answer.answeredAt), answerDue }
    const allowed = mayComplain(regime, times, calendarOverrides, filedAt)
    if (!allowed.ok) return allowed

    const due = complaintDecisionDue(regime, dateInChina(filedAt), calendarOverrides)
    const decisionDue = due.lastDay
    const saved = await insertComplaint(tx, {
      id: complaintId,
      objectionId,
      facts,
      request,
      filedAt,
      filedBy: actor.userId,
      decisionDue,
    })
    if (!saved) return refuse('already-complained')
    await appendAuditEvent(tx, {
      actor,
      at: filedAt,
      action: 'complaint.filed',
      subjectId: objectionId,
      purchaseId: tender.id,
      payload: { complaintId, decisionDue },
    })
    await notifyAll(
      tx,
      filedAt,
      complaintFiled({ ...tenderFacts(tender), objectionId, complaintId, decisionDue }),
    )
    return accept({ decisionDue })
  })
}
