import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type ConfirmBidRefusal, confirmBid } from '#app/commands/confirm-bid.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { identifier, wholeNumber } from '#app/forms/fields.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { signer } from '#app/signer.server.ts'

const confirmForm = z.object({
  submissionId: identifier('递交标识'),
  version: wholeNumber('招标文件版本'),
})

const REFUSALS: Record<Exclude<ConfirmBidRefusal, 'not-found'>, string> = {
  'not-open-yet': '投标尚未开始',
  'deadline-passed': '投标已经截止，不能再确认',
  'lot-cancelled': '该采购包已终止招标',
  'nothing-to-confirm': '没有可以确认的投标文件',
  'already-confirmed': '投标文件在现行招标文件下已经有效，无需再确认',
  'changed-meanwhile': '招标文件又有新的更正，请阅读后再确认',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'confirm-bid')
  const form = await parseForm(request, confirmForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const confirmed = await confirmBid({ ...context, signer: await signer }, { lotId, ...form.value })
  if (confirmed.ok) return redirect(`/lots/${lotId}/bid`)
  if (confirmed.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(REFUSALS[confirmed.refusal])
}

export default function ConfirmBidPage() {
  return <OperationPage title="确认投标" back={({ lotId }) => `/lots/${lotId}/bid`} />
}
