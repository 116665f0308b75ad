import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listAccountFilters, listPublishedAccounts } from '#db/queries/settlements.server.ts'
import { AccountsTable } from './accounts-table.tsx'

export const meta: MetaFunction = () => [{ title: '年度收支公开 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const filter = {
    region: url.searchParams.get('region') ?? '',
    insurerName: url.searchParams.get('insurer') ?? '',
  }
  const page = pageNumber(url)
  const found = await listPublishedAccounts(db, filter, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, filter, page, filters: await listAccountFilters(db) }
}

export default function AccountsPage() {
  const { items, total, filter, page, filters } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }))
  return (
    <Page
      title="年度收支公开"
      lead="按国办发〔2015〕57号公开各合同年度的筹资、赔付、成本与结余返还。"
    >
      <Section
        title="年度收支"
        actions={
          <span>
            <a href={`/accounts.csv${search}`}>导出 CSV</a>{' '}
            <a href={`/accounts.xlsx${search}`}>导出 XLSX</a>
          </span>
        }
      >
        <FilterForm
          selects={[
            {
              name: 'region',
              label: '统筹地区',
              value: filter.region,
              options: options(filters.regions),
            },
            {
              name: 'insurer',
              label: '承办保险公司',
              value: filter.insurerName,
              options: options(filters.insurerNames),
            },
          ]}
        />
        <AccountsTable accounts={items} />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
