import { type PlainDate, addDays, addMonths } from '#app/domain/calendar.ts'
import { type RuleValue, requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

/** How long before the last day of cover the next purchase is asked for (续签与重新招标提醒). */
const WARNING_MONTHS = 9

/** Opening, evaluation, notices and the award: what recent purchases took between the two periods of law. */
const EVALUATION_DAYS = 15

export type Renewal = {
  warnsFrom: PlainDate
  latestPublication: PlainDate // of the next tender, so that its contract is signed before cover ends
  evaluationDays: number
  rules: readonly RuleValue[]
  state: 'later' | 'due' | 'late' | 'started'
}

/**
 * When the next tender has to be published: the time to bid, the evaluation and the time to
 * sign counted back from the last day of cover. `started` once a tender follows the contract.
 */
export function renewalOf(
  {
    regime,
    coverEnd,
    hasSuccessor,
  }: { regime: Regime; coverEnd: PlainDate; hasSuccessor: boolean },
  today: PlainDate,
): Renewal {
  const bidding = requiredParameterOn(regime, 'issueToDeadline', today)
  const signing = requiredParameterOn(regime, 'contractSigning', today)
  const days = Number(bidding.value) + EVALUATION_DAYS + Number(signing.value)
  const warnsFrom = addMonths(coverEnd, -WARNING_MONTHS)
  const latestPublication = addDays(coverEnd, -days)
  const open = today < warnsFrom ? 'later' : today > latestPublication ? 'late' : 'due'
  return {
    warnsFrom,
    latestPublication,
    evaluationDays: EVALUATION_DAYS,
    rules: [bidding, signing],
    state: hasSuccessor ? 'started' : open,
  }
}
