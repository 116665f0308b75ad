import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireViewer } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { pageNumber } from '#app/http/params.ts'
import {
  countUnread,
  findNewestNotificationId,
  listInbox,
} from '#db/queries/notifications.server.ts'

export const meta: MetaFunction = () => [{ title: '站内信 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { userId } = await requireViewer(request)
  const url = new URL(request.url)
  const show = url.searchParams.get('show') === 'unread' ? 'unread' : 'all'
  const page = pageNumber(url)
  const newest = await findNewestNotificationId(db, userId)
  const { items, total } = await listInbox(
    db,
    { userId, show },
    { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  )
  return {
    items: items.map((item) => ({ ...item, id: item.id.toString() })),
    total,
    page,
    show,
    unread: await countUnread(db, userId),
    newest: newest?.toString(),
  }
}

export default function InboxPage() {
  const { items, total, page, show, unread, newest } = useLoaderData<typeof loader>()
  return (
    <Page
      title="站内信"
      lead={unread === 0 ? '没有未读消息。' : `${unread > 99 ? '99以上' : unread} 条未读。`}
      actions={
        <>
          <LinkButton to="/account/email" tone="plain">
            电子邮箱
          </LinkButton>
          {unread > 0 && newest ? (
            <PostButton action="/inbox/read-all" values={{ upTo: newest }} label="全部标为已读" />
          ) : null}
        </>
      }
    >
      <Section title="消息">
        <FilterForm
          selects={[
            {
              name: 'show',
              label: '状态',
              value: show === 'unread' ? 'unread' : '',
              options: [{ value: 'unread', label: '未读' }],
            },
          ]}
        />
        <DataTable
          caption="消息，新的在前"
          rows={items}
          keyOf={({ id }) => id}
          empty={
            <EmptyState title={show === 'unread' ? '没有未读消息' : '还没有消息'}>
              与您有关的公告、更正、评审与合同事项会通知到这里。
            </EmptyState>
          }
          columns={[
            {
              header: '状态',
              cell: ({ readAt }) =>
                readAt ? <Badge tone="neutral">已读</Badge> : <Badge tone="info">未读</Badge>,
            },
            { header: '标题', cell: ({ id, title }) => <Link to={`/inbox/${id}`}>{title}</Link> },
            { header: '时间', cell: ({ createdAt }) => <ChinaDateTime instant={createdAt} /> },
            {
              header: '办理',
              cell: ({ id, readAt }) =>
                readAt ? (
                  '—'
                ) : (
                  <PostButton
                    action={`/inbox/${id}/read`}
                    values={{ next: 'inbox' }}
                    label="标为已读"
                    tone="plain"
                  />
                ),
            },
          ]}
        />
        {total > 0 ? <Pagination total={total} page={page} /> : null}
      </Section>
    </Page>
  )
}
