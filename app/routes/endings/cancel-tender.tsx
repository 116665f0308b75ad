import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type CancelTenderRefusal, cancelTender } from '#app/commands/cancel-tender.server.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { cancellationRule } from '#app/domain/ending/cancellation.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choices, requiredText } from '#app/forms/fields.ts'
import { CheckboxGroup, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '终止招标 · 共济' }]

const cancelForm = z.object({
  lotIds: choices('采购包'),
  reason: requiredText('终止原因', 500),
})

const REFUSALS: Record<Exclude<CancelTenderRefusal, 'not-found'>, string> = {
  'not-published': '招标公告尚未发布，无须终止',
  'reason-missing': '请填写终止原因',
  'already-ended': '所选采购包已经流标或终止',
  'already-awarded': '所选采购包已经定标，不能终止；中标人放弃的，请撤销中标',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'cancel-tender')
  const tender = await findTender(db, param(params, 'tenderId'))
  if (!tender?.publishedAt || tender.procuringEntityId !== viewer.organisationId)
    return notFound('没有这个招标项目')
  const { id, terms, facts } = tender
  return {
    tender: { id, title: terms.title },
    rule: cancellationRule(terms.regime),
    lots: terms.lots
      .filter((_lot, index) => !facts.lots[index]?.failed && !facts.lots[index]?.awarded)
      .map((lot) => ({ value: lot.id, label: lot.name })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'cancel-tender')
  const form = await parseForm(request, cancelForm)
  if (!form.ok) return invalid(form.state)
  if (form.value.lotIds.length === 0) {
    // What is ticked reaches the schema in the action only.
    return invalid({ ...form.state, errors: { lotIds: '请选择要终止的采购包' } })
  }
  const tenderId = param(params, 'tenderId')
  const cancelled = await cancelTender(context, { tenderId, ...form.value })
  if (cancelled.ok) return redirect(`/tenders/${tenderId}`)
  if (cancelled.refusal === 'not-found') return notFound('没有这个招标项目')
  return refused(REFUSALS[cancelled.refusal], form.state)
}

export default function CancelTenderPage() {
  const { tender, rule, lots } = useLoaderData<typeof loader>()
  return (
    <Page
      title="终止招标"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tender.id}`, label: tender.title },
      ]}
      lead="终止后发布公告，尚未开启的投标不再开启，投标保证金按期退还。终止不能撤回。"
    >
      <Section title="终止的采购包与原因">
        <p className="muted">依据：{rule}。</p>
        {lots.length === 0 ? (
          <EmptyState title="没有可以终止的采购包">各采购包均已定标、流标或终止。</EmptyState>
        ) : (
          <ActionForm schema={cancelForm} submitLabel="确认终止">
            <CheckboxGroup
              name="lotIds"
              legend="终止的采购包"
              options={lots}
              defaultValues={lots.map(({ value }) => value)}
            />
            <TextArea name="reason" label="终止原因" hint="随终止公告公开，不能更改" />
          </ActionForm>
        )}
      </Section>
    </Page>
  )
}
