import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { listContracts } from '#db/queries/contracts.server.ts'
import { ContractTable } from './contract-table.tsx'

export const meta: MetaFunction = () => [{ title: '合同与结算 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const page = pageNumber(new URL(request.url))
  const found = await listContracts(db, contractScope(viewer), {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  })
  return { ...found, page }
}

export default function ContractsPage() {
  const { items, total, page } = useLoaderData<typeof loader>()
  return (
    <Page title="合同与结算">
      <Section title="合同列表">
        <ContractTable
          contracts={items}
          linkTo={(id) => `/contracts/${id}`}
          empty="定标后由招标经办从中标结果生成合同。"
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
