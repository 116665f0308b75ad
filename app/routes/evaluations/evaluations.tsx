import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { listCommitteeLots } from '#db/queries/score-sheets.server.ts'

export const meta: MetaFunction = () => [{ title: '评审任务 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'score-bids')
  return { lots: await listCommitteeLots(db, viewer.userId) }
}

export default function EvaluationsPage() {
  const { lots } = useLoaderData<typeof loader>()
  return (
    <Page title="评审任务" lead="请独立评分。全部专家签署前，任何人看不到他人的评分。">
      <Section title="本人参加的评审">
        <DataTable
          caption="采购包"
          rows={lots}
          keyOf={({ lotId }) => lotId}
          empty={
            <EmptyState title="没有评审任务">
              被抽取或指定为评标委员会成员后会出现在这里。
            </EmptyState>
          }
          columns={[
            {
              header: '采购包',
              cell: ({ tenderTitle, lotName, round }) =>
                `${tenderTitle} · ${lotName}${round > 1 ? `（第${round}轮评审）` : ''}`,
            },
            { header: '身份', cell: ({ chair }) => (chair ? '组长' : '成员') },
            {
              header: '利害关系申明',
              cell: ({ tenderId, conflict }) =>
                conflict === null ? (
                  <Link to={`/tenders/${tenderId}/interest`}>待申明</Link>
                ) : conflict ? (
                  '有利害关系，已回避'
                ) : (
                  '无利害关系'
                ),
            },
            {
              header: '办理',
              cell: ({ lotId, conflict, chair, signed, failed, evaluated }) => {
                if (failed) return '已流标或终止'
                if (conflict !== false) return '—'
                return (
                  <>
                    {chair ? <Link to={`/lots/${lotId}/reviews`}>符合性审查</Link> : null}
                    {chair ? ' · ' : null}
                    {evaluated ? (
                      <>
                        <Link to={`/lots/${lotId}/evaluation`}>评标结果</Link>
                        {' · '}
                      </>
                    ) : null}
                    <Link to={`/lots/${lotId}/score-sheet`}>
                      {signed ? '查看评分表（已签署）' : '评分'}
                    </Link>
                  </>
                )
              },
            },
          ]}
        />
      </Section>
    </Page>
  )
}
