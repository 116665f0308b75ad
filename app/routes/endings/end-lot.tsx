import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { type EndLotRefusal, endLot } from '#app/commands/end-lot.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { db } from '#app/database.server.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findTenderIdOfLot } from '#db/queries/tenders.server.ts'
import { endLotForm } from './end-lot-form.ts'

const REFUSALS: Record<Exclude<EndLotRefusal, 'not-found'>, string> = {
  'already-ended': '该采购包已经结束',
  'already-awarded': '该采购包有有效的中标结果，请先撤销中标',
  'no-cancelled-award': '本轮评审没有被撤销的中标，请继续评审或定标',
  'reason-missing': '请填写原因',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'cancel-award')
  const form = await parseForm(request, endLotForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const ended = await endLot(context, { lotId, ...form.value })
  if (ended.ok) return redirect(`/tenders/${await findTenderIdOfLot(db, lotId)}`)
  if (ended.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[ended.refusal], form.state)
}

export default function EndLotPage() {
  return <OperationPage title="结束采购包" back={({ lotId }) => `/lots/${lotId}/cancel-award`} />
}
