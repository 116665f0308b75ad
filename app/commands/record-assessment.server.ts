import { type CommandContext } from '#app/commands/context.ts'
import { assessmentFacts } from '#app/commands/steps/lock-assessment.server.ts'
import { assessIndicator } from '#app/domain/assessment/assess-indicator.ts'
import { isMeasurable, lastReplyDay } from '#app/domain/assessment/assessment-course.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { assessmentRecorded } from '#app/domain/notification/assessment-messages.ts'
import { insertAssessment, listIndicatorVersions } from '#db/queries/assessments.server.ts'
import { appendAuditEvent } from '#db/queries/audit-events.server.ts'
import { lockContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import { notify } from '#db/queries/notifications.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'
import { listCalendarOverrides } from '#db/queries/working-days.server.ts'

export type RecordAssessmentRefusal =
  | 'not-found'
  | 'settled'
  | 'no-such-indicator'
  | 'no-headcount'
  | 'measured-out-of-range'
  | 'already-decided'
  | 'already-recorded'

/**
 * Records what was measured of one indicator (考核结果), with its evidence. The formula's
 * deduction and the insurer's last day to reply are fixed here; a later version replaces
 * it until a deduction is decided.
 */
export async function recordAssessment(
  { db, actor, clock }: CommandContext,
  input: {
    assessmentId: string
    contractYearId: string
    indicatorId: string
    measured: bigint
    evidence: string
    document: string
  },
): Promise<Decision<{ version: number }, RecordAssessmentRefusal>> {
  const { assessmentId: id, ...measuredValue } = input
  const { contractYearId, indicatorId, measured } = measuredValue
  return db.transaction(async (tx) => {
    const year = await lockContractYear(tx, contractYearId)
    if (!year || year.policyholderId !== actor.organisationId) return refuse('not-found')
    if (await findSettlement(tx, contractYearId)) return refuse('settled')
    const { assessment } = year.terms
    const indicator = assessment?.indicators.find((one) => one.id === indicatorId)
    if (!assessment || !indicator) return refuse('no-such-indicator')
    const agreed = await findAgreedHeadcount(tx, contractYearId)
    if (!agreed) return refuse('no-headcount')
    if (!isMeasurable(indicator, measured)) return refuse('measured-out-of-range')
    const versions = await listIndicatorVersions(tx, { contractYearId, indicatorId })
    if (versions.some(({ decision }) => decision)) return refuse('already-decided')

    const at = await clock(tx)
    const overrides = await listCalendarOverrides(tx)
    const replyUntil = lastReplyDay(assessment, dateInChina(at), overrides)
    const { deduction } = assessIndicator(indicator, measured, agreed.premium)
    const version = versions.length + 1
    const saved = await insertAssessment(tx, {
      id,
      ...measuredValue,
      version,
      proposedDeduction: deduction,
      replyUntil,
      recordedBy: actor.userId,
      recordedAt: at,
    })
    if (!saved) return refuse('already-recorded')
    await appendAuditEvent(tx, {
      actor,
      at,
      action: 'assessment.recorded',
      subjectId: contractYearId,
      purchaseId: year.tenderId,
      payload: { assessmentId: id, indicatorId, version, measured, deduction, replyUntil },
    })
    if (deduction > 0n) {
      const { insurerId } = year
      const facts = assessmentFacts(year, id, indicator)
      await notify(tx, { at, ...assessmentRecorded({ ...facts, insurerId, replyUntil }) })
    }
    return accept({ version })
  })
}
