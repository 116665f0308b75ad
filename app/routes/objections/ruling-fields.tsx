import { objectionOutcomeLabel, remedyLabel } from '#app/components/objection-labels.ts'
import { OBJECTION_OUTCOMES, REMEDIES, type Remedy } from '#app/domain/objection/objection.ts'
import { choice } from '#app/forms/fields.ts'
import { RadioGroup } from '#app/forms/inputs.tsx'

/** What an answer and a decision have in common: the outcome, and what follows from it. */
export const rulingShape = {
  outcome: choice('结论', OBJECTION_OUTCOMES),
  remedy: choice('处理', REMEDIES),
}

export const REMEDY_NOT_POSSIBLE =
  '这一处理不适用：不成立的只能继续开展；合同签订后，或者项目尚未进行到相应环节时，不能作此处理'

/** Each remedy that is open, with the rule it would rest on. */
export function RulingFields({
  remedies,
}: {
  remedies: readonly { remedy: Remedy; rule: string }[]
}) {
  return (
    <>
      <RadioGroup
        name="outcome"
        legend="结论"
        options={OBJECTION_OUTCOMES.map((value) => ({
          value,
          label: objectionOutcomeLabel[value],
        }))}
      />
      <RadioGroup
        name="remedy"
        legend="处理（提交后立即生效）"
        options={remedies.map(({ remedy }) => ({ value: remedy, label: remedyLabel[remedy] }))}
        defaultValue="none"
      />
      <details>
        <summary>各项处理的依据</summary>
        <ul>
          {remedies.map(({ remedy, rule }) => (
            <li key={remedy}>
              {remedyLabel[remedy]}：{rule}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}
