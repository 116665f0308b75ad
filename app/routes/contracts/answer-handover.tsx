import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type AnswerHandoverRefusal, answerHandover } from '#app/commands/answer-handover.server.ts'
import { handoverItemLabel } from '#app/components/contract-change-text.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, optionalText } from '#app/forms/fields.ts'
import { RadioGroup, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findHandoverRecord } from '#db/queries/handovers.server.ts'
import { findContractFor } from './find-contract.server.ts'

export const meta: MetaFunction = () => [{ title: '验收移交 · 共济' }]

const answerForm = z.object({
  answer: choice('验收结果', ['accepted', 'returned']),
  reason: optionalText('说明', 1000),
})

const REFUSALS: Record<
  Exclude<AnswerHandoverRefusal, 'not-found'>,
  { text: string; field?: string }
> = {
  'reason-missing': { text: '退回的须说明缺什么', field: 'reason' },
  'already-answered': { text: '这一项已经验收或退回' },
}

async function findRecord(recordId: string) {
  return (await findHandoverRecord(db, recordId)) ?? notFound('没有这条移交记录')
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const record = await findRecord(param(params, 'recordId'))
  const { contract } = await findContractFor(request, record.contractId, 'accept-handover')
  return { contractId: contract.id, number: contract.number, record }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'accept-handover')
  const form = await parseForm(request, answerForm)
  if (!form.ok) return invalid(form.state)
  const recordId = param(params, 'recordId')
  const answered = await answerHandover(context, { recordId, ...form.value })
  if (answered.ok) return redirect(`/contracts/${(await findRecord(recordId)).contractId}/handover`)
  if (answered.refusal === 'not-found') return notFound('没有这条移交记录')
  const { text, field } = REFUSALS[answered.refusal]
  return refused(text, form.state, field)
}

export default function AnswerHandoverPage() {
  const { contractId, number, record } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`验收：${handoverItemLabel[record.item]}`}
      crumbs={[
        { to: `/contracts/${contractId}`, label: `合同 ${number}` },
        { to: `/contracts/${contractId}/handover`, label: '移交' },
      ]}
    >
      <Section title="移交情况">
        <DefinitionList
          items={[
            { label: '移交日期', value: <ChinaDate date={record.handedOverOn} /> },
            { label: '接收方', value: record.receiver },
            { label: '移交文件', value: record.document },
            { label: '说明', value: record.note || '—' },
          ]}
        />
      </Section>
      <Section title="验收">
        <ActionForm schema={answerForm} submitLabel="提交验收结果">
          <RadioGroup
            name="answer"
            legend="验收结果"
            options={[
              { value: 'accepted', label: '验收通过' },
              { value: 'returned', label: '退回补正' },
            ]}
          />
          <TextArea name="reason" label="说明" hint="退回的须说明缺什么" required={false} />
        </ActionForm>
      </Section>
    </Page>
  )
}
