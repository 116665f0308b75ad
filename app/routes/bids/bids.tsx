import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { OwnSecurities } from '#app/routes/bid-securities/own-securities.tsx'
import { listOwnBidSecurities } from '#db/queries/bid-securities.server.ts'
import { type OwnBidListItem, listOwnBids } from '#db/queries/bids.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'

export const meta: MetaFunction = () => [{ title: '我的投标 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-bid')
  const now = await databaseClock(db)
  return {
    bids: await listOwnBids(db, viewer.organisationId, now),
    securities: await listOwnBidSecurities(db, viewer.organisationId),
    today: dateInChina(now),
  }
}

const STATE: Record<
  OwnBidListItem['state'],
  { label: string; tone: 'neutral' | 'info' | 'success' | 'warning' }
> = {
  none: { label: '未开始', tone: 'neutral' },
  uploading: { label: '上传未完', tone: 'warning' },
  submitted: { label: '已递交', tone: 'success' },
  withdrawn: { label: '已撤回', tone: 'warning' },
}

export default function BidsPage() {
  const { bids, securities, today } = useLoaderData<typeof loader>()
  return (
    <Page
      title="我的投标"
      lead="仅本公司可见。开标前，投标内容在本机密封，招标人与平台都不能打开，公开页面也看不出本公司是否投标。"
    >
      <Section title="可投标与已投标的采购包">
        <DataTable
          caption="采购包"
          rows={bids}
          keyOf={({ lotId }) => lotId}
          empty={
            <EmptyState title="目前没有可以投标的采购包">有新的招标公告时会出现在这里。</EmptyState>
          }
          columns={[
            {
              header: '采购包',
              cell: ({ lotId, tenderTitle, lotName }) => (
                <Link to={`/lots/${lotId}/bid`}>
                  {tenderTitle} · {lotName}
                </Link>
              ),
            },
            {
              header: '投标截止',
              cell: ({ bidDeadline }) => <ChinaDateTime instant={bidDeadline} />,
            },
            {
              header: '本公司投标',
              cell: ({ state }) => <Badge tone={STATE[state].tone}>{STATE[state].label}</Badge>,
            },
            {
              header: '开标',
              cell: ({ opened, lotFailed, lotId, state, tenderId }) =>
                opened ? (
                  <>
                    <Link to={`/notices/${tenderId}/opening`}>
                      {lotFailed ? '已流标' : '已开标'}
                    </Link>
                    {state === 'submitted' ? (
                      <>
                        {' · '}
                        <Link to={`/lots/${lotId}/my-result`}>本公司结果</Link>
                        {' · '}
                        <Link to={`/lots/${lotId}/clarifications`}>澄清</Link>
                      </>
                    ) : null}
                  </>
                ) : (
                  '未开标'
                ),
            },
          ]}
        />
      </Section>
      <OwnSecurities securities={securities} today={today} />
    </Page>
  )
}
