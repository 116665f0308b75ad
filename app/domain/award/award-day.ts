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

/**
 * The candidates' public notice (公示期), the day of publication not counted; none
 * where the law publishes the result at once. A last day that is a day off moves on.
 */
export function candidateNotice(
  regime: Regime,
  publishedOn: PlainDate,
  overrides: CalendarOverrides,
): (CountedPeriod & { rule: RuleValue }) | undefined {
  const rule = parameterOn(regime, 'candidateNotice', publishedOn)
  return rule && { rule, ...countPeriod(publishedOn, periodOf(rule), overrides) }
}

/** Whether a lot may be awarded now. Where candidates need no notice it may be at once. */
export function mayAward(
  regime: Regime,
  noticeLastDay: PlainDate | null,
  now: Date,
): Decision<undefined, 'candidates-not-published' | 'notice-period-running'> {
  const today = dateInChina(now)
  if (!parameterOn(regime, 'candidateNotice', today)) return accept(undefined)
  if (noticeLastDay === null) return refuse('candidates-not-published')
  return today > noticeLastDay ? accept(undefined) : refuse('notice-period-running')
}

/** The public notice of the result (中标结果公告期限) after an award; none where candidates had theirs. */
export function resultNotice(
  regime: Regime,
  awardedOn: PlainDate,
  overrides: CalendarOverrides,
): (CountedPeriod & { rule: RuleValue }) | undefined {
  const rule = parameterOn(regime, 'resultNotice', awardedOn)
  return rule && { rule, ...countPeriod(awardedOn, periodOf(rule), overrides) }
}

/** Whether the contract may be confirmed now: not while the result is on public notice. */
export function maySignContract(
  regime: Regime,
  awardedOn: PlainDate,
  overrides: CalendarOverrides,
  now: Date,
): Decision<undefined, 'notice-period-running'> {
  const notice = resultNotice(regime, awardedOn, overrides)
  if (!notice || dateInChina(now) > notice.lastDay) return accept(undefined)
  return refuse('notice-period-running')
}

/** The last lawful day to sign the contract after the award notice. */
export function contractDeadline(
  regime: Regime,
  awardedOn: PlainDate,
): { lastDay: PlainDate; rule: RuleValue } {
  const rule = requiredParameterOn(regime, 'contractSigning', awardedOn)
  return { lastDay: addDays(awardedOn, Number(rule.value)), rule }
}
