import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type SignScoreSheetRefusal,
  signScoreSheet,
} from '#app/commands/sign-score-sheet.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<SignScoreSheetRefusal, 'not-found'>, string> = {
  'lot-failed': '该采购包已流标或终止，不再评分',
  incomplete: '评分表还不完整：每项都要有得分和理由',
  'already-signed': '评分表已经签署',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'score-bids')
  const lotId = param(params, 'lotId')
  const signed = await signScoreSheet(context, { lotId })
  if (signed.ok) return redirect(`/lots/${lotId}/score-sheet`)
  if (signed.refusal === 'not-found') return notFound('没有由您评审的这个采购包')
  return refused(REFUSALS[signed.refusal])
}

export default function SignScoreSheetPage() {
  return <OperationPage title="签署评分表" back={({ lotId }) => `/lots/${lotId}/score-sheet`} />
}
