import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listUntakenAttempts } from '#db/queries/claims-imports.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { AttemptTable } from './attempt-table.tsx'
import { crumbsOf, requireClaimsYear, withState } from './claims-year.server.ts'

export const meta: MetaFunction = () => [{ title: '未入账的导入 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireClaimsYear(request, params, 'see-claims')
  const page = pageNumber(new URL(request.url))
  const { items, total } = await listUntakenAttempts(db, year.id, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  const now = await databaseClock(db)
  const attempts = items.map((attempt) => withState(attempt, now))
  return { yearId: year.id, crumbs: crumbsOf(year), page, total, attempts }
}

export default function AttemptsPage() {
  const { yearId, crumbs, page, total, attempts } = useLoaderData<typeof loader>()
  const base = `/contract-years/${yearId}/claims`
  return (
    <Page title="未入账的导入" crumbs={[...crumbs, { to: base, label: '赔付明细' }]}>
      <Section title="没有入账的文件">
        <AttemptTable base={base} attempts={attempts} caption="最近的导入在前" />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
