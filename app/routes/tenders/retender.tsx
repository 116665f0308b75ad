import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type StartRetenderRefusal, startRetender } from '#app/commands/start-retender.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { identifier } from '#app/forms/fields.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

const retenderForm = z.object({ tenderId: identifier('项目标识') })

const REFUSALS: Record<Exclude<StartRetenderRefusal, 'not-found'>, string> = {
  'not-failed': '只有流标的项目才能重新招标',
  'already-retendered': '该项目已经发起过重新招标',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'start-retender')
  const form = await parseForm(request, retenderForm)
  if (!form.ok) return invalid(form.state)
  const { tenderId } = form.value
  const started = await startRetender(context, {
    tenderId,
    failedTenderId: param(params, 'tenderId'),
  })
  if (started.ok) return redirect(`/tenders/${tenderId}`)
  if (started.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(REFUSALS[started.refusal])
}

export default function RetenderPage() {
  return <OperationPage title="重新招标" back={({ tenderId }) => `/tenders/${tenderId}`} />
}
