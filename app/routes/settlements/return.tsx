import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type ReturnSettlementRefusal,
  returnSettlement,
} from '#app/commands/return-settlement.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { returnForm } from './return-form.tsx'

const REFUSALS: Record<Exclude<ReturnSettlementRefusal, 'not-found'>, string> = {
  'not-your-turn': '基金经办在确认前退回，审计在基金经办确认后退回',
  'reason-missing': '请说明退回理由',
  'already-final': '该年度结算已经审定，不能退回',
  'already-returned': '这份申报已经退回',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'return-settlement')
  const form = await parseForm(request, returnForm)
  if (!form.ok) return invalid(form.state)
  const returned = await returnSettlement(context, form.value)
  if (returned.ok) return redirect(`/contract-years/${param(params, 'yearId')}/settlement`)
  if (returned.refusal === 'not-found') return notFound('没有这份结算申报')
  return refused(REFUSALS[returned.refusal], form.state)
}

export default function ReturnSettlementPage() {
  return (
    <OperationPage
      title="退回年度结算"
      back={({ yearId }) => `/contract-years/${yearId}/settlement`}
    />
  )
}
