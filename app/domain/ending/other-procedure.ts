import { type PlainDate } from '#app/domain/calendar.ts'
import { type Decision, accept, refuse } from '#app/domain/decision.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** How many tenders must have failed before another procedure may choose the insurer, and by which rule. */
export function otherProcedureRule(regime: Regime, today: PlainDate): RuleValue {
  return requiredParameterOn(regime, 'attemptsBeforeOtherProcedure', today)
}

/**
 * Whether what a lot buys may be bought by another procedure (57号：正常招投标不能确定
 * 承办机构). `failedAttempts` counts the failed tenders of its chain, this one with them.
 */
export function mayUseOtherProcedure(
  regime: Regime,
  failedAttempts: number,
  today: PlainDate,
): Decision<RuleValue, 'too-few-attempts'> {
  const rule = otherProcedureRule(regime, today)
  return failedAttempts < Number(rule.value) ? refuse('too-few-attempts') : accept(rule)
}
