import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireViewer } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { findNotification } from '#db/queries/notifications.server.ts'
import { notificationId } from './notification-id.ts'

export const meta: MetaFunction = () => [{ title: '站内信 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { userId } = await requireViewer(request)
  const id = notificationId(param(params, 'notificationId'))
  const notification = id === undefined ? undefined : await findNotification(db, { userId, id })
  if (!notification) return notFound('没有这条消息')
  return { ...notification, id: notification.id.toString() }
}

export default function InboxMessagePage() {
  const { id, title, body, link, createdAt, readAt } = useLoaderData<typeof loader>()
  return (
    <Page
      title={title}
      crumbs={[{ to: '/inbox', label: '站内信' }]}
      lead={<ChinaDateTime instant={createdAt} />}
    >
      <Section title="内容">
        <p>{body}</p>
        <div className="form-actions">
          {readAt ? (
            <LinkButton to={link}>前往相关页面</LinkButton>
          ) : (
            <>
              <PostButton
                action={`/inbox/${id}/read`}
                values={{ next: 'link' }}
                label="标为已读并前往相关页面"
              />
              <PostButton
                action={`/inbox/${id}/read`}
                values={{ next: 'inbox' }}
                label="标为已读"
                tone="plain"
              />
            </>
          )}
        </div>
        {readAt ? (
          <p className="muted">
            已读于 <ChinaDateTime instant={readAt} />
          </p>
        ) : null}
      </Section>
    </Page>
  )
}
