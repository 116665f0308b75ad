import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Count } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listQualifiedLists } from '#db/queries/qualifications.server.ts'
import { RegisterLinks } from './register-links.tsx'

export const meta: MetaFunction = () => [{ title: '资质名录 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const page = pageNumber(new URL(request.url))
  const found = await listQualifiedLists(db, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
  return { ...found, page }
}

export default function QualifiedListsPage() {
  const { items, total, page } = useLoaderData<typeof loader>()
  return (
    <Page
      title="资质名录"
      lead="投标人按投标截止日有效的名录核对；后公布的名录不改变已开标投标的资格。"
      actions={<LinkButton to="/administration/qualified-lists/new">导入名录</LinkButton>}
    >
      <RegisterLinks />
      <Section title="历次名录">
        <DataTable
          caption="每份名录自生效日起整体替换前一份"
          rows={items}
          keyOf={({ id }) => id}
          empty={
            <EmptyState title="还没有导入名录">导入前，资格审查不显示名录核对结果。</EmptyState>
          }
          columns={[
            {
              header: '生效日',
              cell: ({ id, inForceFrom }) => (
                <Link to={`/administration/qualified-lists/${id}`}>
                  <ChinaDate date={inForceFrom} />
                </Link>
              ),
            },
            { header: '文号', cell: ({ source }) => source },
            {
              header: '机构数',
              align: 'number',
              cell: ({ institutions }) => <Count value={institutions} />,
            },
            { header: '文件', cell: ({ fileName }) => fileName },
            { header: '导入人', cell: ({ importedByName }) => importedByName },
            {
              header: '导入时间',
              cell: ({ importedAt }) => <ChinaDateTime instant={importedAt} />,
            },
          ]}
        />
        {total > 0 ? <Pagination total={total} page={page} /> : null}
      </Section>
    </Page>
  )
}
