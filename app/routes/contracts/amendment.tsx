import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { mayDo } from '#app/auth/permissions.ts'
import { LinkButton } from '#app/components/button.tsx'
import { contractPartyLabel } from '#app/components/contract-change-text.ts'
import { DocumentLinks } from '#app/components/document-links.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { PostButton } from '#app/forms/post-button.tsx'
import { param } from '#app/http/params.ts'
import { AmendmentFacts } from './amendment-facts.tsx'
import { ContractChangesTable } from './changes-table.tsx'
import { findContractFor } from './find-contract.server.ts'
import { loadAmendment } from './load-amendment.server.ts'

export const meta: MetaFunction = () => [{ title: '补充协议 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { contract, viewer, party } = await findContractFor(request, param(params, 'contractId'))
  const loaded = await loadAmendment(contract, param(params, 'number'))
  const isSigner = party !== null && mayDo(viewer.role, 'sign-amendment')
  const open = loaded.state === 'to-sign'
  const hasSigned = loaded.amendment.confirmations.some((one) => one.party === party)
  return {
    ...loaded,
    contract: { id: contract.id, number: contract.number },
    maySign: isSigner && open && !hasSigned,
    mayWithdraw: isSigner && open,
    party,
  }
}

export default function AmendmentPage() {
  const { contract, amendment, state, changes, maySign, mayWithdraw, party } =
    useLoaderData<typeof loader>()
  const path = `/contracts/${contract.id}/amendments/${amendment.number}`
  return (
    <Page
      title={`第 ${amendment.number} 号补充协议`}
      crumbs={[
        { to: `/contracts/${contract.id}`, label: `合同 ${contract.number}` },
        { to: `/contracts/${contract.id}/amendments`, label: '补充协议' },
      ]}
      actions={
        <>
          {maySign && party ? (
            <PostButton action={`${path}/sign`} label={`代表${contractPartyLabel[party]}签署`} />
          ) : null}
          {mayWithdraw ? (
            <LinkButton to={`${path}/withdraw`} tone="plain">
              不再签署
            </LinkButton>
          ) : null}
        </>
      }
    >
      <AmendmentFacts amendment={amendment} state={state} />
      <Section title="变更内容">
        <ContractChangesTable changes={changes} />
      </Section>
      <DocumentLinks label="补充协议文本" path={`${path}/documents/amendment`} />
      <p>
        <Link to={`/contracts/${contract.id}`}>返回合同</Link>
      </p>
    </Page>
  )
}
