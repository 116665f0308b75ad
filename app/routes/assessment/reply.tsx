import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type ReplyToAssessmentRefusal,
  replyToAssessment,
} from '#app/commands/reply-to-assessment.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ActionForm } from '#app/forms/action-form.tsx'
import { RadioGroup, TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { COURSE_REFUSALS, stanceLabel } from './assessment-labels.ts'
import { requireLatest } from './assessment-page.server.ts'
import { replyForm } from './reply-form.ts'
import { ResultSummary } from './result-summary.tsx'

export const meta: MetaFunction = () => [{ title: '答复考核结果 · 共济' }]

const REFUSALS: Record<
  Exclude<ReplyToAssessmentRefusal, 'not-found'>,
  { text: string; field: string }
> = {
  ...COURSE_REFUSALS,
  'already-replied': { text: '已经答复过这次考核结果', field: 'root' },
  'reply-window-over': { text: '答复期限已过', field: 'root' },
  'reason-missing': { text: '提出异议应说明理由', field: 'text' },
}

export async function loader(args: LoaderFunctionArgs) {
  return requireLatest(args, 'reply-to-assessment')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'reply-to-assessment')
  const form = await parseForm(request, replyForm)
  if (!form.ok) return invalid(form.state)
  const assessmentId = param(params, 'assessmentId')
  const replied = await replyToAssessment(context, { assessmentId, ...form.value })
  if (replied.ok) return redirect(`/contract-years/${param(params, 'yearId')}/assessment`)
  if (replied.refusal === 'not-found') return notFound('没有这条考核结果')
  const { text, field } = REFUSALS[replied.refusal]
  return refused(text, form.state, field)
}

export default function ReplyPage() {
  const { view, crumbs } = useLoaderData<typeof loader>()
  return (
    <Page title="答复考核结果" crumbs={crumbs}>
      <Section title={view.indicator.name}>
        <ResultSummary view={view} />
        <ActionForm schema={replyForm} submitLabel="提交答复">
          <RadioGroup
            name="stance"
            legend="对考核结果"
            options={(['accepts', 'objects'] as const).map((value) => ({
              value,
              label: stanceLabel[value],
            }))}
          />
          <TextArea name="text" label="说明" hint="提出异议的应写明理由" required={false} />
          <TextField name="document" label="依据文件" required={false} />
        </ActionForm>
      </Section>
    </Page>
  )
}
