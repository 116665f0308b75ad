import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { bidBasisLabel, phaseLabel, regimeLabel } from '#app/components/labels.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { BID_BASES } from '#app/domain/bid/bid-content.ts'
import { REGIMES } from '#app/domain/regulation/regime.ts'
import { TENDER_PHASES } from '#app/domain/tender/tender.ts'
import { pageNumber } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listPublishedTenders, listRegions } from '#db/queries/tender-lists.server.ts'
import { readNoticeQuery } from './notice-query.ts'
import { TenderTable } from './tender-table.tsx'

export const meta: MetaFunction = () => [{ title: '招标公告 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const { filter, order } = readNoticeQuery(url)
  const page = pageNumber(url)
  const now = await databaseClock(db)
  const found = await listPublishedTenders(db, filter, {
    now,
    order,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, filter, page, regions: await listRegions(db) }
}

export default function NoticesPage() {
  const { items, total, filter, page, regions } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const options = <Value extends string>(values: readonly Value[], labels: Record<Value, string>) =>
    values.map((value) => ({ value, label: labels[value] }))
  return (
    <Page title="招标公告">
      <Section title="公告列表" actions={<a href={`/notices.xlsx${search}`}>导出 XLSX</a>}>
        <FilterForm
          search={{ label: '项目名称、编号或地区', value: filter.search }}
          selects={[
            {
              name: 'region',
              label: '统筹地区',
              value: filter.region,
              options: regions.map((region) => ({ value: region, label: region })),
            },
            {
              name: 'phase',
              label: '状态',
              value: filter.phase,
              options: options(
                TENDER_PHASES.filter((phase) => phase !== 'draft'),
                phaseLabel,
              ),
            },
            {
              name: 'regime',
              label: '适用法律',
              value: filter.regime,
              options: options(REGIMES, regimeLabel),
            },
            {
              name: 'bidBasis',
              label: '报价方式',
              value: filter.bidBasis,
              options: options(BID_BASES, bidBasisLabel),
            },
          ]}
        />
        <TenderTable tenders={items} linkTo={(id) => `/notices/${id}`} sortable />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
