import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type RecordHandoverRefusal, recordHandover } from '#app/commands/record-handover.server.ts'
import { handoverItemLabel } from '#app/components/contract-change-text.ts'
import { dateText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { HANDOVER_ITEMS } from '#app/domain/contract/handover.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, optionalText, requiredText } from '#app/forms/fields.ts'
import { DateField, TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractFor } from './find-contract.server.ts'
import { loadHandover } from './load-handover.server.ts'

export const meta: MetaFunction = () => [{ title: '登记移交 · 共济' }]

const handoverForm = z.object({
  handedOverOn: chinaDate('移交日期'),
  receiver: requiredText('接收方'),
  document: requiredText('移交文件'),
  note: optionalText('说明', 1000),
})

const REFUSALS: Record<
  Exclude<RecordHandoverRefusal, 'not-found'>,
  { text: string; field?: string }
> = {
  'not-started': { text: '移交日期早于移交开始之日', field: 'handedOverOn' },
  'in-the-future': { text: '移交日期不能晚于今天', field: 'handedOverOn' },
  'answer-pending': { text: '这一项已登记移交，等待验收' },
  'already-accepted': { text: '这一项已经验收' },
}

function askedItem(params: LoaderFunctionArgs['params']) {
  const item = HANDOVER_ITEMS.find((one) => one === param(params, 'item'))
  return item ?? notFound('没有这个移交事项')
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const id = param(params, 'contractId')
  const { contract } = await findContractFor(request, id, 'hand-over')
  const item = askedItem(params)
  const { items, today } = await loadHandover(contract)
  const dueOn = items.find((one) => one.item === item)?.dueOn ?? notFound('没有这个移交事项')
  return { contractId: contract.id, number: contract.number, item, dueOn, today }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'hand-over')
  const item = askedItem(params)
  const form = await parseForm(request, handoverForm)
  if (!form.ok) return invalid(form.state)
  const contractId = param(params, 'contractId')
  const recorded = await recordHandover(context, { contractId, item, ...form.value })
  if (recorded.ok) return redirect(`/contracts/${contractId}/handover`)
  if (recorded.refusal === 'not-found') return notFound('没有这个已签订的合同')
  const { text, field } = REFUSALS[recorded.refusal]
  return refused(text, form.state, field)
}

export default function RecordHandoverPage() {
  const { contractId, number, item, dueOn, today } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`登记移交：${handoverItemLabel[item]}`}
      crumbs={[
        { to: `/contracts/${contractId}`, label: `合同 ${number}` },
        { to: `/contracts/${contractId}/handover`, label: '移交' },
      ]}
    >
      <Section title="移交情况">
        <p className="muted">期限：{dateText(dueOn)}。登记后由投保人验收或退回。</p>
        <ActionForm schema={handoverForm} submitLabel="登记移交">
          <div className="form-grid">
            <DateField name="handedOverOn" label="移交日期" defaultValue={today} />
            <TextField name="receiver" label="接收方" hint="下一承办公司或投保人" />
            <TextField name="document" label="移交文件" hint="移交清单名称与文号" />
          </div>
          <TextArea name="note" label="说明" required={false} />
        </ActionForm>
      </Section>
    </Page>
  )
}
