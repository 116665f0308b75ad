import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { entryKindLabel } from '#app/components/ledger-labels.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listEntries } from '#db/queries/ledger-entries.server.ts'
import { requireAccounts } from './accounts-page.server.ts'

export const meta: MetaFunction = () => [{ title: '记账凭证 · 共济' }]

export async function loader(args: LoaderFunctionArgs) {
  const { year, crumbs } = await requireAccounts(args)
  const page = pageNumber(new URL(args.request.url))
  const found = await listEntries(db, year.id, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, page, crumbs, base: `/contract-years/${year.id}/accounts` }
}

export default function EntriesPage() {
  const { items, total, page, crumbs, base } = useLoaderData<typeof loader>()
  return (
    <Page
      title="记账凭证"
      crumbs={crumbs}
      lead="凭证按合同连续编号，不能修改或删除；费用和赔付文件有误时以相反的凭证冲回。"
    >
      <Section title="本年度凭证" actions={<a href={`${base}/entries.xlsx`}>导出 XLSX</a>}>
        <DataTable
          caption="单位：元；新的在前"
          rows={items}
          keyOf={({ id }) => id}
          empty={
            <EmptyState title="还没有凭证">确认参保人数、赔付入账、列支费用后自动生成。</EmptyState>
          }
          columns={[
            {
              header: '编号',
              cell: ({ number }) => <Link to={`${base}/entries/${number}`}>第{number}号</Link>,
            },
            { header: '所属日期', cell: ({ bookedOn }) => <ChinaDate date={bookedOn} /> },
            { header: '业务', cell: ({ kind }) => entryKindLabel[kind] },
            { header: '摘要', cell: ({ memo }) => memo },
            {
              header: '金额',
              align: 'number',
              cell: ({ amount }) => <Money fen={amount} unit="" />,
            },
            { header: '依据', cell: ({ document }) => document },
            { header: '记账', cell: ({ postedAt }) => <ChinaDateTime instant={postedAt} /> },
          ]}
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
