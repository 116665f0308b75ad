import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { phaseLabel, phaseTone } from '#app/components/labels.ts'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listTendersToOpen } from '#db/queries/tender-lists.server.ts'

export const meta: MetaFunction = () => [{ title: '开标 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'open-bids')
  const now = await databaseClock(db)
  return { now, tenders: await listTendersToOpen(db, viewer.userId, now) }
}

export default function OpeningsPage() {
  const { now, tenders } = useLoaderData<typeof loader>()
  return (
    <Page
      title="开标"
      lead={
        <span>
          服务器时间 <ChinaDateTime instant={now} />
        </span>
      }
    >
      <Section title="由您负责开标的项目">
        <DataTable
          caption="到投标截止时间后方可开标；开标开始前没有人能看到有多少家投标"
          rows={tenders}
          keyOf={({ id }) => id}
          empty={
            <EmptyState title="没有由您负责开标的项目">
              招标经办在招标文件中指定开标人员后会出现在这里。
            </EmptyState>
          }
          columns={[
            { header: '项目', cell: ({ id, title }) => <Link to={`/notices/${id}`}>{title}</Link> },
            {
              header: '投标截止',
              cell: ({ bidDeadline }) => <ChinaDateTime instant={bidDeadline} />,
            },
            {
              header: '状态',
              cell: ({ phase }) => <Badge tone={phaseTone[phase]}>{phaseLabel[phase]}</Badge>,
            },
            {
              header: '办理',
              cell: ({ id, phase }) =>
                phase === 'open-for-bids' || phase === 'awaiting-opening' ? (
                  <Link to={`/openings/${id}`}>进入开标室</Link>
                ) : (
                  <Link to={`/notices/${id}/opening`}>开标记录</Link>
                ),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
