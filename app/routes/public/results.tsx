import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { BidPrice } from '#app/components/bid-price.tsx'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listAwards } from '#db/queries/awards.server.ts'

export const meta: MetaFunction = () => [{ title: '中标结果 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const page = pageNumber(new URL(request.url))
  return { ...(await listAwards(db, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })), page }
}

export default function ResultsPage() {
  const { items, total, page } = useLoaderData<typeof loader>()
  return (
    <Page title="中标结果">
      <Section title="中标公告" actions={<a href="/results.xlsx">导出 XLSX</a>}>
        <DataTable
          caption="新公告在前"
          rows={items}
          keyOf={({ lotId }) => lotId}
          empty={<EmptyState title="还没有中标结果">定标后在此公告。</EmptyState>}
          columns={[
            {
              header: '采购包',
              cell: ({ lotId, title, lotName }) => (
                <Link to={`/results/${lotId}`}>{`${title} · ${lotName}`}</Link>
              ),
            },
            { header: '统筹地区', cell: ({ region }) => region },
            { header: '中标人', cell: ({ insurerName }) => insurerName },
            {
              header: '中标报价',
              align: 'number',
              cell: ({ bidBasis, price }) => <BidPrice basis={bidBasis} price={price} />,
            },
            { header: '定标时间', cell: ({ awardedAt }) => <ChinaDateTime instant={awardedAt} /> },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
