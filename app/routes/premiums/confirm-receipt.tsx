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
  type ConfirmPremiumReceiptRefusal,
  confirmPremiumReceipt,
} from '#app/commands/confirm-premium-receipt.server.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, requiredText } from '#app/forms/fields.ts'
import { DateField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { findPremiumPayment } from '#db/queries/premium-payments.server.ts'

export const meta: MetaFunction = () => [{ title: '确认保费到账 · 共济' }]

const receiptForm = z.object({
  receivedOn: chinaDate('到账日期'),
  document: requiredText('银行回单'),
})

const NO_PAYMENT = '没有这笔拨付'

const REFUSALS: Record<
  Exclude<ConfirmPremiumReceiptRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'before-payment': { message: '到账日期不能早于拨付日期', field: 'receivedOn' },
  'in-the-future': { message: '到账日期不能晚于今天', field: 'receivedOn' },
  'already-confirmed': { message: '这笔拨付已经确认到账' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'confirm-premium-receipt')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound(NO_PAYMENT)
  const payment = await findPremiumPayment(db, param(params, 'paymentId'))
  if (payment?.contractYearId !== year.id) return notFound(NO_PAYMENT)
  return { yearId: year.id, number: year.number, payment }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'confirm-premium-receipt')
  const form = await parseForm(request, receiptForm)
  if (!form.ok) return invalid(form.state)
  const confirmed = await confirmPremiumReceipt(context, {
    paymentId: param(params, 'paymentId'),
    ...form.value,
  })
  if (confirmed.ok) return redirect(`/contract-years/${param(params, 'yearId')}/payments`)
  if (confirmed.refusal === 'not-found') return notFound(NO_PAYMENT)
  const { message, field } = REFUSALS[confirmed.refusal]
  return refused(message, form.state, field)
}

export default function ConfirmReceiptPage() {
  const { yearId, number, payment } = useLoaderData<typeof loader>()
  return (
    <Page
      title="确认保费到账"
      crumbs={[
        { to: `/contract-years/${yearId}`, label: `第${number}合同年度` },
        { to: `/contract-years/${yearId}/payments`, label: '保费拨付' },
      ]}
    >
      <Section title="这笔拨付">
        <DefinitionList
          items={[
            { label: '拨付日期', value: <ChinaDate date={payment.paidOn} /> },
            { label: '金额', value: <Money fen={payment.amount} /> },
            { label: '拨付凭证', value: payment.document },
          ]}
        />
        <ActionForm schema={receiptForm} submitLabel="确认到账">
          <div className="form-grid">
            <DateField name="receivedOn" label="到账日期" hint="进入大病保险收入户的日期" />
            <TextField name="document" label="银行回单" />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
