import { type PlainDate, addDays, dateInChina, daysBetween } from '#app/domain/calendar.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type TenderProblem, checkTender } from './check-tender.ts'
import { hasSameStandardClauses } from './standard-clauses.ts'
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
        | 'standard-clauses-fixed'
        | 'documents-end-brought-forward'
        | 'deadline-brought-forward'
        | 'deadline-past'
        | 'deadline-too-soon-after-amendment'
        | 'deadline-too-soon-after-key-change'
      rule?: RuleValue
      earliest?: PlainDate
    }

/** What an amendment (更正、修改) of a published tender changes, and whether bids must be looked at again. */
export function describeAmendment(
  before: TenderTerms,
  after: TenderTerms,
  { keysChanged }: { keysChanged: boolean },
): Amendment {
  const changes = compareTerms(before, after)
  // A bid sealed to other keys may not open: its bidder confirms it knowingly or seals anew.
  if (keysChanged)
    changes.push({ path: 'openingKeys', before: null, after: true, affectsBids: true })
  return { changes, affectsBids: changes.some((change) => change.affectsBids) }
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
  {
    now,
    openingOfficers,
    keysChanged = false,
  }: {
    now: Date
    openingOfficers: readonly { organisationId: string; recipient: string | null }[]
    keysChanged?: boolean
  },
): AmendmentProblem[] {
  // Other keys change nothing in what a bid says: sealing anew takes minutes, not the lawful days.
  const { affectsBids } = describeAmendment(before, after, { keysChanged: false })
  const ofTheDay = checkTender(after, { today: dateInChina(now), openingOfficers })
  return [
    ...ofTheDay.filter(
      ({ problem }) => problem !== 'issue-day-is-past' && !wasSilent(before, problem),
    ),
    ...checkIdentity(before, after),
    ...checkDeadline(before, after, { now, affectsBids }),
    ...(keysChanged ? checkTimeToSealAnew(after, now) : []),
  ]
}

/** Documents that were published without these terms may stay without them. */
function wasSilent({ paymentSchedule, assessment }: TenderTerms, problem: string): boolean {
  return (
    (problem === 'no-payment-schedule' && paymentSchedule === null) ||
    (problem === 'no-indicators' && assessment === null)
  )
}

function checkIdentity(before: TenderTerms, after: TenderTerms): AmendmentProblem[] {
  const problems: AmendmentProblem[] = []
  if (before.regime !== after.regime) problems.push({ path: 'regime', problem: 'regime-fixed' })
  const idsOf = ({ lots }: TenderTerms) => lots.map(({ id, number }) => `${number} ${id}`).join()
  if (idsOf(before) !== idsOf(after)) problems.push({ path: 'lots', problem: 'lots-fixed' })
  if (before.timetable.documentsFrom !== after.timetable.documentsFrom)
    problems.push({ path: 'documentsFrom', problem: 'issue-day-fixed' })
  if (!hasSameStandardClauses(before.clauses, after.clauses))
    problems.push({ path: 'clauses', problem: 'standard-clauses-fixed' })
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

/** Days that bidders have to seal their bids to new keys, or to confirm them; our own rule, no law names one. */
const DAYS_TO_SEAL_ANEW = 2

function checkTimeToSealAnew({ timetable }: TenderTerms, now: Date): AmendmentProblem[] {
  const today = dateInChina(now)
  const earliest = addDays(today, DAYS_TO_SEAL_ANEW)
  return dateInChina(timetable.bidDeadline) >= earliest
    ? []
    : [{ path: 'bidDeadline', problem: 'deadline-too-soon-after-key-change', earliest }]
}
