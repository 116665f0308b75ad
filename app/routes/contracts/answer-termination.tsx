import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type AnswerTerminationRefusal,
  answerTermination,
} from '#app/commands/answer-termination.server.ts'
import { Page } from '#app/components/page.tsx'
import { type FormState } from '#app/forms/form-state.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractFor } from './find-contract.server.ts'
import { terminationAnswerForm } from './termination-answer.ts'
import { TerminationAnswerForm } from './termination-answer-form.tsx'

export const meta: MetaFunction = () => [{ title: '答复提前终止 · 共济' }]

const REFUSALS: Record<
  Exclude<AnswerTerminationRefusal, 'not-found'>,
  { text: string; field?: string }
> = {
  'own-termination': { text: '本单位提出的提前终止由对方答复' },
  'reason-missing': { text: '请说明不同意的理由', field: 'reason' },
  'too-late': { text: '最后承保日已过，这次提前终止已失效' },
  'already-answered': { text: '已经答复过，不能更改' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const id = param(params, 'contractId')
  const { contract } = await findContractFor(request, id, 'end-contract')
  return { contractId: contract.id, number: contract.number }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'end-contract')
  const form = await parseForm(request, terminationAnswerForm)
  if (!form.ok) return invalid(form.state)
  const answered = await answerTermination(context, form.value)
  if (answered.ok) return redirect(`/contracts/${param(params, 'contractId')}/termination`)
  if (answered.refusal === 'not-found') return notFound('没有这个合同')
  const { text, field } = REFUSALS[answered.refusal]
  return refused(text, form.state, field)
}

export default function AnswerTerminationPage() {
  const { contractId, number } = useLoaderData<typeof loader>()
  const terminationId = useActionData<FormState>()?.values.terminationId?.[0]
  return (
    <Page
      title="答复提前终止"
      crumbs={[
        { to: `/contracts/${contractId}`, label: `合同 ${number}` },
        { to: `/contracts/${contractId}/termination`, label: '提前终止' },
      ]}
    >
      {terminationId ? (
        <TerminationAnswerForm contractId={contractId} terminationId={terminationId} />
      ) : (
        <p>请在“提前终止”页面答复。</p>
      )}
    </Page>
  )
}
