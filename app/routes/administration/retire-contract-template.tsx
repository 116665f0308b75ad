import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { retireContractTemplate } from '#app/commands/retire-contract-template.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-registers')
  const id = param(params, 'templateId')
  const retired = await retireContractTemplate(context, { id })
  if (retired.ok) return redirect(`/administration/contract-templates/${id}`)
  return retired.refusal === 'not-found' ? notFound('没有这份合同范本') : refused('范本已经停用')
}

export default function RetireContractTemplatePage() {
  return (
    <OperationPage
      title="停用合同范本"
      back={({ templateId }) => `/administration/contract-templates/${templateId}`}
    />
  )
}
