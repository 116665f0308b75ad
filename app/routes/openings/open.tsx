import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { type OpenBidsRefusal, openBids } from '#app/commands/open-bids.server.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { loadOpeningRoom } from './opening-room.server.ts'
import { OPENING_SUSPENDED } from './opening-suspended.ts'
import { waitingText } from './waiting-text.ts'

const REFUSALS: Record<
  Exclude<OpenBidsRefusal, 'not-found' | 'shares-awaited' | 'bidder-window-open'>,
  string
> = {
  suspended: OPENING_SUSPENDED,
  'not-started': '开标还没有开始，请先在开标室开始开标',
  'already-opened': '该项目的投标文件已经开启',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'open-bids')
  const tenderId = param(params, 'tenderId')
  const opened = await openBids(context, { tenderId })
  if (opened.ok) return redirect(`/notices/${tenderId}/opening`)
  const { refusal } = opened
  if (refusal === 'not-found') return notFound('没有由您负责开标的这个项目')
  if (refusal !== 'shares-awaited' && refusal !== 'bidder-window-open')
    return refused(REFUSALS[refusal])
  const tender = (await findPublishedTender(context.db, tenderId)) ?? notFound('没有这个招标项目')
  const now = await databaseClock(context.db)
  const room = await loadOpeningRoom(context.db, tender, { userId: context.actor.userId, now })
  return refused(waitingText(refusal, { ...room, now }))
}

export default function OpenBidsPage() {
  return <OperationPage title="开启投标文件" back={({ tenderId }) => `/openings/${tenderId}`} />
}
