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
  type DecideComplaintRefusal,
  decideComplaint,
} from '#app/commands/decide-complaint.server.ts'
import { CountedDay } from '#app/components/counted-day.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { complaintDecisionDue } from '#app/domain/objection/objection-clock.ts'
import { lotsInQuestion, remediesFor, remedyRule } from '#app/domain/objection/remedy.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { TextArea, TextField } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { NO_OBJECTION, requireObjection } from './objection-page.server.ts'
import { REMEDY_NOT_POSSIBLE, RulingFields, rulingShape } from './ruling-fields.tsx'

export const meta: MetaFunction = () => [{ title: '投诉处理决定 · 共济' }]

const decisionForm = z.object({
  ...rulingShape,
  document: requiredText('决定书文号'),
  decision: requiredText('决定内容', 5000),
})

const REFUSALS: Record<
  Exclude<DecideComplaintRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'already-decided': { message: '已经作出处理决定' },
  'reason-missing': { message: '请填写决定内容与文号', field: 'decision' },
  'remedy-not-possible': { message: REMEDY_NOT_POSSIBLE, field: 'remedy' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await requireObjection(request, 'decide-complaint', param(params, 'objectionId'))
  const { objection, tender } = found
  const complaint = objection.complaint ?? notFound(NO_OBJECTION)
  if (complaint.decision) throw redirect(`/objections/${objection.id}`)
  const { regime, calendarOverrides } = tender.terms
  const lots = lotsInQuestion(tender, objection.lotId, await databaseClock(db))
  return {
    id: objection.id,
    title: objection.tenderTitle,
    facts: complaint.facts,
    request: complaint.request,
    due: complaintDecisionDue(regime, dateInChina(complaint.filedAt), calendarOverrides),
    remedies: remediesFor(objection.subject, lots).map((remedy) => ({
      remedy,
      rule: remedyRule(regime, 'complaint', remedy),
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'decide-complaint')
  const form = await parseForm(request, decisionForm)
  if (!form.ok) return invalid(form.state)
  const objectionId = param(params, 'objectionId')
  const found = await requireObjection(request, 'decide-complaint', objectionId)
  const complaintId = found.objection.complaint?.id ?? notFound(NO_OBJECTION)
  const decided = await decideComplaint(context, { complaintId, ...form.value })
  if (decided.ok) return redirect(`/objections/${objectionId}`)
  if (decided.refusal === 'not-found') return notFound(NO_OBJECTION)
  const { message, field } = REFUSALS[decided.refusal]
  return refused(message, form.state, field)
}

export default function DecideComplaintPage() {
  const { id, title, facts, request, due, remedies } = useLoaderData<typeof loader>()
  return (
    <Page
      title="投诉处理决定"
      crumbs={[
        { to: '/objections', label: '异议与投诉' },
        { to: `/objections/${id}`, label: '投诉' },
      ]}
      lead={title}
    >
      <Section title="期限与请求">
        <DefinitionList
          items={[
            { label: '处理期限', value: <CountedDay due={due} /> },
            { label: '事实与理由', value: facts },
            { label: '投诉请求', value: request },
          ]}
        />
      </Section>
      <Section title="决定">
        <ActionForm schema={decisionForm} submitLabel="作出处理决定">
          <RulingFields remedies={remedies} />
          <TextField name="document" label="决定书文号" />
          <TextArea
            name="decision"
            label="决定内容"
            rows={8}
            hint="结论与文号将在招标公告页面公开；决定内容只向双方公开"
          />
        </ActionForm>
      </Section>
    </Page>
  )
}
