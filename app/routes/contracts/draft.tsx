import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type DraftContractRefusal, draftContract } from '#app/commands/draft-contract.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { identifier } from '#app/forms/fields.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const draftForm = z.object({ contractId: identifier('合同标识') })

const REFUSALS: Record<Exclude<DraftContractRefusal, 'not-found'>, string> = {
  suspended: '有未处理完的质疑或投诉，依法暂停签订合同',
  'not-awarded': '该采购包尚未定标',
  'already-drafted': '该采购包的合同已经生成',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'draft-contract')
  const form = await parseForm(request, draftForm)
  if (!form.ok) return invalid(form.state)
  const { contractId } = form.value
  const drafted = await draftContract(context, { contractId, lotId: param(params, 'lotId') })
  if (drafted.ok) return redirect(`/contracts/${contractId}`)
  if (drafted.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[drafted.refusal])
}

export default function DraftContractPage() {
  return <OperationPage title="生成合同" back={({ lotId }) => `/lots/${lotId}/evaluation`} />
}
