import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { dateText } from '#app/components/format.ts'
import { Page } from '#app/components/page.tsx'
import { Provenance } from '#app/components/provenance.tsx'
import { db } from '#app/database.server.ts'
import { notFound, param } from '#app/http/params.ts'
import { BenefitsSection } from '#app/routes/benefits/benefits-section.tsx'
import { loadBenefits } from '#app/routes/benefits/load-benefits.server.ts'
import { AssessmentSection } from '#app/routes/assessment/assessment-section.tsx'
import { loadAssessment } from '#app/routes/assessment/load-assessment.server.ts'
import { ClaimsSection } from '#app/routes/claims/claims-section.tsx'
import { AccountsSection } from '#app/routes/ledger/accounts-section.tsx'
import { loadAccounts } from '#app/routes/ledger/load-accounts.server.ts'
import { loadClaims } from '#app/routes/claims/load-claims.server.ts'
import { loadPremium } from '#app/routes/premiums/load-premium.server.ts'
import { PremiumSection } from '#app/routes/premiums/premium-section.tsx'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { findSettlement, listProposals } from '#db/queries/settlements.server.ts'
import { listProvenanceNotes } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '合同年度 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const { id, contractId, contractNumber, number, startsOn, endsOn, tenderTitle, lotName } = year
  const proposals = await listProposals(db, year.id)
  return {
    year: { id, contractId, contractNumber, number, startsOn, endsOn, tenderTitle, lotName },
    premium: await loadPremium(year, viewer),
    benefits: await loadBenefits(year, viewer),
    assessment: await loadAssessment(year, viewer),
    claims: await loadClaims(year, viewer),
    accounts: await loadAccounts(year, viewer),
    hasProposals: proposals.length > 0,
    proposalOpen: proposals.some(({ returned }) => !returned),
    final: (await findSettlement(db, year.id)) !== undefined,
    notes: await listProvenanceNotes(db, year.id),
  }
}

export default function ContractYearPage() {
  const { year, premium, claims, benefits, accounts, assessment, hasProposals, notes } =
    useLoaderData<typeof loader>()
  return (
    <Page
      title={`第${year.number}合同年度`}
      crumbs={[
        { to: '/contracts', label: '合同与结算' },
        { to: `/contracts/${year.contractId}`, label: `合同 ${year.contractNumber}` },
      ]}
      lead={`${year.tenderTitle} · ${year.lotName}（${dateText(year.startsOn)}—${dateText(year.endsOn)}）`}
      actions={<YearActions />}
    >
      <Provenance notes={notes} />
      <PremiumSection view={premium} />
      <ClaimsSection view={claims} yearId={year.id} />
      <AccountsSection view={accounts} yearId={year.id} />
      <BenefitsSection view={benefits} />
      <AssessmentSection view={assessment} />
      {hasProposals ? (
        <p>
          <Link to={`/contract-years/${year.id}/settlement`}>查看年度结算</Link>
        </p>
      ) : null}
    </Page>
  )
}

function YearActions() {
  const { year, premium, hasProposals, proposalOpen, final } = useLoaderData<typeof loader>()
  const base = `/contract-years/${year.id}`
  const { isFundOfficer, isFinance, isActual } = premium
  const isAnswerPending = premium.headcounts.some(({ agreed }) => agreed === null)
  return (
    <>
      {isFundOfficer && !isActual && !isAnswerPending ? (
        <LinkButton to={`${base}/headcount`}>登记参保人数</LinkButton>
      ) : null}
      {isFinance && isAnswerPending ? (
        <LinkButton to={`${base}/headcount/answer`}>答复参保人数</LinkButton>
      ) : null}
      {isFundOfficer && premium.premium !== null && premium.paid < premium.premium ? (
        <LinkButton to={`${base}/payments`} tone="plain">
          登记保费拨付
        </LinkButton>
      ) : null}
      {isFinance && isActual && !proposalOpen && !final ? (
        <LinkButton to={`${base}/settlement/propose`}>申报年度结算</LinkButton>
      ) : null}
      {hasProposals ? (
        <LinkButton to={`${base}/settlement`} tone="plain">
          年度结算
        </LinkButton>
      ) : null}
    </>
  )
}
