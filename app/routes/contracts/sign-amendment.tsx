import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { signAmendment } from '#app/commands/sign-amendment.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { AMENDMENT_REFUSALS } from './amendment-refusal-text.ts'

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'sign-amendment')
  const contractId = param(params, 'contractId')
  const number = Number(param(params, 'number'))
  if (!Number.isSafeInteger(number)) return notFound('没有这份补充协议')
  const signed = await signAmendment(context, { contractId, number })
  if (signed.ok) return redirect(`/contracts/${contractId}/amendments/${number}`)
  if (signed.refusal === 'not-found') return notFound('没有这份补充协议')
  if (signed.refusal === 'already-signed') return refused('本单位已经签署这份补充协议')
  if (signed.refusal === 'amendment-withdrawn') return refused('这份补充协议已经撤回')
  return refused(AMENDMENT_REFUSALS[signed.refusal].text)
}

export default function SignAmendmentPage() {
  return (
    <OperationPage
      title="签署补充协议"
      back={({ contractId, number }) => `/contracts/${contractId}/amendments/${number}`}
    />
  )
}
