import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PAGE_SIZE } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { pageNumber } from '#app/http/params.ts'
import {
  InstitutionTable,
  institutionFilter,
} from '#app/routes/administration/institution-table.tsx'
import { databaseClock } from '#db/queries/clock.server.ts'
import { findListInForce, listQualifiedInstitutions } from '#db/queries/qualifications.server.ts'

export const meta: MetaFunction = () => [{ title: '承办资质名录 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const list = await findListInForce(db, dateInChina(await databaseClock(db)))
  const url = new URL(request.url)
  const filter = institutionFilter(url)
  const page = pageNumber(url)
  const found = list
    ? await listQualifiedInstitutions(
        db,
        { listId: list.id, ...filter },
        { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
      )
    : { items: [], total: 0 }
  return {
    list: list ? { inForceFrom: list.inForceFrom, source: list.source } : null,
    filter,
    page,
    ...found,
  }
}

export default function QualifiedInsurersPage() {
  const { list, filter, page, items, total } = useLoaderData<typeof loader>()
  return (
    <Page
      title="承办资质名录"
      lead="可以承办城乡居民大病保险的保险机构，投标时按截止日有效的名录核对。"
    >
      {list ? (
        <Section title="现行名录">
          <p className="muted">
            {list.source}，自 <ChinaDate date={list.inForceFrom} /> 起
          </p>
          <InstitutionTable items={items} total={total} page={page} filter={filter} />
        </Section>
      ) : (
        <EmptyState title="目前没有生效的名录">名录由平台按主管部门公布的文件导入。</EmptyState>
      )}
    </Page>
  )
}
