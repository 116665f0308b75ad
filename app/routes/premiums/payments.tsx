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
import { chinaDate, identifier, requiredText, yuan, yuanText } from '#app/forms/fields.ts'
import { DateField, HiddenField, MoneyField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { type PremiumView, loadPremium } from './load-premium.server.ts'
import { PaymentTable } from './payment-table.tsx'
import { InstalmentPlan } from './premium-section.tsx'
import { PremiumTaskList } from './premium-task-list.tsx'

export const meta: MetaFunction = () => [{ title: '保费拨付 · 共济' }]

const paymentForm = z.object({
  paymentId: identifier('拨付标识'),
  amount: yuan('拨付金额'),
  paidOn: chinaDate('拨付日期'),
  document: requiredText('拨付凭证'),
})

const REFUSALS: Record<
  Exclude<RecordPremiumPaymentRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'no-headcount': { message: '双方确认参保人数后才能拨付' },
  'not-positive': { message: '拨付金额必须大于零', field: 'amount' },
  'in-the-future': { message: '拨付日期不能晚于今天', field: 'paidOn' },
  'above-premium': { message: '累计拨付不能超过年度保费', field: 'amount' },
  'actual-not-agreed': {
    message: '余款按实际保费拨付，请先与保险公司确认实际人数',
    field: 'amount',
  },
  'above-ceiling': { message: '累计拨付超过合同约定的截至本期上限', field: 'amount' },
  'already-recorded': { message: '这笔拨付已经登记' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  return { view: await loadPremium(year, viewer), paymentId: randomUUID() }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'record-premium-payment')
  const form = await parseForm(request, paymentForm)
  if (!form.ok) return invalid(form.state)
  const contractYearId = param(params, 'yearId')
  const recorded = await recordPremiumPayment(context, { contractYearId, ...form.value })
  if (recorded.ok) return redirect(`/contract-years/${contractYearId}/payments`)
  if (recorded.refusal === 'not-found') return notFound('没有这个合同年度')
  const { message, field } = REFUSALS[recorded.refusal]
  return refused(message, form.state, field)
}

export default function PremiumPaymentsPage() {
  const { view, paymentId } = useLoaderData<typeof loader>()
  const { year, premium, paid } = view
  return (
    <Page
      title="保费拨付"
      crumbs={[{ to: `/contract-years/${year.id}`, label: `第${year.number}合同年度` }]}
    >
      <Section title="拨付安排">
        <PremiumTaskList tasks={view.tasks} />
        <InstalmentPlan view={view} />
      </Section>
      <Section title="拨付与到账记录">
        <PaymentTable yearId={year.id} payments={view.payments} mayConfirm={view.isFinance} />
        {view.payments.length > 0 ? (
          <p>
            <a href={`/contract-years/${year.id}/payments.xlsx`}>导出 XLSX</a>
          </p>
        ) : null}
      </Section>
      {view.isFundOfficer && premium !== null && paid < premium ? (
        <PaymentSection key={view.payments.length} view={view} paymentId={paymentId} />
      ) : null}
    </Page>
  )
}

/** Suggests what the next instalment still wants. */
function PaymentSection({ view, paymentId }: { view: PremiumView; paymentId: string }) {
  const next = view.instalments.find(({ outstanding }) => outstanding > 0n)
  return (
    <Section title="登记一笔拨付">
      <ActionForm schema={paymentForm} submitLabel="登记">
        <HiddenField name="paymentId" value={paymentId} />
        <div className="form-grid">
          <MoneyField
            name="amount"
            label="拨付金额"
            hint={next ? `第${next.number}期未拨付的金额` : undefined}
            defaultValue={next ? yuanText(next.outstanding) : undefined}
          />
          <DateField name="paidOn" label="拨付日期" />
          <TextField name="document" label="拨付凭证" />
        </div>
      </ActionForm>
    </Section>
  )
}
