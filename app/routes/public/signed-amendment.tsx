import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { AmendmentFacts } from '#app/routes/contracts/amendment-facts.tsx'
import { ContractChangesTable } from '#app/routes/contracts/changes-table.tsx'
import { loadAmendment } from '#app/routes/contracts/load-amendment.server.ts'
import { findSignedContract } from '#db/queries/contracts.server.ts'

export const meta: MetaFunction = () => [{ title: '补充协议公开 · 共济' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const contract =
    (await findSignedContract(db, param(params, 'contractId'))) ?? notFound('没有这个已签订的合同')
  const loaded = await loadAmendment(contract, param(params, 'number'))
  if (loaded.state !== 'signed') return notFound('没有这份补充协议')
  return { ...loaded, contract: { id: contract.id, number: contract.number } }
}

export default function SignedAmendmentPage() {
  const { contract, amendment, state, changes } = useLoaderData<typeof loader>()
  const path = `/signed-contracts/${contract.id}`
  return (
    <Page
      title={`第 ${amendment.number} 号补充协议`}
      crumbs={[
        { to: '/signed-contracts', label: '合同公开' },
        { to: path, label: `合同 ${contract.number}` },
      ]}
    >
      <AmendmentFacts amendment={amendment} state={state} />
      <Section title="变更内容">
        <ContractChangesTable changes={changes} />
        <DocumentLinks
          label="补充协议文本"
          path={`${path}/amendments/${amendment.number}/documents/amendment`}
        />
      </Section>
    </Page>
  )
}
