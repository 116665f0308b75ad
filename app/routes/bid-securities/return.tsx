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
  type ReturnBidSecurityRefusal,
  returnBidSecurity,
} from '#app/commands/return-bid-security.server.ts'
import { CountedDay } from '#app/components/counted-day.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { bidSecurityFormLabel, forfeitGroundLabel } from '#app/components/objection-labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { FORFEIT_GROUNDS, bidSecurityDue, forfeitRule } from '#app/domain/bid/bid-security.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { chinaDate, choice, optionalText, requiredText } from '#app/forms/fields.ts'
import { DateField, RadioGroup, SelectField, TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findBidSecurity } from '#db/queries/bid-securities.server.ts'

export const meta: MetaFunction = () => [{ title: '退还投标保证金 · 共济' }]

const returnForm = z.object({
  outcome: choice('处理', ['returned', 'forfeited']),
  on: chinaDate('办理日期'),
  document: requiredText('凭证'),
  ground: choice('不予退还的情形', FORFEIT_GROUNDS),
  reason: optionalText('不予退还的理由', 1000),
})

const NO_SECURITY = '没有这笔投标保证金'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'return-bid-security')
  const bid = await findBidSecurity(db, param(params, 'securityId'))
  if (!bid?.security || bid.procuringEntityId !== viewer.organisationId)
    return notFound(NO_SECURITY)
  const { tenderId, tenderTitle, lotName, bidderName, security, facts } = bid
  return {
    tenderId,
    tenderTitle,
    lotName,
    bidderName,
    security,
    due: bidSecurityDue(facts) ?? null,
    withInterest: facts.regime === 'bidding-law',
    grounds: FORFEIT_GROUNDS.map((value) => ({
      value,
      label: `${forfeitGroundLabel[value]}（${forfeitRule(facts.regime, value)}）`,
    })),
  }
}

const REFUSALS: Record<
  Exclude<ReturnBidSecurityRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'already-returned': { message: '这笔保证金已经办结' },
  'impossible-day': { message: '办理日期不能晚于今天，也不能早于收到日期', field: 'on' },
  'too-early': {
    message: '投标仍然有效，退还期限尚未开始：须在定标、签约或者采购终止之后退还',
    field: 'on',
  },
  'reason-missing': { message: '不予退还必须说明理由', field: 'reason' },
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'return-bid-security')
  const form = await parseForm(request, returnForm)
  if (!form.ok) return invalid(form.state)
  const securityId = param(params, 'securityId')
  const { outcome, on, document, ground, reason } = form.value
  const end = outcome === 'returned' ? { outcome } : { outcome, ground, reason }
  const bid = (await findBidSecurity(db, securityId)) ?? notFound(NO_SECURITY)
  const returned = await returnBidSecurity(context, { securityId, on, document, end })
  if (returned.ok) return redirect(`/tenders/${bid.tenderId}/bid-securities`)
  if (returned.refusal === 'not-found') return notFound(NO_SECURITY)
  const { message, field } = REFUSALS[returned.refusal]
  return refused(message, form.state, field)
}

export default function ReturnBidSecurityPage() {
  const page = useLoaderData<typeof loader>()
  const { tenderId, tenderTitle, lotName, bidderName, security, due, grounds } = page
  return (
    <Page
      title="退还投标保证金"
      crumbs={[
        { to: `/tenders/${tenderId}`, label: tenderTitle },
        { to: `/tenders/${tenderId}/bid-securities`, label: '投标保证金' },
      ]}
      lead={`${lotName} · ${bidderName}`}
    >
      <Section title="登记情况">
        <DefinitionList
          items={[
            { label: '金额', value: <Money fen={security.amount} /> },
            { label: '形式', value: bidSecurityFormLabel[security.form] },
            { label: '收到', value: <ChinaDate date={security.receivedOn} /> },
            {
              label: '退还期限',
              value: due ? <CountedDay due={due} /> : '投标仍然有效，期限尚未开始',
            },
          ]}
        />
      </Section>
      <Section title="办理">
        <ActionForm schema={returnForm} submitLabel="登记办理结果">
          <RadioGroup
            name="outcome"
            legend="处理"
            options={[
              { value: 'returned', label: '退还' },
              { value: 'forfeited', label: '不予退还' },
            ]}
            defaultValue="returned"
          />
          <div className="form-grid">
            <DateField name="on" label="办理日期" />
            <TextField
              name="document"
              label="凭证"
              hint={page.withInterest ? '写明所退利息（银行同期存款利息）' : '退款回单等的编号'}
            />
          </div>
          <SelectField name="ground" label="不予退还的情形" options={grounds} required={false} />
          <TextArea
            name="reason"
            label="不予退还的理由"
            hint="选择不予退还时必填"
            required={false}
          />
        </ActionForm>
      </Section>
    </Page>
  )
}
