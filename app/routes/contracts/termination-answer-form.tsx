import { Section } from '#app/components/page.tsx'
import { ActionForm } from '#app/forms/action-form.tsx'
import { HiddenField, RadioGroup, TextArea } from '#app/forms/inputs.tsx'
import { terminationAnswerForm } from './termination-answer.ts'

/** The other party's yes or no. */
export function TerminationAnswerForm({
  contractId,
  terminationId,
}: {
  contractId: string
  terminationId: string
}) {
  return (
    <Section title="答复">
      <ActionForm
        schema={terminationAnswerForm}
        action={`/contracts/${contractId}/termination/answer`}
        submitLabel="答复"
      >
        <HiddenField name="terminationId" value={terminationId} />
        <RadioGroup
          name="answer"
          legend="是否同意"
          options={[
            { value: 'agreed', label: '同意' },
            { value: 'refused', label: '不同意' },
          ]}
        />
        <TextArea name="reason" label="说明" hint="不同意的须说明理由" required={false} />
      </ActionForm>
    </Section>
  )
}
