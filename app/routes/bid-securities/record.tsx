import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type RecordBidSecurityRefusal,
  recordBidSecurity,
} from '#app/commands/record-bid-security.server.ts'
import { dateText } from '#app/components/format.ts'
import { bidSecurityFormLabel } from '#app/components/objection-labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { BID_SECURITY_FORMS } from '#app/domain/bid/bid-security.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, choice, identifier, requiredText, yuan, yuanText } from '#app/forms/fields.ts'
import { DateField, HiddenField, MoneyField, SelectField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findBidWithSecurity } from '#db/queries/bid-securities.server.ts'

export const meta: MetaFunction = () => [{ title: '登记投标保证金 · 共济' }]

const securityForm = z.object({
  securityId: identifier('标识'),
  amount: yuan('金额'),
  form: choice('形式', BID_SECURITY_FORMS),
  receivedOn: chinaDate('收到日期'),
  document: requiredText('凭证'),
})

const NO_BID = '没有这份已开启的投标'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'record-bid-security')
  const bid = await findBidWithSecurity(db, param(params, 'submissionId'))
  if (bid?.tenderId !== param(params, 'tenderId')) return notFound(NO_BID)
  if (bid.procuringEntityId !== viewer.organisationId) return notFound(NO_BID)
  const { tenderId, tenderTitle, lotName, bidderName, required, deadlineDay } = bid
  return {
    securityId: randomUUID(),
    tenderId,
    tenderTitle,
    lotName,
    bidderName,
    required: yuanText(required),
    deadlineDay,
  }
}

const REFUSALS: Record<
  Exclude<RecordBidSecurityRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'not-opened': { message: '开标前不能登记：登记会透露谁已投标' },
  'too-low': { message: '低于招标文件要求的金额，按未足额提交处理', field: 'amount' },
  'received-late': {
    message: '收到日期晚于投标截止日，按未按时提交处理',
    field: 'receivedOn',
  },
  'already-recorded': { message: '这份投标的保证金已经登记' },
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'record-bid-security')
  const form = await parseForm(request, securityForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const submissionId = param(params, 'submissionId')
  const recorded = await recordBidSecurity(context, { ...form.value, tenderId, submissionId })
  if (recorded.ok) return redirect(`/tenders/${tenderId}/bid-securities`)
  if (recorded.refusal === 'not-found') return notFound(NO_BID)
  const { message, field } = REFUSALS[recorded.refusal]
  return refused(message, form.state, field)
}

export default function RecordBidSecurityPage() {
  const { securityId, tenderId, tenderTitle, lotName, bidderName, required, deadlineDay } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="登记投标保证金"
      crumbs={[
        { to: `/tenders/${tenderId}`, label: tenderTitle },
        { to: `/tenders/${tenderId}/bid-securities`, label: '投标保证金' },
      ]}
      lead={`${lotName} · ${bidderName}`}
    >
      <Section title="收到">
        <ActionForm schema={securityForm} submitLabel="登记">
          <HiddenField name="securityId" value={securityId} />
          <div className="form-grid">
            <MoneyField name="amount" label="金额" hint={`招标文件要求 ${required} 元`} />
            <SelectField
              name="form"
              label="形式"
              options={BID_SECURITY_FORMS.map((value) => ({
                value,
                label: bidSecurityFormLabel[value],
              }))}
            />
            <DateField
              name="receivedOn"
              label="收到日期"
              hint={`不晚于投标截止日${dateText(deadlineDay)}`}
            />
            <TextField name="document" label="凭证" hint="银行回单、保函等的编号" />
          </div>
        </ActionForm>
      </Section>
    </Page>
  )
}
