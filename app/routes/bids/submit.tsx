import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type SubmitBidRefusal, submitBid } from '#app/commands/submit-bid.server.ts'
import { exactTimeText } from '#app/components/format.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { db } from '#app/database.server.ts'
import { exactInstant, identifier, wholeNumber } from '#app/forms/fields.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findLot } from '#db/queries/tenders.server.ts'

const submitForm = z.object({
  submissionId: identifier('递交标识'),
  revision: wholeNumber('递交次数'),
  draftUpdatedAt: exactInstant('草稿版本'),
})

const REFUSALS: Record<Exclude<SubmitBidRefusal, 'not-found' | 'deadline-passed'>, string> = {
  'lot-cancelled': '该采购包已终止招标，不再接收投标',
  'not-open-yet': '投标尚未开始',
  'no-draft': '还没有投标文件草稿，请先填写',
  'changed-meanwhile': '草稿在您打开页面后又被修改，请返回核对后再递交',
  incomplete: '投标文件还不完整，请返回查看需要处理的内容',
  'already-submitted': '这份投标文件已经递交，没有重复计入',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'submit-bid')
  const form = await parseForm(request, submitForm)
  if (!form.ok) return invalid(form.state)
  const lotId = param(params, 'lotId')
  const submitted = await submitBid(context, { lotId, ...form.value })
  if (submitted.ok) return redirect(`/lots/${lotId}/bid`)
  if (submitted.refusal === 'not-found') return notFound('没有这个采购包')
  return refused(
    submitted.refusal === 'deadline-passed' ? await lateText(lotId) : REFUSALS[submitted.refusal],
  )
}

/** Both times to the millisecond, so that a bidder can see how late it was. */
async function lateText(lotId: string): Promise<string> {
  const found = await findLot(db, lotId)
  const now = await databaseClock(db)
  const deadline = found ? exactTimeText(found.tender.facts.bidDeadline) : ''
  return `投标已经截止，没有接收。截止时间 ${deadline}，服务器时间 ${exactTimeText(now)}。`
}

export default function SubmitBidPage() {
  return <OperationPage title="递交投标文件" back={({ lotId }) => `/lots/${lotId}/bid`} />
}
