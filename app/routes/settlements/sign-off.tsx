import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type SignOffSettlementRefusal,
  signOffSettlement,
} from '#app/commands/sign-off-settlement.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { proposalReference } from './proposal-reference.ts'

const REFUSALS: Record<Exclude<SignOffSettlementRefusal, 'not-found'>, string> = {
  'not-confirmed': '基金经办尚未确认，或这份申报已退回',
  'recomputation-differs': '复算结果与申报不一致，不能签署；请退回并说明差异',
  'assessment-open': '本年度还有考核指标等待答复或确定扣款，确定之后才能审定',
  'differs-from-accounts': '申报数据与单独核算账簿不一致，请退回保险公司按账簿重新申报',
  'already-final': '该年度结算已经审定',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'sign-off-settlement')
  const form = await parseForm(request, proposalReference)
  if (!form.ok) return invalid(form.state)
  const signed = await signOffSettlement(context, form.value)
  if (signed.ok) return redirect(`/contract-years/${param(params, 'yearId')}/settlement`)
  if (signed.refusal === 'not-found') return notFound('没有这份结算申报')
  return refused(REFUSALS[signed.refusal])
}

export default function SignOffSettlementPage() {
  return (
    <OperationPage title="审计签署" back={({ yearId }) => `/contract-years/${yearId}/settlement`} />
  )
}
