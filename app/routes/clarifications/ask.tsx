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
  type AskClarificationRefusal,
  askClarification,
} from '#app/commands/ask-clarification.server.ts'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { ExchangeList, ExchangeReply } from '#app/components/exchange-list.tsx'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { clarificationWindow } from '#app/domain/clarification/clarification-window.ts'
import { ActionForm } from '#app/forms/action-form.tsx'
import { identifier, requiredText } from '#app/forms/fields.ts'
import { HiddenField, TextArea } from '#app/forms/inputs.tsx'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { listAskersQuestions } from '#db/queries/clarifications.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { CLARIFICATION_CLOSED } from './clarification-closed.ts'

export const meta: MetaFunction = () => [{ title: '提出澄清问题 · 共济' }]

const questionForm = z.object({
  questionId: identifier('问题标识'),
  question: requiredText('问题', 2000),
})

const REFUSALS: Record<Exclude<AskClarificationRefusal, 'not-found'>, string> = {
  ...CLARIFICATION_CLOSED,
  'already-asked': '这个问题已经提出，见下方列表',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'ask-clarification')
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  const window = clarificationWindow(tender.facts, await databaseClock(db))
  const page = pageNumber(new URL(request.url))
  const found = await listAskersQuestions(
    db,
    { tenderId: tender.id, askerId: viewer.organisationId },
    { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  )
  return {
    questionId: randomUUID(),
    tenderId: tender.id,
    title: tender.terms.title,
    bidDeadline: tender.facts.bidDeadline,
    closed: window.ok ? null : window.refusal,
    page,
    ...found,
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'ask-clarification')
  const form = await parseForm(request, questionForm)
  if (!form.ok) return invalid(form.state)
  const tenderId = param(params, 'tenderId')
  const asked = await askClarification(context, { ...form.value, tenderId })
  if (asked.ok) return redirect(`/notices/${tenderId}/ask`)
  if (asked.refusal === 'not-found') return notFound('没有这个招标公告')
  return refused(REFUSALS[asked.refusal], form.state)
}

export default function AskPage() {
  const { questionId, tenderId, title, bidDeadline, closed, items, total, page } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="提出澄清问题"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
        { to: `/notices/${tenderId}/clarifications`, label: '澄清答复' },
      ]}
      lead="招标人与其他保险公司都看不到是谁提出的；答复对所有潜在投标人公布。"
    >
      <Section title="新的问题">
        {closed ? (
          <Alert tone="info" title={CLARIFICATION_CLOSED[closed]} />
        ) : (
          <ActionForm key={questionId} schema={questionForm} submitLabel="提交问题">
            <HiddenField name="questionId" value={questionId} />
            <TextArea
              name="question"
              label="问题"
              rows={6}
              hint={
                <>
                  请写明所问的条款；不要写出本公司名称，问题会原文公布。
                  <ChinaDateTime instant={bidDeadline} /> 前可以提出。
                </>
              }
            />
          </ActionForm>
        )}
      </Section>
      <Section title="本公司提出的问题">
        {total === 0 ? (
          <EmptyState title="还没有提出问题">提出后在这里查看答复。</EmptyState>
        ) : (
          <>
            <ExchangeList
              items={items.map(({ id, question, askedAt, answer, answeredAt }) => ({
                id,
                said: question,
                note: (
                  <>
                    提出于 <ChinaDateTime instant={askedAt} />
                  </>
                ),
                reply:
                  answer && answeredAt ? (
                    <ExchangeReply
                      note={
                        <>
                          答复于 <ChinaDateTime instant={answeredAt} />
                        </>
                      }
                    >
                      {answer}
                    </ExchangeReply>
                  ) : (
                    <p>尚未答复</p>
                  ),
              }))}
            />
            <Pagination total={total} page={page} />
          </>
        )}
      </Section>
    </Page>
  )
}
