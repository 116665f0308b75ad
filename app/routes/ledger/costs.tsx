import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { costCategoryText, costKindLabel } from '#app/components/ledger-labels.ts'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listOperatingCosts, sumCostsByCategory } from '#db/queries/operating-costs.server.ts'
import { requireAccounts } from './accounts-page.server.ts'

export const meta: MetaFunction = () => [{ title: '经营成本 · 共济' }]

export async function loader(args: LoaderFunctionArgs) {
  const { year, mayKeep, crumbs } = await requireAccounts(args)
  const page = pageNumber(new URL(args.request.url))
  const found = await listOperatingCosts(db, year.id, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return {
    ...found,
    sums: await sumCostsByCategory(db, year.id),
    page,
    mayKeep,
    crumbs,
    base: `/contract-years/${year.id}/accounts/costs`,
  }
}

export default function CostsPage() {
  const { items, total, sums, page, mayKeep, crumbs, base } = useLoaderData<typeof loader>()
  return (
    <Page
      title="经营成本"
      crumbs={crumbs}
      lead="专属费用全额计入本合同；共同费用按分摊基础计入本合同的部分。"
      actions={
        mayKeep ? (
          <>
            <LinkButton to={`${base}/direct`}>登记专属费用</LinkButton>
            <LinkButton to={`${base}/shared`} tone="plain">
              登记共同费用
            </LinkButton>
          </>
        ) : undefined
      }
    >
      <Section title="按类别">
        <DataTable
          caption="单位：元；不含已冲回的费用"
          rows={sums}
          keyOf={({ kind, category }) => `${kind}-${category}`}
          empty={<EmptyState title="还没有费用" />}
          columns={[
            { header: '性质', cell: ({ kind }) => costKindLabel[kind] },
            { header: '类别', cell: ({ category }) => costCategoryText(category) },
            {
              header: '金额',
              align: 'number',
              cell: ({ amount }) => <Money fen={amount} unit="" />,
            },
          ]}
        />
      </Section>
      <Section title="费用明细">
        <DataTable
          caption="单位：元；新的在前"
          rows={items}
          keyOf={({ id }) => id}
          empty={<EmptyState title="还没有费用">由保险公司财务按发生日期逐笔登记。</EmptyState>}
          columns={[
            { header: '发生日期', cell: ({ incurredOn }) => <ChinaDate date={incurredOn} /> },
            { header: '性质', cell: ({ kind }) => costKindLabel[kind] },
            {
              header: '类别',
              cell: ({ id, category }) => (
                <Link to={`${base}/${id}`}>{costCategoryText(category)}</Link>
              ),
            },
            {
              header: '计入金额',
              align: 'number',
              cell: ({ amount }) => <Money fen={amount} unit="" />,
            },
            { header: '依据', cell: ({ document }) => document },
            {
              header: '状态',
              cell: ({ reversal }) => (reversal ? <Badge tone="neutral">已冲回</Badge> : '有效'),
            },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
