import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { type RemoveBidFileRefusal, removeBidFile } from '#app/commands/remove-bid-file.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<RemoveBidFileRefusal, 'not-found'>, string> = {
  'not-open-yet': '投标尚未开始',
  'deadline-passed': '投标已经截止，附件不能再移除',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'edit-bid')
  const removed = await removeBidFile(context, { attachmentId: param(params, 'fileId') })
  if (removed.ok) return redirect(`/lots/${removed.value.lotId}/bid`)
  if (removed.refusal === 'not-found') return notFound('没有这个附件')
  return refused(REFUSALS[removed.refusal])
}

export default function RemoveFilePage() {
  return <OperationPage title="移除附件" back={() => '/bids'} />
}
