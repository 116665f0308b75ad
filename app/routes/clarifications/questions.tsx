import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { ExchangeList, ExchangeReply } from '#app/components/exchange-list.tsx'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { clarificationWindow } from '#app/domain/clarification/clarification-window.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { listTenderQuestions } from '#db/queries/clarifications.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { CLARIFICATION_CLOSED } from './clarification-closed.ts'

export const meta: MetaFunction = () => [{ title: '澄清问题 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'answer-clarification')
  const tender = await findPublishedTender(db, param(params, 'tenderId'))
  if (tender?.procuringEntityId !== viewer.organisationId) return notFound('没有这个招标项目')
  const window = clarificationWindow(tender.facts, await databaseClock(db))
  const page = pageNumber(new URL(request.url))
  const found = await listTenderQuestions(
    db,
    { tenderId: tender.id, procuringEntityId: viewer.organisationId },
    { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  )
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    bidDeadline: tender.facts.bidDeadline,
    closed: window.ok ? null : window.refusal,
    page,
    ...found,
  }
}

export default function QuestionsPage() {
  const { tenderId, title, bidDeadline, closed, items, total, page } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title="澄清问题"
      crumbs={[
        { to: '/tenders', label: '招标项目' },
        { to: `/tenders/${tenderId}`, label: title },
      ]}
      lead={
        <span>
          平台不显示由谁提出；答复向所有人公布，截止 <ChinaDateTime instant={bidDeadline} />。
        </span>
      }
    >
      {closed ? <Alert tone="info" title={CLARIFICATION_CLOSED[closed]} /> : null}
      <Section
        title="收到的问题"
        actions={<Link to={`/notices/${tenderId}/clarifications`}>公开页面</Link>}
      >
        {total === 0 ? (
          <EmptyState title="没有收到问题">保险公司在投标截止前可以提出。</EmptyState>
        ) : (
          <>
            <ExchangeList
              items={items.map(({ id, question, askedOn, answer, answeredAt }) => ({
                id,
                said: question,
                note: (
                  <>
                    <ChinaDate date={askedOn} /> 提出
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
                  ) : closed ? (
                    <p>未答复</p>
                  ) : (
                    <p>
                      <Link to={`/clarification-questions/${id}/answer`}>答复</Link>
                    </p>
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
