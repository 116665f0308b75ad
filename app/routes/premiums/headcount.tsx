import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type RecordHeadcountRefusal,
  recordHeadcount,
} from '#app/commands/record-headcount.server.ts'
import { moneyText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, choice, requiredText, wholeBigint } from '#app/forms/fields.ts'
import { DateField, NumberField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'

export const meta: MetaFunction = () => [{ title: '登记参保人数 · 共济' }]

const headcountForm = z.object({
  kind: choice('人数性质', ['estimate', 'actual']),
  headcount: wholeBigint('参保人数'),
  enrolmentDate: chinaDate('参保时点'),
  source: requiredText('数据来源'),
  document: requiredText('依据文件'),
})

const REFUSALS: Record<Exclude<RecordHeadcountRefusal, 'not-found'>, string> = {
  'not-positive': '参保人数必须大于零',
  'enrolment-outside-year': '参保时点不能晚于合同年度终止日',
  'already-agreed': '这一人数双方已经确认，不能更改',
  'answer-pending': '上一次登记的人数还在等待保险公司答复',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'record-headcount')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  return {
    yearId: year.id,
    number: year.number,
    funding: year.terms.fundingPerHead,
    estimated: year.terms.headcount,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'record-headcount')
  const form = await parseForm(request, headcountForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const recorded = await recordHeadcount(context, { contractYearId, ...form.value })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}`)
  if (recorded.refusal === 'not-found') return notFound('没有这个合同年度')
  return refused(REFUSALS[recorded.refusal], form.state)
}

export default function HeadcountPage() {
  const { yearId, number, funding, estimated } = useLoaderData<typeof loader>()
  return (
    <Page
      title="登记参保人数"
      crumbs={[{ to: `/contract-years/${yearId}`, label: `第${number}合同年度` }]}
    >
      <Section title="约定参保人数">
        <p className="muted">
          筹资标准 {moneyText(funding)} 元/人；招标时估算 {String(estimated)} 人。登记后不能更改。
        </p>
        <ActionForm schema={headcountForm} submitLabel="登记">
          <div className="form-grid">
            <SelectField
              name="kind"
              label="人数性质"
              options={[
                { value: 'estimate', label: '预计人数' },
                { value: 'actual', label: '实际人数' },
              ]}
            />
            <NumberField name="headcount" label="参保人数" unit="人" />
            <DateField name="enrolmentDate" label="参保时点" />
            <TextField name="source" label="数据来源" />
            <TextField name="document" label="依据文件" hint="双方确认的人数确认表名称与文号" />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
