import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { amendTender } from '#app/commands/amend-tender.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { AMEND_REFUSALS, amendForm, amendedTerms } from './amend-form.ts'

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'amend-tender')
  const tenderId = param(params, 'tenderId')
  const form = await parseForm(request, amendForm)
  if (!form.ok) return invalid(form.state)
  const { openingOfficers, basedOnVersion, reason } = form.value
  const before = (await findTender(context.db, tenderId)) ?? notFound('没有这个招标项目')
  const amended = await amendTender(context, {
    tenderId,
    basedOnVersion,
    terms: amendedTerms(form.value, before.terms),
    openingOfficers,
    reason,
  })
  if (amended.ok) return redirect(`/notices/${tenderId}/history`)
  if (amended.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(AMEND_REFUSALS[amended.refusal])
}

export default function ConfirmAmendmentPage() {
  return (
    <OperationPage title="发布更正公告" back={({ tenderId }) => `/tenders/${tenderId}/amend`} />
  )
}
