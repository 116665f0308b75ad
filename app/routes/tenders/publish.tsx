import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { type PublishTenderRefusal, publishTender } from '#app/commands/publish-tender.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<PublishTenderRefusal, 'not-found'>, string> = {
  'already-published': '公告已经发布',
  'placed-otherwise': '原采购包已经以其他方式确定承办机构，不能再重新招标',
  'consultation-open': '征求意见还没有结束，最后一日过后才能发布公告',
  'breaks-a-rule': '招标文件还不符合法定要求，请返回项目页面逐项处理',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'publish-tender')
  const tenderId = param(params, 'tenderId')
  const published = await publishTender(context, { tenderId })
  if (published.ok) return redirect(`/tenders/${tenderId}`)
  if (published.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(REFUSALS[published.refusal])
}

export default function PublishTenderPage() {
  return <OperationPage title="发布招标公告" back={({ tenderId }) => `/tenders/${tenderId}`} />
}
