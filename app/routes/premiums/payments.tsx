import { randomUUID } from 'node:crypto'
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
  type RecordPremiumPaymentRefusal,
  recordPremiumPayment,
} from '#app/commands/record-premium-payment.server.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, identifier, requiredText, yuan } from '#app/forms/fields.ts'
import { DateField, HiddenField, MoneyField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'

export const meta: MetaFunction = () => [{ title: '登记保费拨付 · 共济' }]

const paymentForm = z.object({
  paymentId: identifier('拨付标识'),
  amount: yuan('拨付金额'),
  paidOn: chinaDate('拨付日期'),
  document: requiredText('拨付凭证'),
})

const REFUSALS: Record<Exclude<RecordPremiumPaymentRefusal, 'not-found'>, string> = {
  'no-headcount': '请先登记参保人数',
  'not-positive': '拨付金额必须大于零',
  'in-the-future': '拨付日期不能晚于今天',
  'above-premium': '累计拨付不能超过年度保费',
  'already-recorded': '这笔拨付已经登记',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'record-premium-payment')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  return { yearId: year.id, number: year.number, paymentId: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'record-premium-payment')
  const form = await parseForm(request, paymentForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const recorded = await recordPremiumPayment(context, { contractYearId, ...form.value })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}`)
  if (recorded.refusal === 'not-found') return notFound('没有这个合同年度')
  return refused(REFUSALS[recorded.refusal], form.state)
}

export default function PremiumPaymentPage() {
  const { yearId, number, paymentId } = useLoaderData<typeof loader>()
  return (
    <Page
      title="登记保费拨付"
      crumbs={[{ to: `/contract-years/${yearId}`, label: `第${number}合同年度` }]}
    >
      <Section title="一笔拨付">
        <ActionForm schema={paymentForm} submitLabel="登记">
          <HiddenField name="paymentId" value={paymentId} />
          <div className="form-grid">
            <MoneyField name="amount" label="拨付金额" />
            <DateField name="paidOn" label="拨付日期" />
            <TextField name="document" label="拨付凭证" />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
