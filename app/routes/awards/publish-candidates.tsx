import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type PublishCandidatesRefusal,
  publishCandidates,
} from '#app/commands/publish-candidates.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<PublishCandidatesRefusal, 'not-found'>, string> = {
  'not-evaluated': '评标报告尚未完成',
  'lot-failed': '该采购包已流标或终止',
  'no-candidate-notice': '适用政府采购法的项目不公示中标候选人，直接公告中标结果',
  suspended: '有未处理完的异议或投诉，公示依法暂停',
  'already-published': '中标候选人已经公示',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'publish-candidates')
  const lotId = param(params, 'lotId')
  const published = await publishCandidates(context, { lotId })
  if (published.ok) return redirect(`/lots/${lotId}/evaluation`)
  if (published.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[published.refusal])
}

export default function PublishCandidatesPage() {
  return <OperationPage title="公示中标候选人" back={({ lotId }) => `/lots/${lotId}/evaluation`} />
}
