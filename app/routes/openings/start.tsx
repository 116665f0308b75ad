import { randomBytes } from 'node:crypto'
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireContext } from '#app/auth/session.server.ts'
import { type StartOpeningRefusal, startOpening } from '#app/commands/start-opening.server.ts'
import { exactTimeText } from '#app/components/format.ts'
import { OperationPage } from '#app/components/operation-page.tsx'
import { refused } from '#app/forms/parse-form.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { OPENING_SUSPENDED } from './opening-suspended.ts'

const REFUSALS: Record<Exclude<StartOpeningRefusal, 'not-found' | 'before-deadline'>, string> = {
  suspended: OPENING_SUSPENDED,
  'amendment-owed':
    '异议或投诉成立、应当更正招标文件而尚未更正，不能开标；已过截止时间的，应终止后重新招标',
  'nothing-to-open': '各采购包均已终止或流标，没有可开启的投标文件',
  'already-started': '开标已经开始，请返回开标室',
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'open-bids')
  const tenderId = param(params, 'tenderId')
  const nonce = randomBytes(32).toString('hex')
  const started = await startOpening(context, { tenderId, nonce })
  if (started.ok) return redirect(`/openings/${tenderId}`)
  if (started.refusal === 'not-found') return notFound('没有由您负责开标的这个项目')
  if (started.refusal !== 'before-deadline') return refused(REFUSALS[started.refusal])
  const tender = await findPublishedTender(context.db, tenderId)
  const now = await databaseClock(context.db)
  return refused(
    `还没有到投标截止时间，不能开标：服务器时间${exactTimeText(now)}，投标截止时间${tender ? exactTimeText(tender.facts.bidDeadline) : ''}`,
  )
}

export default function StartOpeningPage() {
  return <OperationPage title="开始开标" back={({ tenderId }) => `/openings/${tenderId}`} />
}
