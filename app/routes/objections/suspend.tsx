import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import {
  type OrderSuspensionRefusal,
  orderSuspension,
} from '#app/commands/order-suspension.server.ts'
import { dateText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { suspensionLimit } from '#app/domain/objection/objection-clock.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, requiredText } from '#app/forms/fields.ts'
import { DateField, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'
import { NO_OBJECTION, requireObjection } from './objection-page.server.ts'

export const meta: MetaFunction = () => [{ title: '责令暂停 · 共济' }]

const suspensionForm = z.object({
  document: requiredText('通知文号'),
  until: chinaDate('暂停至'),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await requireObjection(request, 'order-suspension', param(params, 'objectionId'))
  const { objection, tender } = found
  if (!objection.complaint) return notFound(NO_OBJECTION)
  if (objection.complaint.decision || objection.complaint.order)
    throw redirect(`/objections/${objection.id}`)
  return { id: objection.id, title: objection.tenderTitle, limit: await limitText(tender) }
}

/** The longest a suspension may last from today, in words. */
async function limitText({ terms }: Tender): Promise<string> {
  const limit = suspensionLimit(terms.regime, dateInChina(await databaseClock(db)))
  return limit
    ? `最迟至${dateText(limit.lastDay)}。依据：${limit.rule.source}`
    : '依据：招标投标法实施条例 第六十二条：必要时，行政监督部门可以责令暂停招标投标活动'
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'order-suspension')
  const form = await parseForm(request, suspensionForm)
  if (!form.ok) return invalid(form.state)
  const objectionId = param(params, 'objectionId')
  const found = await requireObjection(request, 'order-suspension', objectionId)
  const complaintId = found.objection.complaint?.id ?? notFound(NO_OBJECTION)
  const ordered = await orderSuspension(context, { complaintId, ...form.value })
  if (ordered.ok) return redirect(`/objections/${objectionId}`)
  if (ordered.refusal === 'not-found') return notFound(NO_OBJECTION)
  const messages: Record<Exclude<OrderSuspensionRefusal, 'not-found'>, string> = {
    'already-decided': '已经作出处理决定，不能再责令暂停',
    'already-suspended': '本件投诉已经责令暂停一次',
    'until-is-past': '暂停的最后一日不能早于今天',
    'suspension-too-long': `暂停时间过长，${await limitText(found.tender)}`,
  }
  const aboutDay = ordered.refusal === 'until-is-past' || ordered.refusal === 'suspension-too-long'
  return refused(messages[ordered.refusal], form.state, aboutDay ? 'until' : 'root')
}

export default function SuspendPage() {
  const { id, title, limit } = useLoaderData<typeof loader>()
  return (
    <Page
      title="责令暂停"
      crumbs={[
        { to: '/objections', label: '异议与投诉' },
        { to: `/objections/${id}`, label: '投诉' },
      ]}
      lead={title}
    >
      <Section title="暂停采购活动通知">
        <p className="muted">
          暂停期间不能开标、完成评标报告、定标和签订合同；作出处理决定后自动恢复。
        </p>
        <ActionForm schema={suspensionForm} submitLabel="责令暂停">
          <TextField name="document" label="通知文号" />
          <DateField name="until" label="暂停至（含当日）" hint={limit} />
        </ActionForm>
      </Section>
    </Page>
  )
}
