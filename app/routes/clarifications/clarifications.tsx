import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mayDo } from '#app/auth/permissions.ts'
import { findViewer } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { ExchangeList, ExchangeReply } from '#app/components/exchange-list.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { clarificationWindow } from '#app/domain/clarification/clarification-window.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { listPublishedClarifications } from '#db/queries/clarifications.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '澄清答复 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  const viewer = await findViewer(request)
  const page = pageNumber(new URL(request.url))
  const found = await listPublishedClarifications(db, tender.id, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return {
    tenderId: tender.id,
    title: tender.terms.title,
    mayAsk:
      viewer !== undefined &&
      mayDo(viewer.role, 'ask-clarification') &&
      clarificationWindow(tender.facts, await databaseClock(db)).ok,
    page,
    ...found,
  }
}

export default function ClarificationsPage() {
  const { tenderId, title, mayAsk, items, total, page } = useLoaderData<typeof loader>()
  return (
    <Page
      title="澄清答复"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead="对招标文件疑问的答复，对所有潜在投标人一致适用；不公布提问人。"
      actions={
        mayAsk ? <LinkButton to={`/notices/${tenderId}/ask`}>提出澄清问题</LinkButton> : undefined
      }
    >
      <Section title="问题与答复">
        {total === 0 ? (
          <EmptyState title="还没有澄清答复">招标人答复后在这里公布。</EmptyState>
        ) : (
          <>
            <ExchangeList
              items={items.map(({ id, question, answer, answeredAt }, index) => ({
                id,
                said: question,
                note: `问题 ${(page - 1) * PAGE_SIZE + index + 1}`,
                reply: (
                  <ExchangeReply
                    note={
                      <>
                        答复于 <ChinaDateTime instant={answeredAt} />
                      </>
                    }
                  >
                    {answer}
                  </ExchangeReply>
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
