import { type CommandContext } from '#app/commands/context.ts'
import { applyRemedy } from '#app/commands/steps/apply-remedy.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { tenderFacts } from '#app/domain/notification/announcement.ts'
import { objectionAnswered } from '#app/domain/notification/objection-messages.ts'
import { complaintFilingDue } from '#app/domain/objection/objection-clock.ts'
import { type ObjectionOutcome, type Remedy } from '#app/domain/objection/objection.ts'
import { checkRemedy, remedyReason, remedyRule } from '#app/domain/objection/remedy.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { insertObjectionAnswer } from '#db/queries/objection-acts.server.ts'
import { lockObjection } from '#db/queries/objections.server.ts'

export type AnswerObjectionRefusal =
  | 'not-found'
  | 'already-answered'
  | 'already-decided'
  | 'reason-missing'
  | 'remedy-not-possible'

/** Answers an objection (答复), late ones too; an upheld one takes effect in the same act. */
export async function answerObjection(
  { db, actor, clock }: CommandContext,
  {
    objectionId,
    outcome,
    remedy,
    answer,
  }: { objectionId: string; outcome: ObjectionOutcome; remedy: Remedy; answer: string },
): Promise<Decision<{ answeredAt: Date }, AnswerObjectionRefusal>> {
  return db.transaction(async (tx) => {
    const own = { everything: false, organisationId: actor.organisationId } as const
    const found = await lockObjection(tx, objectionId, own)
    if (found?.objection.procuringEntityId !== actor.organisationId) return refuse('not-found')
    const { tender, objection } = found
    if (objection.answer) return refuse('already-answered')
    if (objection.complaint?.decision) return refuse('already-decided')
    if (answer.trim() === '') return refuse('reason-missing')
    const answeredAt = await clock(tx)
    const { regime, calendarOverrides } = tender.terms
    const lotIds = checkRemedy({ outcome, remedy }, objection, tender, answeredAt)
    if (!lotIds.ok) return lotIds

    const saved = await insertObjectionAnswer(tx, {
      objectionId,
      outcome,
      remedy,
      answer,
      answeredAt,
      answeredBy: actor.userId,
    })
    if (!saved) return refuse('already-answered')
    await appendAuditEvent(tx, {
      actor,
      at: answeredAt,
      action: 'objection.answered',
      subjectId: objectionId,
      purchaseId: tender.id,
      payload: { outcome, remedy, lotIds: lotIds.value },
    })
    const effect = {
      remedy,
      lotIds: lotIds.value,
      reason: remedyReason('objection', ''),
      rule: remedyRule(regime, 'objection', remedy),
    }
    await applyRemedy(tx, { actor, at: answeredAt, tender }, effect)
    const times = { answeredOn: dateInChina(answeredAt), answerDue: objection.answerDue }
    const complaintUntil = complaintFilingDue(regime, times, calendarOverrides).lastDay
    const { objectorId } = objection
    const facts = { ...tenderFacts(tender), objectionId, objectorId, outcome, complaintUntil }
    await notify(tx, { at: answeredAt, ...objectionAnswered(facts) })
    return accept({ answeredAt })
  })
}
