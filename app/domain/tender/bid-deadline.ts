import {
  type CalendarOverrides,
  type PlainDate,
  addDays,
  addWorkingDays,
  dateInChina,
  daysBetween,
  workingDaysBetween,
} from '#app/domain/calendar.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** The first day on which bids may be due, the day of issue not counted. */
export function earliestBidDeadlineDay(
  regime: Regime,
  issuedOn: PlainDate,
): { earliest: PlainDate; rule: RuleValue } {
  const rule = requiredParameterOn(regime, 'issueToDeadline', issuedOn)
  return { earliest: addDays(issuedOn, Number(rule.value)), rule }
}

/** The first day that may be the last of document availability; the first day counts. */
export function earliestDocumentsEnd(
  regime: Regime,
  issuedOn: PlainDate,
  overrides: CalendarOverrides,
): { earliest: PlainDate; rule: RuleValue } {
  const rule = requiredParameterOn(regime, 'documentsAvailable', issuedOn)
  const eve = addDays(issuedOn, -1)
  const earliest =
    rule.unit === 'working-days'
      ? addWorkingDays(eve, Number(rule.value), overrides)
      : addDays(eve, Number(rule.value))
  return { earliest, rule }
}

export function isEarlyDeadline(regime: Regime, issuedOn: PlainDate, deadline: Date): boolean {
  const { rule } = earliestBidDeadlineDay(regime, issuedOn)
  return daysBetween(issuedOn, dateInChina(deadline)) < Number(rule.value)
}

export function isShortAvailability(
  regime: Regime,
  { from, until }: { from: PlainDate; until: PlainDate },
  overrides: CalendarOverrides,
): boolean {
  const { rule } = earliestDocumentsEnd(regime, from, overrides)
  const eve = addDays(from, -1)
  const available =
    rule.unit === 'working-days'
      ? workingDaysBetween(eve, until, overrides)
      : daysBetween(eve, until)
  return available < Number(rule.value)
}
