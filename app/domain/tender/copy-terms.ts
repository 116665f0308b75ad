import {
  type CalendarOverrides,
  type PlainDate,
  addMonths,
  dateInChina,
} from '#app/domain/calendar.ts'
import { earliestTimetable } from '#app/domain/ending/retender-terms.ts'
import { type TemplateContent } from './contract-template.ts'
import { type TenderTerms } from './tender.ts'

/**
 * What a new tender takes over from an earlier one (从已有项目复制): everything but its
 * number, its dates and whatever describes the other buyer's own region.
 */
export function copyTerms(
  source: TenderTerms,
  {
    today,
    region,
    calendarOverrides,
  }: { today: PlainDate; region: string; calendarOverrides: CalendarOverrides },
): TenderTerms {
  const timetable = earliestTimetable({ regime: source.regime, calendarOverrides }, today)
  return {
    ...(source.region === region ? source : withoutRegion(source)),
    projectNumber: '',
    region,
    timetable,
    coverageStartsOn: nextStart(source.coverageStartsOn, dateInChina(timetable.bidDeadline)),
    calendarOverrides: {},
  }
}

/** Terms of another region without what only fits there. */
function withoutRegion(source: TenderTerms): TenderTerms {
  const lots = source.lots.map((lot) => ({ ...lot, districts: '' }))
  return { ...source, title: '', contact: '', experience: [], lots }
}

/** What a new tender takes over from a contract template (合同范本); the rest stays as it was. */
export function applyTemplate(terms: TenderTerms, content: TemplateContent): TenderTerms {
  const { reviewItems, policyLossCauses = [] } = content
  return {
    ...terms,
    ...content,
    reviewItems: reviewItems.length > 0 ? reviewItems : terms.reviewItems,
    policyLossCauses: policyLossCauses.length > 0 ? policyLossCauses : terms.policyLossCauses,
    assessment: content.assessment ?? terms.assessment,
  }
}

/** The same day of the year, the first time it comes after the deadline. */
function nextStart(start: PlainDate, deadlineDay: PlainDate): PlainDate {
  let months = 0
  while (addMonths(start, months) <= deadlineDay) months += 12
  return addMonths(start, months)
}
