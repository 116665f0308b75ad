import { z } from 'zod'
import { identifier, optionalText } from '#app/forms/fields.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { SelectField, TextArea } from '#app/forms/inputs.tsx'

export const awardForm = z.object({
  submissionId: identifier('中标人'),
  reason: optionalText('理由', 1000),
})

/** Who wins: the first-ranked, or another candidate for a stated reason. */
export function AwardForm({
  lotId,
  candidates,
}: {
  lotId: string
  candidates: readonly { bidId: string; rank: number; name: string }[]
}) {
  return (
    <ActionForm schema={awardForm} submitLabel="定标并发出中标通知" action={`/lots/${lotId}/award`}>
      <SelectField
        name="submissionId"
        label="中标人"
        options={candidates.map(({ bidId, rank, name }) => ({
          value: bidId,
          label: `第${rank}名 ${name}`,
        }))}
      />
      <TextArea name="reason" label="理由" hint="不选第一名时必填" required={false} />
    </ActionForm>
  )
}
