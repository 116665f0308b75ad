import { type ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { type SubmitBidRefusal, submitBid } from '#app/commands/submit-bid.server.ts'
import { identifier } from '#app/forms/fields.ts'
import { param } from '#app/http/params.ts'
import { findOwnReceipt } from '#db/queries/sealed-log.server.ts'
import { jsonProblem, lateText, requireJsonContext } from './json-context.server.ts'

const submission = z.object({
  submissionId: identifier('递交标识'),
  uploadId: identifier('上传标识'),
  revision: z.number().int().min(1).max(100_000),
})

const REFUSALS: Record<Exclude<SubmitBidRefusal, 'not-found' | 'deadline-passed'>, string> = {
  'lot-cancelled': '该采购包已终止招标，不再接收投标',
  'not-open-yet': '投标尚未开始',
  'upload-incomplete': '密封件还没有全部上传，请继续上传后再递交',
  'documents-amended': '招标文件已更正，密封件是按更正前的版本制作的，请核对后重新密封',
  'already-submitted': '在此期间已经递交过另一份投标文件，请刷新页面核对',
}

/** Submits an uploaded envelope. Asked again for the same submission, it gives the same receipt. */
export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireJsonContext(request, 'submit-bid')
  const lotId = param(params, 'lotId')
  const asked = submission.safeParse(await request.json().catch(() => undefined))
  if (!asked.success) return jsonProblem('递交请求不完整，请刷新页面', 400)
  const { submissionId } = asked.data
  const submitted = await submitBid(context, { lotId, ...asked.data })
  if (submitted.ok) return Response.json({ receipt: submitted.value.receipt })
  const bidderId = context.actor.organisationId
  const before = await findOwnReceipt(context.db, { entryId: submissionId, bidderId })
  if (before?.lotId === lotId) {
    const { statement, signature, publicKey } = before
    return Response.json({ receipt: { statement, signature, publicKey } })
  }
  if (submitted.refusal === 'not-found') return jsonProblem('没有这个采购包或这次上传', 404)
  if (submitted.refusal === 'deadline-passed') return jsonProblem(await lateText(lotId), 409)
  return jsonProblem(REFUSALS[submitted.refusal], 409)
}
