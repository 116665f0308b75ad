import { type CommandContext } from '#app/commands/context.ts'
import {
  type LockAssessmentRefusal,
  lockAssessment,
} from '#app/commands/steps/lock-assessment.server.ts'
import { type ReplyRefusal, replyRefusal } from '#app/domain/assessment/assessment-course.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { assessmentReplied } from '#app/domain/notification/assessment-messages.ts'
import { insertAssessmentReply } from '#db/queries/assessments.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { notify } from '#db/queries/notifications.server.ts'

export type ReplyToAssessmentRefusal = LockAssessmentRefusal | ReplyRefusal

/** The insurer accepts a measured value or objects to it, within its window (考核答复). */
export async function replyToAssessment(
  { db, actor, clock }: CommandContext,
  input: {
    assessmentId: string
    stance: 'accepts' | 'objects'
    text: string
    document: string
  },
): Promise<Decision<undefined, ReplyToAssessmentRefusal>> {
  const { assessmentId, stance } = input
  return db.transaction(async (tx) => {
    const locked = await lockAssessment(tx, {
      assessmentId,
      side: ({ insurerId }) => insurerId === actor.organisationId,
    })
    if (!locked.ok) return locked
    const { year, assessment, facts } = locked.value
    const at = await clock(tx)
    const refusal = replyRefusal(assessment, input, dateInChina(at))
    if (refusal) return refuse(refusal)

    const saved = await insertAssessmentReply(tx, {
      ...input,
      repliedBy: actor.userId,
      repliedAt: at,
    })
    if (!saved) return refuse('already-replied')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'assessment.replied',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { assessmentId, indicatorId: assessment.indicatorId, stance },
    })
    const { policyholderId } = year
    await notify(tx, { at, ...assessmentReplied({ ...facts, policyholderId, stance }) })
    return accept(undefined)
  })
}
