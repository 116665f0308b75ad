import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type WithdrawBidRefusal, withdrawBid } from '#app/commands/withdraw-bid.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { identifier } from '#app/forms/fields.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { signer } from '#app/signer.server.ts'

const withdrawForm = z.object({ submissionId: identifier('递交标识') })

const REFUSALS: Record<Exclude<WithdrawBidRefusal, 'not-found'>, string> = {
  'not-open-yet': '投标尚未开始',
  'deadline-passed': '投标已经截止，不能再撤回',
  'nothing-to-withdraw': '没有可以撤回的投标文件',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'withdraw-bid')
  const form = await parseForm(request, withdrawForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const withdrawn = await withdrawBid(
    { ...context, signer: await signer },
    { lotId, ...form.value },
  )
  if (withdrawn.ok) return redirect(`/lots/${lotId}/bid`)
  if (withdrawn.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[withdrawn.refusal])
}

export default function WithdrawBidPage() {
  return <OperationPage title="撤回投标" back={({ lotId }) => `/lots/${lotId}/bid`} />
}
