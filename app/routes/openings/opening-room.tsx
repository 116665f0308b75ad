import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ExactTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findTenderToOpen } from './find-tender-to-open.server.ts'
import { loadOpeningRoom } from './opening-room.server.ts'
import { OpeningSteps } from './opening-steps.tsx'
import { ReleaseShares } from './release-shares.tsx'
import { RoomBidTable, RoomHolderTable } from './room-tables.tsx'
import { waitingText } from './waiting-text.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `开标室 ${data?.title ?? ''} · 共济` },
]

/** While others act, the room is read again so often. */
const REFRESH_MILLISECONDS = 4_000

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'open-bids')
  const tender = await findTenderToOpen(db, param(params, 'tenderId'), viewer)
  const now = await databaseClock(db)
  const { title, openingThreshold, bidderOpeningMinutes } = tender.terms
  return {
    id: tender.id,
    title,
    now,
    bidDeadline: tender.facts.bidDeadline,
    openedAt: tender.facts.openedAt,
    openingThreshold,
    bidderOpeningMinutes,
    ...(await loadOpeningRoom(db, tender, { userId: viewer.userId, now })),
  }
}

export default function OpeningRoomPage() {
  const room = useLoaderData<typeof loader>()
  const { id, stage, session, holders, openingThreshold } = room
  const isUnderWay = stage === 'gathering' || stage === 'ready'
  useRefresh(isUnderWay || stage === 'not-started' || stage === 'before-deadline')
  return (
    <Page
      title="开标室"
      crumbs={[{ to: '/openings', label: '开标' }]}
      lead={room.title}
      actions={<Link to={`/notices/${id}`}>招标公告</Link>}
    >
      <Section title="开标进度">
        <OpeningSteps stage={stage} />
        <DefinitionList
          items={[
            { label: '服务器时间', value: <ExactTime instant={room.now} /> },
            { label: '投标截止时间', value: <ExactTime instant={room.bidDeadline} /> },
            {
              label: '开标所需份额',
              value: `${holders.length} 份中的任意 ${openingThreshold} 份`,
            },
            ...(session
              ? [
                  {
                    label: '开标开始',
                    value: (
                      <>
                        <ExactTime instant={session.startedAt} />（{session.startedByName}）
                      </>
                    ),
                  },
                  {
                    label: '投标人自行解密至',
                    value: <ExactTime instant={session.bidderWindowEndsAt} />,
                  },
                ]
              : []),
          ]}
        />
        <NextStep />
      </Section>
      {isUnderWay ? (
        <>
          <Section title="释放份额">
            <ReleaseShares tenderId={id} shares={room.ownShares} />
          </Section>
          <Section title="投标文件">
            <RoomBidTable bids={room.bids} />
            {room.unconfirmed.length > 0 ? (
              <p className="muted">
                另有{room.unconfirmed.length}
                份投标文件在影响投标的更正后未经确认，不予开启：
                {room.unconfirmed
                  .map(({ bidderName, lotName }) => `${bidderName}（${lotName}）`)
                  .join('、')}
                。
              </p>
            ) : null}
          </Section>
        </>
      ) : null}
      <Section
        title="密钥持有人"
        actions={
          isUnderWay ? (
            <LinkButton to={`/openings/${id}/lost-key`} tone="plain">
              报告密钥无法使用
            </LinkButton>
          ) : undefined
        }
      >
        <RoomHolderTable holders={holders} />
      </Section>
    </Page>
  )
}

/** What is to be done now, or what is waited for. */
function NextStep() {
  const { id, stage, now, session, waitsFor, awaited, bidderOpeningMinutes } =
    useLoaderData<typeof loader>()
  switch (stage) {
    case 'before-deadline':
      return <p>到投标截止时间后方可开标。开标开始前，任何人都看不到有多少家投标。</p>
    case 'ended':
      return <p>各采购包均已终止或流标，没有可开启的投标文件。</p>
    case 'opened':
      return (
        <p>
          投标文件已同时开启，见<Link to={`/notices/${id}/opening`}>开标记录</Link>。
        </p>
      )
    case 'not-started':
      return (
        <>
          <p>
            开始后公布投标人名单，各开标人员释放份额；投标人自开始起 {bidderOpeningMinutes}{' '}
            分钟内可以自行解密。
          </p>
          <PostButton action={`/openings/${id}/start`} label="开始开标" />
        </>
      )
    case 'gathering':
    case 'ready':
      return (
        <>
          {waitsFor ? (
            <Alert tone="info" title={waitingText(waitsFor, { awaited, session, now })} />
          ) : (
            <Alert tone="success" title="全部投标文件可以处理，请同时开启" />
          )}
          <PostButton action={`/openings/${id}/open`} label="开启全部投标文件" />
        </>
      )
  }
}

/** Several officers act at once; each sees the others without asking. */
function useRefresh(isOn: boolean) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setInterval(revalidate, REFRESH_MILLISECONDS)
    return () => clearInterval(timer)
  }, [isOn, revalidate])
}
