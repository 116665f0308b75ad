import {
  type CalendarOverrides,
  type CountedPeriod,
  type PlainDate,
  addDays,
  countPeriod,
  dateInChina,
} from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type RuleValue,
  parameterOn,
  periodOf,
  requiredParameterOn,
} from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'
import { type ObjectionSubject } from './objection.ts'

export type Due = CountedPeriod & { rule: RuleValue; from: PlainDate }

/** The facts of a lot that open and close the windows for objections. */
export type ObjectionFacts = {
  regime: Regime
  calendarOverrides: CalendarOverrides
  publishedOn: PlainDate
  documentsUntil: PlainDate
  bidDeadline: Date
  openedOn: PlainDate | null
  candidateNotice: { publishedOn: PlainDate; lastDay: PlainDate } | null
  awardedOn: PlainDate | null
}

export type ObjectionWindow = { lastDay: PlainDate; skipped: readonly PlainDate[]; rule: RuleValue }

/** The last day to object to something, or undefined while it has not happened. */
export function objectionWindow(
  subject: ObjectionSubject,
  facts: ObjectionFacts,
): ObjectionWindow | undefined {
  if (subject === 'bidding-documents') return documentsWindow(facts)
  if (subject === 'procedure') return after(facts, 'procedureObjection', facts.openedOn)
  return resultWindow(facts)
}

/** Whether an objection may be raised on that day. */
export function mayObject(
  subject: ObjectionSubject,
  facts: ObjectionFacts,
  now: Date,
): Decision<ObjectionWindow, 'not-yet' | 'too-late'> {
  const window = objectionWindow(subject, facts)
  if (!window) return refuse('not-yet')
  return dateInChina(now) <= window.lastDay ? accept(window) : refuse('too-late')
}

/** The last day to answer an objection received that day. */
export function objectionAnswerDue(
  regime: Regime,
  receivedOn: PlainDate,
  overrides: CalendarOverrides,
): Due {
  return due(requiredParameterOn(regime, 'objectionAnswer', receivedOn), receivedOn, overrides)
}

/**
 * The last day to complain, counted from the answer or, without one, from the day it was
 * due; in government procurement never from before the end of the answering period
 * (政府采购法 第五十五条：答复期满后).
 */
export function complaintFilingDue(
  regime: Regime,
  { answeredOn, answerDue }: { answeredOn: PlainDate | null; answerDue: PlainDate },
  overrides: CalendarOverrides,
): Due {
  const early = regime === 'government-procurement' && answeredOn && answeredOn < answerDue
  const from = !answeredOn || early ? answerDue : answeredOn
  return due(requiredParameterOn(regime, 'complaintFiling', from), from, overrides)
}

/** Whether a complaint may be filed: after the answer, or once the answer is overdue. */
export function mayComplain(
  regime: Regime,
  times: { answeredOn: PlainDate | null; answerDue: PlainDate },
  overrides: CalendarOverrides,
  now: Date,
): Decision<Due, 'answer-not-due' | 'too-late'> {
  const today = dateInChina(now)
  if (!times.answeredOn && today <= times.answerDue) return refuse('answer-not-due')
  const filing = complaintFilingDue(regime, times, overrides)
  return today <= filing.lastDay ? accept(filing) : refuse('too-late')
}

/** The last day of the supervising body to decide a complaint. */
export function complaintDecisionDue(
  regime: Regime,
  receivedOn: PlainDate,
  overrides: CalendarOverrides,
): Due {
  return due(requiredParameterOn(regime, 'complaintDecision', receivedOn), receivedOn, overrides)
}

/** What is open against a lot; `ordered`: the supervising body has suspended the procedure. */
export type OpenObjections = {
  unansweredObjections: number
  undecidedComplaints: number
  ordered: boolean
  amendmentsOwed: number // upheld, to be put right by an amendment that has not been published
}

/** Acts that an open objection or complaint holds up. */
export type SuspendedAct =
  | 'open-bids'
  | 'complete-evaluation'
  | 'publish-candidates'
  | 'award'
  | 'contract'

/**
 * Which acts wait. Under the bidding law everything stops until the answer
 * (招标投标法实施条例 第二十二条、第五十四条); under government procurement the contract
 * waits (政府采购法实施条例 第五十四条). A complaint stops what its supervising body
 * orders: everything until the day it names (政府采购法 第五十七条; 条例 第六十二条).
 */
export function suspendedActs(regime: Regime, open: OpenObjections): readonly SuspendedAct[] {
  const everything: readonly SuspendedAct[] = [
    'open-bids',
    'complete-evaluation',
    'publish-candidates',
    'award',
    'contract',
  ]
  if (open.ordered) return everything
  if (open.unansweredObjections > 0) return regime === 'bidding-law' ? everything : ['contract']
  return open.undecidedComplaints > 0 ? ['contract'] : []
}

/** Whether an act must wait for what is open against the lot. */
export function isSuspended(act: SuspendedAct, regime: Regime, open: OpenObjections): boolean {
  return suspendedActs(regime, open).includes(act)
}

/**
 * Whether the supervising body may suspend the procedure until a day (暂停采购活动); the
 * day of the order is not counted. A limit is no period to act in: it does not move past days off.
 */
export function maySuspend(
  regime: Regime,
  orderedOn: PlainDate,
  until: PlainDate,
): Decision<undefined, 'until-is-past' | 'suspension-too-long'> {
  if (until < orderedOn) return refuse('until-is-past')
  const limit = suspensionLimit(regime, orderedOn)
  return limit && until > limit.lastDay ? refuse('suspension-too-long') : accept(undefined)
}

/** The last day to which a suspension may run; none where the law sets no limit. */
export function suspensionLimit(
  regime: Regime,
  orderedOn: PlainDate,
): { lastDay: PlainDate; rule: RuleValue } | undefined {
  const rule = parameterOn(regime, 'suspensionLimit', orderedOn)
  return rule && { lastDay: addDays(orderedOn, Number(rule.value)), rule }
}

/** 条例 第二十二条 counts back from the deadline; 94号令 第十条 counts on from the end of the documents' availability. */
function documentsWindow(facts: ObjectionFacts): ObjectionWindow {
  const rule = requiredParameterOn(facts.regime, 'documentsObjection', facts.publishedOn)
  if (facts.regime === 'bidding-law') {
    const lastDay = addDays(dateInChina(facts.bidDeadline), -Number(rule.value))
    return { lastDay, skipped: [], rule }
  }
  return { rule, ...countPeriod(facts.documentsUntil, periodOf(rule), facts.calendarOverrides) }
}

function resultWindow(facts: ObjectionFacts): ObjectionWindow | undefined {
  const { regime, candidateNotice, awardedOn, calendarOverrides } = facts
  if (regime === 'bidding-law') {
    if (!candidateNotice) return undefined
    const rule = requiredParameterOn(regime, 'candidateNotice', candidateNotice.publishedOn)
    return { lastDay: candidateNotice.lastDay, skipped: [], rule }
  }
  if (!awardedOn) return undefined
  const notice = parameterOn(regime, 'resultNotice', awardedOn)
  const noticeEnd = notice
    ? countPeriod(awardedOn, periodOf(notice), calendarOverrides).lastDay
    : awardedOn
  return after(facts, 'resultObjection', noticeEnd)
}

function after(
  { regime, calendarOverrides }: ObjectionFacts,
  name: 'procedureObjection' | 'resultObjection',
  from: PlainDate | null,
): ObjectionWindow | undefined {
  if (!from) return undefined
  const rule = requiredParameterOn(regime, name, from)
  const period = periodOf(rule)
  if (period.length === 0) return { lastDay: from, skipped: [], rule } // on the spot
  return { rule, ...countPeriod(from, period, calendarOverrides) }
}

function due(rule: RuleValue, from: PlainDate, overrides: CalendarOverrides): Due {
  return { rule, from, ...countPeriod(from, periodOf(rule), overrides) }
}
