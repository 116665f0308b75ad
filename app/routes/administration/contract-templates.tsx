import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable, PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { FilterForm } from '#app/components/filter-form.tsx'
import { Badge, EmptyState, Page, Section } from '#app/components/page.tsx'
import { ChinaDate } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listContractTemplates } from '#db/queries/contract-templates.server.ts'
import { RegisterLinks } from './register-links.tsx'

export const meta: MetaFunction = () => [{ title: '合同范本 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePermission(request, 'keep-registers')
  const url = new URL(request.url)
  const filter = {
    search: (url.searchParams.get('search') ?? '').trim().slice(0, 100),
    state: url.searchParams.get('state') ?? '',
  }
  const page = pageNumber(url)
  const found = await listContractTemplates(db, filter, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, filter, page }
}

export default function ContractTemplatesPage() {
  const { items, total, filter, page } = useLoaderData<typeof loader>()
  return (
    <Page
      title="合同范本"
      lead="新建招标项目可以从在用的范本开始；停用不影响已建立的项目。"
      actions={<LinkButton to="/administration/contract-templates/new">新增范本</LinkButton>}
    >
      <RegisterLinks />
      <Section title="范本">
        <FilterForm
          search={{ label: '名称或省份', value: filter.search }}
          selects={[
            {
              name: 'state',
              label: '状态',
              value: filter.state,
              options: [
                { value: 'in-use', label: '在用' },
                { value: 'retired', label: '已停用' },
              ],
            },
          ]}
        />
        <DataTable
          caption="各省合同范本"
          rows={items}
          keyOf={({ id }) => id}
          empty={<EmptyState title="没有符合条件的范本">可以新增一份。</EmptyState>}
          columns={[
            { header: '省份', cell: ({ province }) => province },
            {
              header: '名称',
              cell: ({ id, name }) => (
                <Link to={`/administration/contract-templates/${id}`}>{name}</Link>
              ),
            },
            { header: '文号', cell: ({ document }) => document },
            { header: '发布日期', cell: ({ issuedOn }) => <ChinaDate date={issuedOn} /> },
            {
              header: '状态',
              cell: ({ retiredAt }) =>
                retiredAt ? (
                  <Badge tone="neutral">已停用</Badge>
                ) : (
                  <Badge tone="success">在用</Badge>
                ),
            },
          ]}
        />
        {total > 0 ? <Pagination total={total} page={page} /> : null}
      </Section>
    </Page>
  )
}
