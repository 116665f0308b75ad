import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { type OpenBidsRefusal, openBids } from '#app/commands/open-bids.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<OpenBidsRefusal, 'not-found'>, string> = {
  'before-deadline': '还没有到投标截止时间，不能开标',
  suspended: '有未答复的异议或投诉处理期间的暂停通知，开标依法暂停',
  'amendment-owed':
    '异议或投诉成立、应当更正招标文件而尚未更正，不能开标；已过截止时间的，应终止后重新招标',
  'nothing-to-open': '各采购包均已终止或流标，没有可开启的投标文件',
  'already-opened': '该项目已经开标',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'open-bids')
  const tenderId = param(params, 'tenderId')
  const opened = await openBids(context, { tenderId })
  if (opened.ok) return redirect(`/notices/${tenderId}/opening`)
  if (opened.refusal === 'not-found') return notFound('没有由您负责开标的这个项目')
  return refused(REFUSALS[opened.refusal])
}

export default function OpenBidsPage() {
  return <OperationPage title="开标" back={() => '/openings'} />
}
