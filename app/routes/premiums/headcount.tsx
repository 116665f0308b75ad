import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type RecordHeadcountRefusal,
  recordHeadcount,
} from '#app/commands/record-headcount.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { moneyText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { DateField, NumberField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { HeadcountComparison } from './headcount-comparison.tsx'
import { headcountForm } from './headcount-form.ts'
import { HeadcountHistory } from './headcount-history.tsx'
import { type PremiumView, loadPremium } from './load-premium.server.ts'
import { headcountKindLabel } from './premium-labels.ts'

export const meta: MetaFunction = () => [{ title: '参保人数 · 共济' }]

const REFUSALS: Record<
  Exclude<RecordHeadcountRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'not-positive': { message: '参保人数必须大于零', field: 'headcount' },
  'enrolment-outside-year': { message: '参保时点不能晚于合同年度终止日', field: 'enrolmentDate' },
  'already-agreed': { message: '这一人数双方已经确认，不能更改', field: 'kind' },
  'answer-pending': { message: '上一次登记的人数还在等待保险公司答复' },
  'estimate-after-actual': { message: '已经登记实际人数，不再登记预计人数', field: 'kind' },
  'enrolment-date-differs': {
    message: '实际人数须按双方确认的预计人数所载参保时点统计',
    field: 'enrolmentDate',
  },
  'enrolment-not-over': {
    message: '参保时点还没有到，只能登记预计人数',
    field: 'enrolmentDate',
  },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  return { view: await loadPremium(year, viewer) }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'record-headcount')
  const form = await parseForm(request, headcountForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const recorded = await recordHeadcount(context, { contractYearId, ...form.value })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}/headcount`)
  if (recorded.refusal === 'not-found') return notFound('没有这个合同年度')
  const { message, field } = REFUSALS[recorded.refusal]
  return refused(message, form.state, field)
}

export default function HeadcountPage() {
  const { view } = useLoaderData<typeof loader>()
  const { year, headcounts, isActual } = view
  const isPending = headcounts.some(({ agreed }) => agreed === null)
  return (
    <Page
      title="参保人数"
      crumbs={[{ to: `/contract-years/${year.id}`, label: `第${year.number}合同年度` }]}
      actions={
        view.isFinance && isPending ? (
          <LinkButton to={`/contract-years/${year.id}/headcount/answer`}>答复参保人数</LinkButton>
        ) : undefined
      }
    >
      <Section title="人数与保费">
        <p className="muted">筹资标准 {moneyText(view.fundingPerHead)} 元/人。</p>
        <HeadcountComparison compared={view.compared} />
      </Section>
      <Section title="登记与答复">
        <HeadcountHistory headcounts={headcounts} />
      </Section>
      {view.isFundOfficer && !isActual && !isPending ? <RecordSection view={view} /> : null}
    </Page>
  )
}

/** Starts from what was stated last: a correction changes little of it. */
function RecordSection({ view: { headcounts } }: { view: PremiumView }) {
  const last = headcounts.at(0)
  const estimate = headcounts.find(({ kind, agreed }) => kind === 'estimate' && agreed)
  const suggested = estimate || last?.kind === 'actual' ? 'actual' : 'estimate'
  return (
    <Section title="登记参保人数">
      <p className="muted">
        先登记预计人数，参保时点过后登记实际人数；同一数据来源，登记后由保险公司确认，不能更改。
      </p>
      <ActionForm schema={headcountForm} submitLabel="登记">
        <div className="form-grid">
          <SelectField
            name="kind"
            label="人数性质"
            defaultValue={suggested}
            options={(['estimate', 'actual'] as const).map((value) => ({
              value,
              label: headcountKindLabel[value],
            }))}
          />
          <NumberField name="headcount" label="参保人数" unit="人" />
          <DateField name="enrolmentDate" label="参保时点" defaultValue={last?.enrolmentDate} />
          <TextField
            name="source"
            label="数据来源"
            hint="预计与实际人数出自同一来源"
            defaultValue={last?.source ?? '医保信息平台参保登记'}
          />
          <TextField name="document" label="依据文件" hint="双方确认的人数确认表名称与文号" />
        </div>
      </ActionForm>
    </Section>
  )
}
