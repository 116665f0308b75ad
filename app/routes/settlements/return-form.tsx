import { z } from 'zod'
import { ActionForm } from '#app/forms/action-form.tsx'
import { identifier, requiredText } from '#app/forms/fields.ts'
import { HiddenField, TextArea } from '#app/forms/inputs.tsx'

export const returnForm = z.object({
  proposalId: identifier('申报'),
  reason: requiredText('退回理由', 2000),
})

export function ReturnForm({ action, proposalId }: { action: string; proposalId: string }) {
  return (
    <ActionForm schema={returnForm} submitLabel="退回" action={action}>
      <HiddenField name="proposalId" value={proposalId} />
      <TextArea name="reason" label="退回理由" />
    </ActionForm>
  )
}
