import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type PublishSettlementRefusal,
  publishSettlement,
} from '#app/commands/publish-settlement.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<PublishSettlementRefusal, 'not-found'>, string> = {
  'not-final': '审计签署后才能公开',
  'already-published': '该年度结算已经公开',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'publish-settlement')
  const contractYearId = param(params, 'yearId')
  const published = await publishSettlement(context, { contractYearId })
  if (published.ok) return redirect(`/contract-years/${contractYearId}/settlement`)
  if (published.refusal === 'not-found') return notFound('没有这个合同年度')
  return refused(REFUSALS[published.refusal])
}

export default function PublishSettlementPage() {
  return (
    <OperationPage
      title="公开年度结算"
      back={({ yearId }) => `/contract-years/${yearId}/settlement`}
    />
  )
}
