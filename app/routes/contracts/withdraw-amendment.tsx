import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type WithdrawAmendmentRefusal,
  withdrawAmendment,
} from '#app/commands/withdraw-amendment.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractFor } from './find-contract.server.ts'
import { loadAmendment } from './load-amendment.server.ts'

export const meta: MetaFunction = () => [{ title: '撤回补充协议 · 共济' }]

const withdrawForm = z.object({ reason: requiredText('理由', 500) })

const REFUSALS: Record<Exclude<WithdrawAmendmentRefusal, 'not-found'>, string> = {
  'reason-missing': '请填写理由',
  'already-signed': '双方已经签署，不能撤回',
  'amendment-withdrawn': '这份补充协议已经撤回',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const id = param(params, 'contractId')
  const { contract } = await findContractFor(request, id, 'sign-amendment')
  const { amendment } = await loadAmendment(contract, param(params, 'number'))
  return { contractId: contract.id, number: amendment.number }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'sign-amendment')
  const form = await parseForm(request, withdrawForm)
  if (!form.ok) return invalid(form.state)
  const contractId = param(params, 'contractId')
  const number = Number(param(params, 'number'))
  if (!Number.isSafeInteger(number)) return notFound('没有这份补充协议')
  const withdrawn = await withdrawAmendment(context, { contractId, number, ...form.value })
  if (withdrawn.ok) return redirect(`/contracts/${contractId}/amendments/${number}`)
  if (withdrawn.refusal === 'not-found') return notFound('没有这份补充协议')
  return refused(REFUSALS[withdrawn.refusal], form.state)
}

export default function WithdrawAmendmentPage() {
  const { contractId, number } = useLoaderData<typeof loader>()
  return (
    <Page
      title="撤回补充协议"
      crumbs={[
        { to: `/contracts/${contractId}/amendments/${number}`, label: `第 ${number} 号补充协议` },
      ]}
    >
      <Section title="不再签署">
        <p className="muted">
          双方未全部签署前，任何一方可以撤回；撤回后合同条款不变，可以另行拟定。
        </p>
        <ActionForm schema={withdrawForm} submitLabel="撤回补充协议">
          <TextArea name="reason" label="理由" />
        </ActionForm>
      </Section>
    </Page>
  )
}
