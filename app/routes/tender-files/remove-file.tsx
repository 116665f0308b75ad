import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type RemoveTenderFileRefusal,
  removeTenderFile,
} from '#app/commands/remove-tender-file.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<RemoveTenderFileRefusal, 'not-found'>, string> = {
  'already-published': '招标公告已经发布，附件不能移除',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'edit-tender')
  const removed = await removeTenderFile(context, { fileId: param(params, 'fileId') })
  if (removed.ok) return redirect(`/tenders/${removed.value.tenderId}/files`)
  if (removed.refusal === 'not-found') return notFound('没有这个附件')
  return refused(REFUSALS[removed.refusal])
}

export default function RemoveTenderFilePage() {
  return <OperationPage title="移除附件" back={() => '/tenders'} />
}
