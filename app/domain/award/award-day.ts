import { type PlainDate, addDays, dateInChina } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import {
  type RuleValue,
  parameterOn,
  requiredParameterOn,
} from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** The last day of the candidates' public notice (公示期), the day of publication not counted. */
export function candidateNoticeEnd(regime: Regime, publishedOn: PlainDate): PlainDate {
  const rule = parameterOn(regime, 'candidateNotice', publishedOn)
  return rule ? addDays(publishedOn, Number(rule.value)) : publishedOn
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

/** The last lawful day to sign the contract after the award notice. */
export function contractDeadline(
  regime: Regime,
  awardedOn: PlainDate,
): { lastDay: PlainDate; rule: RuleValue } {
  const rule = requiredParameterOn(regime, 'contractSigning', awardedOn)
  return { lastDay: addDays(awardedOn, Number(rule.value)), rule }
}
