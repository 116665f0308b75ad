import { type PlainDate, addDays, dateInChina, daysBetween } from '#app/domain/calendar.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type TenderProblem, checkTender } from './check-tender.ts'
import { compareTerms } from './compare-terms.ts'
import { type TermChange } from './term-changes.ts'
import { type TenderTerms } from './tender.ts'

export type Amendment = {
  changes: TermChange[]
  affectsBids: boolean // then bids handed in must be confirmed or replaced
}

export type AmendmentProblem =
  | TenderProblem
  | {
      path: string
      problem:
        | 'regime-fixed'
        | 'lots-fixed'
        | 'issue-day-fixed'
        | 'documents-end-brought-forward'
        | 'deadline-brought-forward'
        | 'deadline-past'
        | 'deadline-too-soon-after-amendment'
      rule?: RuleValue
      earliest?: PlainDate
    }

/** What an amendment (更正、修改) of a published tender changes, and whether bids must be looked at again. */
export function describeAmendment(
  before: TenderTerms,
  after: TenderTerms,
  { officersChanged }: { officersChanged: boolean },
): Amendment {
  const changes = compareTerms(before, after)
  if (officersChanged)
    changes.push({ path: 'openingOfficers', before: null, after: true, affectsBids: false })
  return { changes, affectsBids: changes.some((change) => change.affectsBids) }
}

/** Whether the same people are named, in whatever order. */
export function isSamePeople(before: readonly string[], after: readonly string[]): boolean {
  return before.toSorted().join() === after.toSorted().join()
}

/** The first day on which bids may be due after a change that affects them, the day of the change not counted. */
export function earliestDeadlineAfterAmendment(
  regime: Regime,
  amendedOn: PlainDate,
): { earliest: PlainDate; rule: RuleValue } {
  const rule = requiredParameterOn(regime, 'amendmentToDeadline', amendedOn)
  return { earliest: addDays(amendedOn, Number(rule.value)), rule }
}

/**
 * Everything that keeps an amendment from being published now. What was tendered
 * stays: regime, lots and the day of issue; a change that affects bids within the
 * lawful days before the deadline must put the deadline off.
 * Basis: 招标投标法 第二十三条; 招标投标法实施条例 第二十一条; 政府采购法实施条例 第三十一条.
 */
export function checkAmendment(
  before: TenderTerms,
  after: TenderTerms,
  { now, openingOfficers }: { now: Date; openingOfficers: number },
): AmendmentProblem[] {
  const { affectsBids } = describeAmendment(before, after, { officersChanged: false })
  const ofTheDay = checkTender(after, { today: dateInChina(now), openingOfficers })
  return [
    ...ofTheDay.filter(({ problem }) => problem !== 'issue-day-is-past'),
    ...checkIdentity(before, after),
    ...checkDeadline(before, after, { now, affectsBids }),
  ]
}

function checkIdentity(before: TenderTerms, after: TenderTerms): AmendmentProblem[] {
  const problems: AmendmentProblem[] = []
  if (before.regime !== after.regime) problems.push({ path: 'regime', problem: 'regime-fixed' })
  const idsOf = ({ lots }: TenderTerms) => lots.map(({ id, number }) => `${number} ${id}`).join()
  if (idsOf(before) !== idsOf(after)) problems.push({ path: 'lots', problem: 'lots-fixed' })
  if (before.timetable.documentsFrom !== after.timetable.documentsFrom)
    problems.push({ path: 'documentsFrom', problem: 'issue-day-fixed' })
  const promised = before.timetable.documentsUntil
  if (after.timetable.documentsUntil < promised)
    problems.push({
      path: 'documentsUntil',
      problem: 'documents-end-brought-forward',
      earliest: promised,
    })
  return problems
}

function checkDeadline(
  before: TenderTerms,
  after: TenderTerms,
  { now, affectsBids }: { now: Date; affectsBids: boolean },
): AmendmentProblem[] {
  const path = 'bidDeadline'
  const { bidDeadline } = after.timetable
  if (bidDeadline <= now) return [{ path, problem: 'deadline-past' }]
  if (bidDeadline < before.timetable.bidDeadline)
    return [{ path, problem: 'deadline-brought-forward' }]
  if (!affectsBids) return []
  const today = dateInChina(now)
  const { earliest, rule } = earliestDeadlineAfterAmendment(after.regime, today)
  return daysBetween(today, dateInChina(bidDeadline)) < Number(rule.value)
    ? [{ path, problem: 'deadline-too-soon-after-amendment', earliest, rule }]
    : []
}
