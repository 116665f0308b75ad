import {
  type CalendarOverrides,
  type CountedPeriod,
  type PlainDate,
  addDays,
  countPeriod,
} from '#app/domain/calendar.ts'
import {
  type ParameterName,
  type RuleValue,
  parameterOn,
  periodOf,
  requiredParameterOn,
} from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

export type CountedDuty = CountedPeriod & { rule: RuleValue }

/** The last day to publish the candidates after the evaluation report; none where the law knows no candidates' notice. */
export function candidatesDue(
  regime: Regime,
  evaluatedOn: PlainDate,
  overrides: CalendarOverrides,
): CountedDuty | undefined {
  return dutyAfter(regime, 'candidatePublication', evaluatedOn, overrides)
}

/** The last day to decide on the winner after the evaluation report, where the law sets one. */
export function winnerDue(
  regime: Regime,
  evaluatedOn: PlainDate,
  overrides: CalendarOverrides,
): CountedDuty | undefined {
  return dutyAfter(regime, 'winnerChoice', evaluatedOn, overrides)
}

/** The last day to publish a signed contract, where the law asks for it. */
export function contractPublicationDue(
  regime: Regime,
  signedOn: PlainDate,
  overrides: CalendarOverrides,
): CountedDuty | undefined {
  return dutyAfter(regime, 'contractPublication', signedOn, overrides)
}

/** The last day on which a change that affects bids leaves the deadline where it is. */
export function lastAmendmentDay(
  regime: Regime,
  deadlineDay: PlainDate,
): { lastDay: PlainDate; rule: RuleValue } {
  const rule = requiredParameterOn(regime, 'amendmentToDeadline', deadlineDay)
  return { lastDay: addDays(deadlineDay, -Number(rule.value)), rule }
}

function dutyAfter(
  regime: Regime,
  name: ParameterName,
  from: PlainDate,
  overrides: CalendarOverrides,
): CountedDuty | undefined {
  const rule = parameterOn(regime, name, from)
  return rule && { rule, ...countPeriod(from, periodOf(rule), overrides) }
}
