import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { TenderTable } from '#app/routes/public/tender-table.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listOwnTenders } from '#db/queries/tender-lists.server.ts'

export const meta: MetaFunction = () => [{ title: '招标项目 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'edit-tender')
  const page = pageNumber(new URL(request.url))
  const now = await databaseClock(db)
  const found = await listOwnTenders(db, viewer.organisationId, {
    now,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, page }
}

export default function TendersPage() {
  const { items, total, page } = useLoaderData<typeof loader>()
  return (
    <Page title="招标项目" actions={<LinkButton to="/tenders/new">新建招标项目</LinkButton>}>
      <Section title="本单位的招标项目" actions={<a href="/tenders.xlsx">导出 XLSX</a>}>
        {total === 0 ? (
          <EmptyState title="还没有招标项目">点击“新建招标项目”开始编制招标文件。</EmptyState>
        ) : (
          <>
            <TenderTable tenders={items} linkTo={(id) => `/tenders/${id}`} />
            <Pagination total={total} page={page} />
          </>
        )}
      </Section>
    </Page>
  )
}
