import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type RevealExpertDrawRefusal,
  revealExpertDraw,
} from '#app/commands/reveal-expert-draw.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const REFUSALS: Record<Exclude<RevealExpertDrawRefusal, 'not-found'>, string> = {
  'already-revealed': '这次抽取已经揭晓',
  'evaluation-complete': '各采购包均已评审完毕，抽取结果不再揭晓',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'draw-experts')
  const revealed = await revealExpertDraw(context, { drawId: param(params, 'drawId') })
  if (revealed.ok) return redirect(`/tenders/${revealed.value.tenderId}/draws`)
  return revealed.refusal === 'not-found'
    ? notFound('没有这次抽取')
    : refused(REFUSALS[revealed.refusal])
}

export default function RevealDrawPage() {
  return <OperationPage title="揭晓抽取结果" back={() => '/tenders'} />
}
