import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { PAGE_SIZE } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Count, HashText } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import { findQualifiedList, listQualifiedInstitutions } from '#db/queries/qualifications.server.ts'
import { InstitutionTable, institutionFilter } from './institution-table.tsx'

export const meta: MetaFunction = () => [{ title: '资质名录 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const list = await findQualifiedList(db, param(params, 'listId'))
  if (!list) return notFound('没有这份名录')
  const url = new URL(request.url)
  const page = pageNumber(url)
  const filter = institutionFilter(url)
  const found = await listQualifiedInstitutions(
    db,
    { listId: list.id, ...filter },
    { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
  )
  return { list, filter, page, ...found }
}

export default function QualifiedListPage() {
  const { list, filter, page, items, total } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`资质名录 · 自${dateText(list.inForceFrom)}起`}
      crumbs={[{ to: '/administration/qualified-lists', label: '资质名录' }]}
    >
      <Section title="来源">
        <DefinitionList
          items={[
            { label: '生效日', value: <ChinaDate date={list.inForceFrom} /> },
            { label: '文号', value: list.source },
            { label: '机构数', value: <Count value={list.institutions} /> },
            { label: '文件', value: list.fileName },
            { label: '文件校验值（SHA-256）', value: <HashText sha256={list.fileSha256} /> },
            {
              label: '导入',
              value: (
                <>
                  {list.importedByName}，<ChinaDateTime instant={list.importedAt} />
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section title="机构">
        <InstitutionTable items={items} total={total} page={page} filter={filter} />
      </Section>
    </Page>
  )
}
