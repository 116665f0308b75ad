import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext } from '#app/auth/session.server.ts'
import { type FileComplaintRefusal, fileComplaint } from '#app/commands/file-complaint.server.ts'
import { CountedDay } from '#app/components/counted-day.tsx'
import { dateText } from '#app/components/format.ts'
import { objectionSubjectLabel, objectionWord } from '#app/components/objection-labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { dateInChina } from '#app/domain/calendar.ts'
import { complaintFilingDue } from '#app/domain/objection/objection-clock.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { identifier, requiredText } from '#app/forms/fields.ts'
import { HiddenField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { type Objection } from '#db/queries/objections.server.ts'
import { type Tender } from '#db/queries/tenders.server.ts'
import { NO_OBJECTION, requireObjection } from './objection-page.server.ts'

export const meta: MetaFunction = () => [{ title: '提出投诉 · 共济' }]

const complaintForm = z.object({
  complaintId: identifier('投诉标识'),
  facts: requiredText('事实与理由', 5000),
  request: requiredText('投诉请求', 2000),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await requireObjection(request, 'file-complaint', param(params, 'objectionId'))
  const { viewer, objection, tender } = found
  if (viewer.organisationId !== objection.objectorId) return notFound(NO_OBJECTION)
  return {
    complaintId: randomUUID(),
    id: objection.id,
    word: objectionWord[tender.terms.regime],
    title: objection.tenderTitle,
    subject: objection.subject,
    due: filingDue(objection, tender),
  }
}

function filingDue({ answer, answerDue }: Objection, { terms }: Tender) {
  const times = { answeredOn: answer && dateInChina(answer.answeredAt), answerDue }
  return complaintFilingDue(terms.regime, times, terms.calendarOverrides)
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'file-complaint')
  const form = await parseForm(request, complaintForm)
  if (!form.ok) return invalid(form.state)
  const objectionId = param(params, 'objectionId')
  const { objection, tender } = await requireObjection(request, 'file-complaint', objectionId)
  const filed = await fileComplaint(context, { objectionId, ...form.value })
  if (filed.ok) return redirect(`/objections/${objectionId}`)
  if (filed.refusal === 'not-found') return notFound(NO_OBJECTION)
  const { lastDay, rule } = filingDue(objection, tender)
  const messages: Record<Exclude<FileComplaintRefusal, 'not-found'>, string> = {
    'answer-not-due': `答复期限（${dateText(objection.answerDue)}）未满且尚未答复，期满未答复的次日起可以投诉`,
    'too-late': `已过投诉期限（最后一日为${dateText(lastDay)}）。依据：${rule.source}`,
    'already-complained': '已经投诉，请等待处理决定',
  }
  return refused(messages[filed.refusal], form.state)
}

export default function ComplainPage() {
  const { complaintId, id, word, title, subject, due } = useLoaderData<typeof loader>()
  return (
    <Page
      title="提出投诉"
      crumbs={[
        { to: '/objections', label: '异议与投诉' },
        { to: `/objections/${id}`, label: `${word}：${objectionSubjectLabel[subject]}` },
      ]}
      lead={title}
    >
      <Section title="投诉期限">
        <p>
          最后一日：
          <CountedDay due={due} />
        </p>
      </Section>
      <Section title="投诉书">
        <p className="muted">投诉的事项不得超出已经提出的{word}事项。</p>
        <ActionForm schema={complaintForm} submitLabel="向监督部门提出投诉">
          <HiddenField name="complaintId" value={complaintId} />
          <TextArea name="facts" label="事实与理由" rows={8} />
          <TextArea name="request" label="投诉请求" rows={4} />
        </ActionForm>
      </Section>
    </Page>
  )
}
