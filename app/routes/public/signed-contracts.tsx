import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PAGE_SIZE, Pagination } from '#app/components/data-table.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import { ContractTable } from '#app/routes/contracts/contract-table.tsx'
import { listSignedContracts } from '#db/queries/contracts.server.ts'

export const meta: MetaFunction = () => [{ title: '合同公开 · 共济' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const page = pageNumber(new URL(request.url))
  return {
    ...(await listSignedContracts(db, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })),
    page,
  }
}

export default function SignedContractsPage() {
  const { items, total, page } = useLoaderData<typeof loader>()
  return (
    <Page title="合同公开">
      <Section title="已签订的合同" actions={<a href="/signed-contracts.xlsx">导出 XLSX</a>}>
        <ContractTable
          contracts={items}
          linkTo={(id) => `/signed-contracts/${id}`}
          empty="双方确认后的合同在此公开。"
        />
        <Pagination total={total} page={page} />
      </Section>
    </Page>
  )
}
