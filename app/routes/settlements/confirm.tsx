import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type ConfirmSettlementRefusal,
  confirmSettlement,
} from '#app/commands/confirm-settlement.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { proposalReference } from './proposal-reference.ts'

const REFUSALS: Record<Exclude<ConfirmSettlementRefusal, 'not-found'>, string> = {
  returned: '这份申报已经退回，请等待重新申报',
  'already-confirmed': '这份申报已经确认',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'confirm-settlement')
  const form = await parseForm(request, proposalReference)
  if (!form.ok) return invalid(form.state)
  const confirmed = await confirmSettlement(context, form.value)
  if (confirmed.ok) return redirect(`/contract-years/${param(params, 'yearId')}/settlement`)
  if (confirmed.refusal === 'not-found') return notFound('没有这份结算申报')
  return refused(REFUSALS[confirmed.refusal])
}

export default function ConfirmSettlementPage() {
  return (
    <OperationPage
      title="确认年度结算"
      back={({ yearId }) => `/contract-years/${yearId}/settlement`}
    />
  )
}
