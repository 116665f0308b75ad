import { type PlainDate } from '#app/domain/calendar.ts'
import { type FailureReason } from '#app/domain/ending/lot-ending.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { type Regime } from '#app/domain/regulation/regime.ts'

export type LotFailure = {
  reason: Extract<FailureReason, 'fewer-than-three-bids' | 'fewer-than-three-valid-bids'>
  detail: string // how many bids there were
  source: string
}

/** Whether a lot fails (流标) for want of bidders, and by which rule. */
export function lotFailure(
  { regime, today }: { regime: Regime; today: PlainDate },
  stage: 'opening' | 'review',
  count: number,
): LotFailure | undefined {
  const rule = requiredParameterOn(regime, 'minimumBidders', today)
  if (count >= Number(rule.value)) return undefined
  const reason = stage === 'opening' ? 'fewer-than-three-bids' : 'fewer-than-three-valid-bids'
  return { reason, detail: String(count), source: rule.source }
}
