import { mayDo } from '#app/auth/permissions.ts'
import { type Viewer } from '#app/auth/session.server.ts'
import { db } from '#app/database.server.ts'
import { assessIndicator, yearDeduction } from '#app/domain/assessment/assess-indicator.ts'
import { assessmentState } from '#app/domain/assessment/assessment-course.ts'
import { type PerformanceIndicator } from '#app/domain/assessment/assessment-terms.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Fen } from '#app/domain/money.ts'
import { type AssessmentRecord, listAssessments } from '#db/queries/assessments.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type ContractYearRow } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import { findSettlement } from '#db/queries/settlements.server.ts'
import { type IndicatorState } from './assessment-labels.ts'

export type AssessmentView = Awaited<ReturnType<typeof loadAssessment>>
export type IndicatorRow = AssessmentView['rows'][number]

/** Everything the pages show of a year's assessment: a row an indicator, its latest value first. */
export async function loadAssessment(year: ContractYearRow, viewer: Viewer) {
  const [records, headcount, settlement, now] = await Promise.all([
    listAssessments(db, year.id),
    findAgreedHeadcount(db, year.id),
    findSettlement(db, year.id),
    databaseClock(db),
  ])
  const today = dateInChina(now)
  const premium = headcount?.premium ?? null
  const indicators = year.terms.assessment?.indicators ?? []
  const rows = indicators.map((indicator) => {
    const versions = records.filter(({ indicatorId }) => indicatorId === indicator.id)
    return toRow(indicator, versions, { premium, today })
  })
  return {
    year: { id: year.id, number: year.number, contractNumber: year.contractNumber },
    premium,
    replyWorkingDays: year.terms.assessment?.replyWorkingDays ?? null,
    rows,
    decided: yearDeduction(rows.flatMap(({ latest }) => latest?.decision ?? [])),
    isSettled: settlement !== undefined,
    isFundOfficer: viewer.role === 'fund-officer' && viewer.organisationId === year.policyholderId,
    seesAccounts: mayDo(viewer.role, 'see-accounts'),
    isFinance: viewer.role === 'insurer-finance' && viewer.organisationId === year.insurerId,
  }
}

function toRow(
  indicator: PerformanceIndicator,
  versions: readonly AssessmentRecord[],
  { premium, today }: { premium: Fen | null; today: PlainDate },
) {
  const latest = versions.at(0) ?? null
  const state: IndicatorState = latest ? assessmentState(latest, today) : 'not-measured'
  return {
    indicator,
    versions,
    latest,
    state,
    result:
      latest && premium !== null ? assessIndicator(indicator, latest.measured, premium) : null,
  }
}
