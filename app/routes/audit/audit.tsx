import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { TenderTable } from '#app/routes/public/tender-table.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import {
  type SettlementUnderAudit,
  listSettlementsForAudit,
} from '#db/queries/settlements.server.ts'
import { listPublishedTenders } from '#db/queries/tender-lists.server.ts'

export const meta: MetaFunction = () => [{ title: '审计 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'read-audit-trail')
  const page = pageNumber(new URL(request.url))
  const now = await databaseClock(db)
  const everything = { search: '', region: '', regime: '', bidBasis: '', phase: '' } as const
  const tenders = await listPublishedTenders(db, everything, {
    now,
    order: 'published',
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { settlements: await listSettlementsForAudit(db), tenders, page }
}

const STATE: Record<
  SettlementUnderAudit['state'],
  { label: string; tone: 'neutral' | 'warning' | 'success' }
> = {
  proposed: { label: '待基金经办确认', tone: 'neutral' },
  confirmed: { label: '待审计签署', tone: 'warning' },
  final: { label: '已审定', tone: 'success' },
}

export default function AuditPage() {
  const { settlements, tenders, page } = useLoaderData<typeof loader>()
  return (
    <Page title="审计" lead="可查阅全部采购、合同与结算；除退回与签署外不能改动任何数据。">
      <Section title="年度结算">
        <DataTable
          caption="新年度在前"
          rows={settlements}
          keyOf={({ contractYearId }) => contractYearId}
          empty={<EmptyState title="还没有年度结算申报" />}
          columns={[
            {
              header: '合同年度',
              cell: ({ contractYearId, tenderTitle, lotName, number }) => (
                <Link to={`/contract-years/${contractYearId}/settlement`}>
                  {tenderTitle} · {lotName} · 第{number}年度
                </Link>
              ),
            },
            { header: '年度终止日', cell: ({ endsOn }) => <ChinaDate date={endsOn} /> },
            { header: '承办保险公司', cell: ({ insurerName }) => insurerName },
            {
              header: '状态',
              cell: ({ state }) => <Badge tone={STATE[state].tone}>{STATE[state].label}</Badge>,
            },
          ]}
        />
      </Section>
      <Section title="采购项目与操作留痕">
        <TenderTable tenders={tenders.items} linkTo={(id) => `/audit/purchases/${id}`} />
        <Pagination total={tenders.total} page={page} />
      </Section>
    </Page>
  )
}
