import { policyLossCauseLabel } from '#app/components/labels.ts'
import {
  POLICY_LOSS_CAUSES,
  type PolicyLossCause,
} from '#app/domain/settlement/settlement-terms.ts'
import { CheckboxGroup } from './inputs.tsx'

/** Which causes make a loss one of policy (政策性亏损). */
export function LossCausesField({ chosen }: { chosen: readonly PolicyLossCause[] }) {
  return (
    <CheckboxGroup
      name="policyLossCauses"
      legend="认定为政策性亏损的原因"
      options={POLICY_LOSS_CAUSES.map((value) => ({ value, label: policyLossCauseLabel[value] }))}
      defaultValues={chosen}
    />
  )
}
