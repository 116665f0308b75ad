import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type DecideAssessmentRefusal,
  decideAssessment,
} from '#app/commands/decide-assessment.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ActionForm } from '#app/forms/action-form.tsx'
import { yuanText } from '#app/forms/fields.ts'
import { MoneyField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { COURSE_REFUSALS } from './assessment-labels.ts'
import { requireLatest } from './assessment-page.server.ts'
import { decideForm } from './decide-form.ts'
import { ResultSummary } from './result-summary.tsx'

export const meta: MetaFunction = () => [{ title: '确定考核扣款 · 共济' }]

const REFUSALS: Record<
  Exclude<DecideAssessmentRefusal, 'not-found'>,
  { text: string; field: string }
> = {
  ...COURSE_REFUSALS,
  'reply-window-open': { text: '承办保险公司的答复期限未满，也未答复，暂不能确定', field: 'root' },
  'deduction-out-of-range': { text: '扣款不能超过按合同计算的数额', field: 'deduction' },
  'reason-missing': { text: '与计算数额不同的，应说明理由', field: 'reason' },
}

export async function loader(args: LoaderFunctionArgs) {
  return requireLatest(args, 'assess-insurer')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'assess-insurer')
  const form = await parseForm(request, decideForm)
  if (!form.ok) return invalid(form.state)
  const assessmentId = param(params, 'assessmentId')
  const decided = await decideAssessment(context, { assessmentId, ...form.value })
  if (decided.ok) return redirect(`/contract-years/${param(params, 'yearId')}/assessment`)
  if (decided.refusal === 'not-found') return notFound('没有这条考核结果')
  const { text, field } = REFUSALS[decided.refusal]
  return refused(text, form.state, field)
}

export default function DecidePage() {
  const { view, crumbs } = useLoaderData<typeof loader>()
  return (
    <Page title="确定考核扣款" crumbs={crumbs}>
      <Section title={view.indicator.name}>
        <ResultSummary view={view} />
        <ActionForm schema={decideForm} submitLabel="确定并入账">
          <MoneyField
            name="deduction"
            label="确定扣款"
            defaultValue={yuanText(view.latest.proposedDeduction)}
            hint="不超过计算扣款；采纳异议的可以减少"
          />
          <TextArea name="reason" label="理由" hint="与计算扣款不同的应说明理由" required={false} />
        </ActionForm>
      </Section>
    </Page>
  )
}
