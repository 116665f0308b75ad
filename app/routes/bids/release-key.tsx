import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireContext, requirePermission } from '#app/auth/session.server.ts'
import { type ReleaseBidKeyRefusal, releaseBidKey } from '#app/commands/release-bid-key.server.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { exactTimeText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ExactTime, HashText } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { invalid, parseForm, refused } from '#app/forms/parse-form.server.ts'
import { ActRefusal } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findOpeningSession } from '#db/queries/opening-sessions.server.ts'
import { findTenderIdOfLot } from '#db/queries/tenders.server.ts'
import { ReleaseKeyPanel } from './release-key-panel.tsx'
import { loadReleaseKey } from './release-key.server.ts'

export const meta: MetaFunction = () => [{ title: '投标人解密 · 共济' }]

const bidKeyForm = z.object({
  bidKey: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/, '密钥格式不正确，请刷新本页后重试'),
})

const REFUSALS: Record<Exclude<ReleaseBidKeyRefusal, 'not-found' | 'window-over'>, string> = {
  'not-started': '开标还没有开始，不能解密',
  'already-opened': '投标文件已经开启，无须解密',
  'wrong-key': '这不是本投标文件的密钥，没有采用',
  'already-released': '本投标文件已经解密',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'submit-bid')
  const key = { lotId: param(params, 'lotId'), bidderId: viewer.organisationId }
  return (await loadReleaseKey(db, key)) ?? notFound('没有这个采购包，或者贵公司没有递交投标文件')
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'submit-bid')
  const form = await parseForm(request, bidKeyForm)
  if (!form.ok) return invalid({ errors: form.state.errors, values: {} })
  const lotId = param(params, 'lotId')
  const released = await releaseBidKey(context, { lotId, ...form.value })
  if (released.ok) return redirect(`/lots/${lotId}/bid/release-key`)
  const { refusal } = released
  if (refusal === 'not-found') return notFound('没有由贵公司投标的这个采购包')
  if (refusal !== 'window-over') return refused(REFUSALS[refusal])
  const now = await databaseClock(context.db)
  const tenderId = await findTenderIdOfLot(context.db, lotId)
  const session = tenderId && (await findOpeningSession(context.db, tenderId))
  const end = session ? exactTimeText(session.bidderWindowEndsAt) : ''
  return refused(`解密时限已过，没有采用：服务器时间${exactTimeText(now)}，时限至${end}`)
}

export default function ReleaseKeyPage() {
  const { lot, now, bid, session } = useLoaderData<typeof loader>()
  return (
    <Page
      title="开标进展与投标人解密"
      crumbs={[
        { to: '/bids', label: '我的投标' },
        { to: `/lots/${lot.id}/bid`, label: lot.name },
      ]}
      lead={lot.tenderTitle}
    >
      <ActRefusal />
      <Section title="本公司的投标文件">
        <DefinitionList
          items={[
            { label: '服务器时间', value: <ExactTime instant={now} /> },
            { label: '投标截止时间', value: <ExactTime instant={lot.bidDeadline} /> },
            { label: '递交时间', value: <ExactTime instant={bid.submittedAt} /> },
            {
              label: '密封件校验值（SHA-256）',
              value: <HashText sha256={bid.envelopeSha256} />,
            },
            ...(session
              ? [
                  { label: '开标开始', value: <ExactTime instant={session.startedAt} /> },
                  {
                    label: '投标人自行解密至',
                    value: <ExactTime instant={session.bidderWindowEndsAt} />,
                  },
                  {
                    label: '开标人员已释放份额',
                    value: `${bid.releasedShares} 份（开启需 ${bid.threshold} 份）`,
                  },
                ]
              : []),
          ]}
        />
      </Section>
      <Section title="自行解密">
        <ReleaseState />
      </Section>
    </Page>
  )
}

/** Before, within, or after the window; and whether it is needed at all. */
function ReleaseState() {
  const { lot, stage, bid, minutes, now, session } = useLoaderData<typeof loader>()
  switch (stage) {
    case 'not-started':
      return (
        <p>
          开标还没有开始。开标开始后 {minutes}{' '}
          分钟内，贵公司可以在这里用自己的密钥解开本投标文件；届时以站内信通知。
        </p>
      )
    case 'opened':
      return (
        <p>
          开标已经完成，见<Link to={`/notices/${lot.tenderId}/opening`}>开标记录</Link>。
        </p>
      )
    case 'released':
      return (
        <Alert tone="success" title="本投标文件已由贵公司解密">
          {bid.bidKeyReleasedAt ? (
            <p>
              解密时间 <ExactTime instant={bid.bidKeyReleasedAt} />
              。投标内容在全部投标文件同时开启时公开。
            </p>
          ) : null}
        </Alert>
      )
    case 'window-over':
      return (
        <Alert tone="warning" title="自行解密的时限已过">
          <p>
            时限至 {session ? <ExactTime instant={session.bidderWindowEndsAt} /> : null}，服务器时间{' '}
            <ExactTime instant={now} />。
          </p>
        </Alert>
      )
    case 'not-standing':
      return <p>本投标文件已撤回，或者在影响投标的更正后未经确认，不予开启，无须解密。</p>
    case 'open':
      return <ReleaseKeyPanel envelope={bid.envelope} />
  }
}
