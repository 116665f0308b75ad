import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { EmptyState, Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { listCommitments } from '#db/queries/sealed-log.server.ts'
import { findPublishedTender } from '#db/queries/tenders.server.ts'
import { CommitmentTable } from './commitment-table.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `密封日志承诺值 ${data?.title ?? ''} · 共济` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const tender =
    (await findPublishedTender(db, param(params, 'tenderId'))) ?? notFound('没有这个招标公告')
  const page = pageNumber(new URL(request.url))
  const listed = await listCommitments(db, tender.id, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { tenderId: tender.id, title: tender.terms.title, page, ...listed }
}

export default function CommitmentsPage() {
  const { tenderId, title, commitments, total, page } = useLoaderData<typeof loader>()
  return (
    <Page
      title="密封日志承诺值"
      crumbs={[
        { to: '/notices', label: '招标公告' },
        { to: `/notices/${tenderId}`, label: title },
      ]}
      lead="投标期间每日零时和投标截止时各公布一次，开标后可用公布的密封日志和随机数逐一重算。"
    >
      {total === 0 ? (
        <EmptyState title="还没有承诺值">第一个承诺值在公告次日零时之后公布。</EmptyState>
      ) : (
        <CommitmentTable commitments={commitments} />
      )}
      <Pagination total={total} page={page} />
    </Page>
  )
}
