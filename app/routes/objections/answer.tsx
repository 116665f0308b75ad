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
  type AnswerObjectionRefusal,
  answerObjection,
} from '#app/commands/answer-objection.server.ts'
import { CountedDay } from '#app/components/counted-day.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { objectionSubjectLabel, objectionWord } from '#app/components/objection-labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { objectionAnswerDue } from '#app/domain/objection/objection-clock.ts'
import { lotsInQuestion, remediesFor, remedyRule } from '#app/domain/objection/remedy.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { requiredText } from '#app/forms/fields.ts'
import { TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { NO_OBJECTION, requireObjection } from './objection-page.server.ts'
import { REMEDY_NOT_POSSIBLE, RulingFields, rulingShape } from './ruling-fields.tsx'

export const meta: MetaFunction = () => [{ title: '答复异议（质疑） · 共济' }]

const answerForm = z.object({ ...rulingShape, answer: requiredText('答复内容', 5000) })

const REFUSALS: Record<
  Exclude<AnswerObjectionRefusal, 'not-found'>,
  { message: string; field?: string }
> = {
  'already-answered': { message: '已经答复，不能再次答复' },
  'already-decided': { message: '监督部门已经作出投诉处理决定，按决定执行' },
  'reason-missing': { message: '请填写答复内容', field: 'answer' },
  'remedy-not-possible': { message: REMEDY_NOT_POSSIBLE, field: 'remedy' },
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await requireObjection(request, 'answer-objection', param(params, 'objectionId'))
  const { objection, tender } = found
  const { regime, calendarOverrides } = tender.terms
  const lots = lotsInQuestion(tender, objection.lotId, await databaseClock(db))
  return {
    id: objection.id,
    word: objectionWord[regime],
    title: `${objection.tenderTitle}${objection.lotName ? ` · ${objection.lotName}` : ''}`,
    subject: objection.subject,
    act: objection.act,
    remedyAsked: objection.remedyAsked,
    due: objectionAnswerDue(regime, dateInChina(objection.filedAt), calendarOverrides),
    remedies: remediesFor(objection.subject, lots).map((remedy) => ({
      remedy,
      rule: remedyRule(regime, 'objection', remedy),
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'answer-objection')
  const form = await parseForm(request, answerForm)
  if (!form.ok) return invalid(form.state)
  const objectionId = param(params, 'objectionId')
  const answered = await answerObjection(context, { objectionId, ...form.value })
  if (answered.ok) return redirect(`/objections/${objectionId}`)
  if (answered.refusal === 'not-found') return notFound(NO_OBJECTION)
  const { message, field } = REFUSALS[answered.refusal]
  return refused(message, form.state, field)
}

export default function AnswerObjectionPage() {
  const { id, word, title, subject, act, remedyAsked, due, remedies } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title={`答复${word}`}
      crumbs={[
        { to: '/objections', label: '异议与投诉' },
        { to: `/objections/${id}`, label: `${word}：${objectionSubjectLabel[subject]}` },
      ]}
      lead={title}
    >
      <Section title="期限与请求">
        <DefinitionList
          items={[
            { label: '答复期限', value: <CountedDay due={due} /> },
            { label: '所针对的行为', value: act },
            { label: '请求', value: remedyAsked },
          ]}
        />
      </Section>
      <Section title="答复">
        <ActionForm schema={answerForm} submitLabel="发出答复">
          <RulingFields remedies={remedies} />
          <TextArea
            name="answer"
            label="答复内容"
            rows={8}
            hint="逐项回应所针对的行为、事实与依据；不得涉及商业秘密"
          />
        </ActionForm>
      </Section>
    </Page>
  )
}
