import { and, eq, inArray } from 'drizzle-orm'
import { assessmentState } from '#app/domain/assessment/assessment-course.ts'
import { type Actor } from '#app/domain/actor.ts'
import { type PlainDate, dateInChina } from '#app/domain/calendar.ts'
import { type Db } from '#db/client.server.ts'
import { assessments } from '#db/schema/assessments.ts'
import { headcountAnswers } from '#db/schema/premiums.ts'
import { listOpenAssessments } from './assessments.server.ts'
import { type ContractYearRow, listRunningYears } from './contract-years.server.ts'
import { LIMIT_PER_KIND, type WaitingItem } from './waiting-item.ts'

/** Years over whose indicators are not all measured, and measured values to decide on. */
export async function listAssessmentWorkOfFund(
  db: Db,
  { organisationId }: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const today = dateInChina(now)
  const years = await listRunningYears(db, { policyholderId: organisationId }, today)
  const open = await listOpenAssessments(
    db,
    years.map(({ id }) => id),
  )
  const toDecide = years.filter(({ id }) =>
    open.some(
      (course) =>
        course.contractYearId === id && assessmentState(course, today) === 'awaiting-decision',
    ),
  )
  const toMeasure = await listUnmeasured(
    db,
    years.filter(({ endsOn }) => endsOn < today),
  )
  return [
    ...toDecide.slice(0, LIMIT_PER_KIND).map((year) => toItem(year, 'decide-assessment', null)),
    ...toMeasure.slice(0, LIMIT_PER_KIND).map((year) => toItem(year, 'assess-insurer', null)),
  ]
}

/** Years with measured values that the insurer can still reply to, by the first last day. */
export async function listAssessmentsToReply(
  db: Db,
  { organisationId }: Actor,
  now: Date,
): Promise<WaitingItem[]> {
  const today = dateInChina(now)
  const years = await listRunningYears(db, { insurerId: organisationId }, today)
  const open = await listOpenAssessments(
    db,
    years.map(({ id }) => id),
  )
  return years
    .flatMap((year) => {
      const [due] = open
        .filter(
          (course) =>
            course.contractYearId === year.id &&
            assessmentState(course, today) === 'awaiting-reply',
        )
        .map(({ replyUntil }) => replyUntil)
        .toSorted()
      return due ? [toItem(year, 'reply-to-assessment', due)] : []
    })
    .slice(0, LIMIT_PER_KIND)
}

/** Years with an agreed premium of which an indicator has no value yet. */
async function listUnmeasured(
  db: Db,
  years: readonly ContractYearRow[],
): Promise<ContractYearRow[]> {
  const ids = years.map(({ id }) => id)
  const agreed = await db
    .select({ contractYearId: headcountAnswers.contractYearId })
    .from(headcountAnswers)
    .where(
      and(
        inArray(headcountAnswers.contractYearId, ids),
        eq(headcountAnswers.kind, 'actual'),
        headcountAnswers.agreed,
      ),
    )
  const measured = await db
    .selectDistinct({
      contractYearId: assessments.contractYearId,
      indicatorId: assessments.indicatorId,
    })
    .from(assessments)
    .where(inArray(assessments.contractYearId, ids))
  return years.filter(
    ({ id, terms }) =>
      agreed.some(({ contractYearId }) => contractYearId === id) &&
      terms.assessment?.indicators.some(
        (indicator) =>
          !measured.some((row) => row.contractYearId === id && row.indicatorId === indicator.id),
      ),
  )
}

function toItem(
  { id, tenderTitle, lotName, number }: ContractYearRow,
  kind: WaitingItem['kind'],
  due: PlainDate | null,
): WaitingItem {
  return { kind, subjectId: id, title: `${tenderTitle} · ${lotName} · 第${number}年度`, due }
}
