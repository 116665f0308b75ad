import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { phaseLabel, regimeLabel } from '#app/components/labels.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { TENDER_PHASES } from '#app/domain/tender/tender.ts'
import { pageNumber } from '#app/http/params.ts'
import { readNoticeQuery } from '#app/routes/public/notice-query.ts'
import { TenderTable } from '#app/routes/public/tender-table.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listOwnTenders } from '#db/queries/tender-lists.server.ts'

export const meta: MetaFunction = () => [{ title: '招标项目 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-tender')
  const url = new URL(request.url)
  const query = readNoticeQuery(url)
  const page = pageNumber(url)
  const found = await listOwnTenders(db, viewer.organisationId, {
    now: await databaseClock(db),
    ...query,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, filter: query.filter, page }
}

export default function TendersPage() {
  const { items, total, filter, page } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const isFiltered = Object.values(filter).some((asked) => asked !== '')
  return (
    <Page title="招标项目" actions={<LinkButton to="/tenders/new">新建招标项目</LinkButton>}>
      <Section title="本单位的招标项目" actions={<a href={`/tenders.xlsx${search}`}>导出 XLSX</a>}>
        {total === 0 && !isFiltered ? (
          <EmptyState title="还没有招标项目">点击“新建招标项目”开始编制招标文件。</EmptyState>
        ) : (
          <>
            <FilterForm
              search={{ label: '项目名称、编号或地区', value: filter.search }}
              selects={[
                {
                  name: 'phase',
                  label: '状态',
                  value: filter.phase,
                  options: TENDER_PHASES.map((value) => ({ value, label: phaseLabel[value] })),
                },
                {
                  name: 'regime',
                  label: '适用法律',
                  value: filter.regime,
                  options: REGIMES.map((value) => ({ value, label: regimeLabel[value] })),
                },
              ]}
            />
            <TenderTable tenders={items} linkTo={(id) => `/tenders/${id}`} sortable />
            <Pagination total={total} page={page} />
          </>
        )}
      </Section>
    </Page>
  )
}
