import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import {
  type AnswerClarificationRefusal,
  answerClarification,
} from '#app/commands/answer-clarification.server.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { requiredParameterOn } from '#app/domain/regulation/parameters.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { choice, requiredText } from '#app/forms/fields.ts'
import { RadioGroup, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { findOwnTendersQuestion } from '#db/queries/clarifications.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findTender } from '#db/queries/tenders.server.ts'
import { CLARIFICATION_CLOSED } from './clarification-closed.ts'

export const meta: MetaFunction = () => [{ title: '答复澄清问题 · 共济' }]

const answerForm = z.object({
  answer: requiredText('答复', 5000),
  changesTerms: choice('答复是否改变招标文件', ['no', 'yes']),
})

const REFUSALS: Record<
  Exclude<AnswerClarificationRefusal, 'not-found' | 'needs-amendment'>,
  string
> = { ...CLARIFICATION_CLOSED, 'already-answered': '这个问题已经答复，不能再次答复' }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'answer-clarification')
  return requireQuestion(param(params, 'questionId'), viewer.organisationId)
}

async function requireQuestion(id: string, procuringEntityId: string) {
  const question =
    (await findOwnTendersQuestion(db, { id, procuringEntityId })) ?? notFound('没有这个问题')
  const tender = (await findTender(db, question.tenderId)) ?? notFound('没有这个招标项目')
  const { regime, title } = tender.terms
  const today = dateInChina(await databaseClock(db))
  return {
    question,
    title,
    bidDeadline: tender.facts.bidDeadline,
    amendmentRule: requiredParameterOn(regime, 'amendmentToDeadline', today).source,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'answer-clarification')
  const questionId = param(params, 'questionId')
  const form = await parseForm(request, answerForm)
  if (!form.ok) return invalid(form.state)
  const answered = await answerClarification(context, {
    questionId,
    answer: form.value.answer,
    changesTerms: form.value.changesTerms === 'yes',
  })
  if (answered.ok) return redirect(`/tenders/${answered.value.tenderId}/clarifications`)
  if (answered.refusal === 'not-found') return notFound('没有这个问题')
  if (answered.refusal === 'needs-amendment') {
    const { amendmentRule } = await requireQuestion(questionId, context.actor.organisationId)
    const message = `改变招标文件的，请先发布更正公告，再在答复中指明更正的版本。依据：${amendmentRule}`
    return refused(message, form.state, 'changesTerms')
  }
  return refused(REFUSALS[answered.refusal], form.state)
}

export default function AnswerPage() {
  const { question, title, bidDeadline, amendmentRule } = useLoaderData<typeof loader>()
  const { tenderId } = question
  return (
    <Page
      title="答复澄清问题"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
        { to: `/tenders/${tenderId}/clarifications`, label: '澄清问题' },
      ]}
      lead="答复即时向所有人公布，并通知所有保险公司；答复后不能修改。"
    >
      <Section title="问题">
        <p className="prose">{question.question}</p>
        <p className="muted">
          <ChinaDate date={question.askedOn} /> 提出，答复截止{' '}
          <ChinaDateTime instant={bidDeadline} />
        </p>
      </Section>
      {question.answer && question.answeredAt ? (
        <Section title="答复">
          <p className="muted">
            答复于 <ChinaDateTime instant={question.answeredAt} />
          </p>
          <p className="prose">{question.answer}</p>
        </Section>
      ) : (
        <Section title="答复">
          <Alert tone="info" title="答复只说明招标文件，不改变它">
            <p>
              需要改变价格、条款、评分标准或时间的，须
              <Link to={`/tenders/${tenderId}/amend`}>发布更正公告</Link>。依据：{amendmentRule}。
            </p>
          </Alert>
          <ActionForm schema={answerForm} submitLabel="公布答复">
            <TextArea name="answer" label="答复" rows={8} hint="不得透露任何潜在投标人的信息" />
            <RadioGroup
              name="changesTerms"
              legend="答复是否改变招标文件"
              options={[
                { value: 'no', label: '不改变：只作说明，或已由更正公告改变' },
                { value: 'yes', label: '改变' },
              ]}
            />
          </ActionForm>
        </Section>
      )}
    </Page>
  )
}
