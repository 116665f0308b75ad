import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type ConfirmContractRefusal,
  confirmContract,
} from '#app/commands/confirm-contract.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<ConfirmContractRefusal, 'not-found'>, string> = {
  'award-cancelled': '该采购包的中标已被撤销，本合同作废',
  suspended: '有未处理完的质疑或投诉，依法暂停签订合同',
  'notice-period-running': '中标结果公告期尚未届满，期满后方可签订合同',
  'already-confirmed': '本单位已经确认过这个合同',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'confirm-contract')
  const contractId = param(params, 'contractId')
  const confirmed = await confirmContract(context, { contractId })
  if (confirmed.ok) return redirect(`/contracts/${contractId}`)
  if (confirmed.refusal === 'not-found') return notFound('没有这个合同')
  return refused(REFUSALS[confirmed.refusal])
}

export default function ConfirmContractPage() {
  return <OperationPage title="确认合同" back={({ contractId }) => `/contracts/${contractId}`} />
}
