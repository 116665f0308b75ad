import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireViewer } from '#app/auth/session.server.ts'
import { readNotifications } from '#app/commands/read-notifications.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { db } from '#app/database.server.ts'
import { wholeBigint } from '#app/forms/fields.ts'
import { invalid, parseForm } from '#app/forms/parse-form.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'

const readAllForm = z.object({ upTo: wholeBigint('消息编号') })

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request)
  const form = await parseForm(request, readAllForm)
  if (!form.ok) return invalid(form.state)
  await readNotifications({ db, actor: viewer, clock: databaseClock }, form.value)
  return redirect('/inbox')
}

export default function ReadAllNotificationsPage() {
  return <OperationPage title="全部标为已读" back={() => '/inbox'} />
}
