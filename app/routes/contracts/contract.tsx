import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { mayDo } from '#app/auth/permissions.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { ContractTermsSections } from '#app/components/contract-terms.tsx'
import { Alert, Page } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { contractDeadline } from '#app/domain/award/award-day.ts'
import { dateInChina } from '#app/domain/calendar.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { listContractYears } from '#db/queries/contract-years.server.ts'
import { findContract } from '#db/queries/contracts.server.ts'
import { loadContractCheck } from './contract-check.server.ts'
import { ContractCheckSection } from './contract-check-section.tsx'
import { loadContractChanges } from './contract-changes.server.ts'
import { ContractAlerts, ContractChangesSection } from './contract-changes.tsx'
import { partyOf } from './find-contract.server.ts'
import { SigningSection } from './signing-section.tsx'
import { YearsSection } from './years-section.tsx'

export const meta: MetaFunction = () => [{ title: '合同 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const contract =
    (await findContract(db, param(params, 'contractId'), contractScope(viewer))) ??
    notFound('没有这个合同')
  const today = dateInChina(await databaseClock(db))
  const { lastDay, rule } = contractDeadline(contract.regime, dateInChina(contract.awardedAt))
  const isSigned = contract.confirmations.length === 2
  const signedAt = isSigned ? contract.confirmations[1]?.confirmedAt : undefined
  const party = partyOf(contract, viewer)
  return {
    contract,
    check: await loadContractCheck(contract, today),
    changes: isSigned ? await loadContractChanges(contract, today) : null,
    years: await listContractYears(db, contract.id),
    signing: {
      lastDay,
      source: rule.source,
      late: signedAt !== undefined && dateInChina(signedAt) > lastDay,
    },
    mayConfirm:
      party !== null &&
      mayDo(viewer.role, 'confirm-contract') &&
      !contract.isVoid &&
      !contract.confirmations.some((confirmation) => confirmation.party === party),
  }
}

export default function ContractPage() {
  const { contract, check, changes, years, signing, mayConfirm } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`合同 ${contract.number}`}
      crumbs={[{ to: '/contracts', label: '合同与结算' }]}
      lead={
        <Link
          to={`/notices/${contract.tenderId}`}
        >{`${contract.tenderTitle} · ${contract.lotName}`}</Link>
      }
      actions={
        mayConfirm ? (
          <PostButton action={`/contracts/${contract.id}/confirm`} label="确认合同" />
        ) : undefined
      }
    >
      {contract.isVoid ? (
        <Alert tone="danger" title="本合同作废">
          签订前中标已被撤销，双方不再确认。
        </Alert>
      ) : null}
      {changes ? <ContractAlerts contractId={contract.id} changes={changes} /> : null}
      <SigningSection contract={contract} signing={signing} />
      {years.length > 0 ? <YearsSection years={years} /> : null}
      {changes ? <ContractChangesSection contractId={contract.id} changes={changes} /> : null}
      <ContractCheckSection check={check} />
      <ContractTermsSections terms={check.terms} />
    </Page>
  )
}
