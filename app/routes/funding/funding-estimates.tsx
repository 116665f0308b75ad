import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime, Count, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listFundingEstimates } from '#db/queries/funding-estimates.server.ts'

export const meta: MetaFunction = () => [{ title: '筹资测算 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'estimate-funding')
  const page = pageNumber(new URL(request.url))
  const { items, total } = await listFundingEstimates(db, viewer.organisationId, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return {
    total,
    page,
    items: items.map(({ id, name, baseYear, candidate, result, makerName, madeAt }) => ({
      id,
      name,
      baseYear,
      headcount: candidate.assumptions.headcount,
      payoutPerHead: result.payoutPerHead,
      fundingPerHead: result.fundingPerHead,
      makerName,
      madeAt,
    })),
  }
}

export default function FundingEstimatesPage() {
  const { items, total, page } = useLoaderData<typeof loader>()
  return (
    <Page
      title="筹资测算"
      lead="用以往年度的赔付明细试算一套待遇条款需要多少钱，再据此编制招标文件。"
      actions={<LinkButton to="/funding-estimates/new">新建测算</LinkButton>}
    >
      <Section title="本单位的测算">
        <DataTable
          caption="人均金额单位：元"
          rows={items}
          keyOf={({ id }) => id}
          empty={
            <EmptyState title="还没有测算">点击“新建测算”，选一个已结束的年度开始。</EmptyState>
          }
          columns={[
            {
              header: '名称',
              cell: ({ id, name }) => <Link to={`/funding-estimates/${id}`}>{name}</Link>,
            },
            {
              header: '基准年度',
              cell: ({ baseYear }) => `${baseYear.contractNumber} 第${baseYear.number}年度`,
            },
            {
              header: '预计人数',
              align: 'number',
              cell: ({ headcount }) => <Count value={headcount} unit="人" />,
            },
            {
              header: '人均赔付',
              align: 'number',
              cell: ({ payoutPerHead }) => <Money fen={payoutPerHead} unit="" />,
            },
            {
              header: '人均筹资',
              align: 'number',
              cell: ({ fundingPerHead }) => <Money fen={fundingPerHead} unit="" />,
            },
            { header: '测算人', cell: ({ makerName }) => makerName },
            { header: '时间', cell: ({ madeAt }) => <ChinaDateTime instant={madeAt} /> },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
