import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireViewer } from '#app/auth/session.server.ts'
import { readNotification } from '#app/commands/read-notification.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { db } from '#app/database.server.ts'
import { choice } from '#app/forms/fields.ts'
import { invalid, parseForm } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { notificationId } from './notification-id.ts'

const readForm = z.object({ next: choice('去向', ['inbox', 'link']) })

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, readForm)
  if (!form.ok) return invalid(form.state)
  const id = notificationId(param(params, 'notificationId'))
  if (id === undefined) return notFound('没有这条消息')
  const read = await readNotification(
    { db, actor: viewer, clock: databaseClock },
    { notificationId: id },
  )
  if (!read.ok) return notFound('没有这条消息')
  return redirect(form.value.next === 'link' ? read.value.link : '/inbox')
}

export default function ReadNotificationPage() {
  return <OperationPage title="标为已读" back={() => '/inbox'} />
}
