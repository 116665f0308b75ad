import {
  POLICY_LOSS_CAUSES,
  type PolicyLossCause,
} from '#app/domain/settlement/settlement-terms.ts'
import { choices } from './fields.ts'

/** The causes that make a loss one of policy; tenders, templates and contract amendments ask them. */
export const lossCausesShape = { policyLossCauses: choices('认定为政策性亏损的原因') }

export function lossCausesFromForm({
  policyLossCauses,
}: {
  policyLossCauses: readonly string[]
}): PolicyLossCause[] {
  return POLICY_LOSS_CAUSES.filter((cause) => policyLossCauses.includes(cause))
}
