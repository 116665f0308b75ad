import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { clearCalendarDay } from '#app/commands/clear-calendar-day.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { parsePlainDate } from '#app/domain/calendar.ts'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'keep-registers')
  const day = parsePlainDate(param(params, 'day'))
  if (!day) return notFound('没有这一天')
  const cleared = await clearCalendarDay(context, { day })
  return cleared.ok
    ? redirect(`/administration/calendar?year=${day.slice(0, 4)}`)
    : refused('该日没有调整')
}

export default function ClearCalendarDayPage() {
  return <OperationPage title="取消调整" back={() => '/administration/calendar'} />
}
