import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type RecordAssessmentRefusal,
  recordAssessment,
} from '#app/commands/record-assessment.server.ts'
import { deductionText, targetText } from '#app/components/contract-term-text.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ActionForm } from '#app/forms/action-form.tsx'
import { HiddenField, NumberField, TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { requireAssessment } from './assessment-page.server.ts'
import { recordForm } from './record-form.ts'

export const meta: MetaFunction = () => [{ title: '登记考核结果 · 共济' }]

const REFUSALS: Record<
  Exclude<RecordAssessmentRefusal, 'not-found' | 'no-such-indicator'>,
  { text: string; field: string }
> = {
  settled: { text: '本年度结算已经审定，考核不再变动', field: 'root' },
  'no-headcount': { text: '年度保费尚未确认，暂不能登记考核结果', field: 'root' },
  'measured-out-of-range': { text: '实测值应不小于零，比率不超过100%', field: 'measured' },
  'already-decided': { text: '该指标的扣款已经确定，不能重新登记', field: 'root' },
  'already-recorded': { text: '这次考核结果已经登记', field: 'root' },
}

export async function loader(args: LoaderFunctionArgs) {
  const { view, crumbs } = await requireAssessment(args, 'assess-insurer')
  const { indicator } = findRow(view, args)
  return {
    indicator,
    assessmentId: randomUUID(),
    crumbs: [...crumbs, { to: `/contract-years/${view.year.id}/assessment`, label: '考核' }],
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await requireContext(args.request, 'assess-insurer')
  const { view } = await requireAssessment(args, 'assess-insurer')
  const { indicator } = findRow(view, args)
  const form = await parseForm(args.request, recordForm(indicator.unit))
  if (!form.ok) return invalid(form.state)
  const contractYearId = view.year.id
  const recorded = await recordAssessment(context, {
    ...form.value,
    contractYearId,
    indicatorId: indicator.id,
  })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}/assessment`)
  if (recorded.refusal === 'not-found' || recorded.refusal === 'no-such-indicator')
    return notFound('没有这项考核指标')
  const { text, field } = REFUSALS[recorded.refusal]
  return refused(text, form.state, field)
}

function findRow(
  { rows }: Awaited<ReturnType<typeof requireAssessment>>['view'],
  { params }: Pick<LoaderFunctionArgs, 'params'>,
) {
  const indicatorId = param(params, 'indicatorId')
  return rows.find(({ indicator }) => indicator.id === indicatorId) ?? notFound('没有这项考核指标')
}

export default function RecordAssessmentPage() {
  const { indicator, assessmentId, crumbs } = useLoaderData<typeof loader>()
  return (
    <Page title="登记考核结果" crumbs={crumbs}>
      <Section title={indicator.name}>
        <p>
          目标{targetText(indicator)}；{deductionText(indicator)}。
        </p>
        <ActionForm schema={recordForm(indicator.unit)} submitLabel="登记">
          <HiddenField name="assessmentId" value={assessmentId} />
          <div className="form-grid">
            <NumberField
              name="measured"
              label="实测值"
              unit={{ rate: '%', count: '次', days: '天' }[indicator.unit]}
            />
            <TextField name="document" label="依据文件" hint="测评报告、抽查记录等名称与文号" />
          </div>
          <TextArea name="evidence" label="测量方法与依据" hint="样本、口径与数据来源" />
        </ActionForm>
      </Section>
    </Page>
  )
}
