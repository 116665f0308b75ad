import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { type AwardLotRefusal, awardLot } from '#app/commands/award-lot.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { awardForm } from './award-form.tsx'

const REFUSALS: Record<Exclude<AwardLotRefusal, 'not-found'>, string> = {
  'not-evaluated': '评标报告尚未完成',
  'not-a-candidate': '只能从排名前三的中标候选人中确定中标人（招标投标法实施条例 第五十三条）',
  'reason-missing': '不选第一名时必须说明理由',
  'candidates-not-published': '请先公示中标候选人（招标投标法实施条例 第五十四条）',
  'notice-period-running':
    '公示期尚未结束，不能定标（招标投标法实施条例 第五十四条：公示期不得少于3日）',
  'award-was-cancelled': '该投标人的中标已被撤销，不能再次中标',
  'lot-failed': '该采购包已流标或终止',
  suspended: '有未处理完的异议或投诉，定标依法暂停',
  'already-awarded': '该采购包已经定标',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'award-lot')
  const form = await parseForm(request, awardForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const awarded = await awardLot(context, { lotId, ...form.value })
  if (awarded.ok) return redirect(`/lots/${lotId}/evaluation`)
  if (awarded.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[awarded.refusal], form.state)
}

export default function AwardPage() {
  return <OperationPage title="定标" back={({ lotId }) => `/lots/${lotId}/evaluation`} />
}
