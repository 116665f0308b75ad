import { type CommandContext } from '#app/commands/context.ts'
import {
  type LockAssessmentRefusal,
  lockAssessment,
} from '#app/commands/steps/lock-assessment.server.ts'
import { type DecisionRefusal, decisionRefusal } from '#app/domain/assessment/assessment-course.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { dayWithin } from '#app/domain/ledger/booking-day.ts'
import { move } from '#app/domain/ledger/ledger-entry.ts'
import { type Fen } from '#app/domain/money.ts'
import { assessmentDecided } from '#app/domain/notification/assessment-messages.ts'
import { insertAssessmentDecision } from '#db/queries/assessments.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { postEntry } from '#db/queries/ledger.server.ts'
import { notify } from '#db/queries/notifications.server.ts'

export type DecideAssessmentRefusal = LockAssessmentRefusal | DecisionRefusal

/** Decides the deduction that counts (考核扣款), after the insurer's reply or its window, and books it. */
export async function decideAssessment(
  { db, actor, clock }: CommandContext,
  input: { assessmentId: string; deduction: Fen; reason: string },
): Promise<Decision<{ deduction: Fen }, DecideAssessmentRefusal>> {
  const { assessmentId, deduction, reason } = input
  return db.transaction(async (tx) => {
    const locked = await lockAssessment(tx, {
      assessmentId,
      side: ({ policyholderId }) => policyholderId === actor.organisationId,
    })
    if (!locked.ok) return locked
    const { year, assessment, indicator, facts } = locked.value
    const at = await clock(tx)
    const refusal = decisionRefusal(assessment, input, dateInChina(at))
    if (refusal) return refuse(refusal)

    const saved = await insertAssessmentDecision(tx, {
      ...input,
      decidedBy: actor.userId,
      decidedAt: at,
    })
    if (!saved) return refuse('already-decided')
    const { indicatorId, proposedDeduction } = assessment
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'assessment.decided',
      subjectId: year.id,
      purchaseId: year.tenderId,
      payload: { assessmentId, indicatorId, proposedDeduction, deduction, reason },
    })
    const { insurerId } = year
    await notify(tx, { at, ...assessmentDecided({ ...facts, insurerId, deduction }) })
    if (deduction > 0n)
      await postEntry(tx, {
        contractId: year.contractId,
        contractYearId: year.id,
        postedBy: actor.userId,
        postedAt: at,
        entry: {
          kind: 'deduction-decided',
          bookedOn: dayWithin(year, dateInChina(at)),
          sourceId: assessmentId,
          memo: `考核扣款：${indicator.name}`,
          document: assessment.document,
          lines: move('assessment-deduction', 'fund-payable', deduction),
        },
      })
    return accept({ deduction })
  })
}
