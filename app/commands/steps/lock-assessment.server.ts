import { type PerformanceIndicator } from '#app/domain/assessment/assessment-terms.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type AssessmentFacts } from '#app/domain/notification/assessment-messages.ts'
import { type Db } from '#db/client.server.ts'
import {
  type AssessmentRecord,
  findAssessment,
  listIndicatorVersions,
} from '#db/queries/assessments.server.ts'
import { type ContractYearRow, lockContractYear } from '#db/queries/contract-years.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'

export type LockAssessmentRefusal = 'not-found' | 'settled' | 'replaced'

/** A measured value as it is replied to or decided: its year is locked, not settled, and no later version is there. */
export async function lockAssessment(
  db: Db,
  { assessmentId, side }: { assessmentId: string; side: (year: ContractYearRow) => boolean },
): Promise<
  Decision<
    {
      year: ContractYearRow
      assessment: AssessmentRecord
      indicator: PerformanceIndicator
      facts: AssessmentFacts
    },
    LockAssessmentRefusal
  >
> {
  const found = await findAssessment(db, assessmentId)
  const year = found && (await lockContractYear(db, found.contractYearId))
  if (!year || !side(year)) return refuse('not-found')
  if (await findSettlement(db, year.id)) return refuse('settled')
  const [assessment] = await listIndicatorVersions(db, found)
  const indicator = year.terms.assessment?.indicators.find(({ id }) => id === found.indicatorId)
  if (!assessment || !indicator) return refuse('not-found')
  if (assessment.id !== assessmentId) return refuse('replaced')
  return accept({
    year,
    assessment,
    indicator,
    facts: assessmentFacts(year, assessment.id, indicator),
  })
}

/** What messages say of it. */
export function assessmentFacts(
  year: ContractYearRow,
  assessmentId: string,
  { name }: PerformanceIndicator,
): AssessmentFacts {
  return {
    assessmentId,
    contractYearId: year.id,
    contractNumber: year.contractNumber,
    yearNumber: year.number,
    indicatorName: name,
  }
}
