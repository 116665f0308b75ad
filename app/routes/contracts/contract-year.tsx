import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { dateText } from '#app/components/format.ts'
import { EmptyState, Page, Section } from '#app/components/page.tsx'
import { Provenance } from '#app/components/provenance.tsx'
import { ChinaDate, Count, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { sum } from '#app/domain/money.ts'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import { listPremiumPayments } from '#db/queries/premium-payments.server.ts'
import { findSettlement, listProposals } from '#db/queries/settlements.server.ts'
import { listProvenanceNotes } from '#db/queries/tenders.server.ts'

export const meta: MetaFunction = () => [{ title: '合同年度 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const payments = await listPremiumPayments(db, year.id)
  const proposals = await listProposals(db, year.id)
  return {
    year,
    headcount: (await findAgreedHeadcount(db, year.id)) ?? null,
    payments,
    paid: sum(payments.map(({ amount }) => amount)),
    hasProposals: proposals.length > 0,
    proposalOpen: proposals.some(({ returned }) => !returned),
    final: (await findSettlement(db, year.id)) !== undefined,
    notes: await listProvenanceNotes(db, year.id),
    isFundOfficer: viewer.role === 'fund-officer' && viewer.organisationId === year.policyholderId,
    isFinance: viewer.role === 'insurer-finance' && viewer.organisationId === year.insurerId,
  }
}

export default function ContractYearPage() {
  const {
    year,
    headcount,
    payments,
    paid,
    hasProposals,
    proposalOpen,
    final,
    notes,
    isFundOfficer,
    isFinance,
  } = useLoaderData<typeof loader>()
  return (
    <Page
      title={`第${year.number}合同年度`}
      crumbs={[
        { to: '/contracts', label: '合同与结算' },
        { to: `/contracts/${year.contractId}`, label: `合同 ${year.contractNumber}` },
      ]}
      lead={`${year.tenderTitle} · ${year.lotName}（${dateText(year.startsOn)}—${dateText(year.endsOn)}）`}
      actions={
        <>
          {isFundOfficer && !headcount ? (
            <LinkButton to={`/contract-years/${year.id}/headcount`}>登记参保人数</LinkButton>
          ) : null}
          {isFundOfficer && headcount ? (
            <LinkButton to={`/contract-years/${year.id}/payments`} tone="plain">
              登记保费拨付
            </LinkButton>
          ) : null}
          {isFinance && headcount && !proposalOpen && !final ? (
            <LinkButton to={`/contract-years/${year.id}/settlement/propose`}>
              申报年度结算
            </LinkButton>
          ) : null}
          {hasProposals ? (
            <LinkButton to={`/contract-years/${year.id}/settlement`} tone="plain">
              年度结算
            </LinkButton>
          ) : null}
        </>
      }
    >
      <Provenance notes={notes} />
      <Section title="参保人数与保费">
        {headcount ? (
          <DefinitionList
            items={[
              { label: '约定参保人数', value: <Count value={headcount.headcount} unit="人" /> },
              { label: '参保时点', value: <ChinaDate date={headcount.enrolmentDate} /> },
              { label: '依据文件', value: headcount.document },
              { label: '筹资标准', value: <Money fen={year.terms.fundingPerHead} /> },
              { label: '年度保费（人数 × 筹资标准）', value: <Money fen={headcount.premium} /> },
              { label: '已拨付', value: <Money fen={paid} /> },
              { label: '未拨付', value: <Money fen={headcount.premium - paid} /> },
              { label: '登记人', value: headcount.recorderName },
            ]}
          />
        ) : (
          <EmptyState title="还没有登记参保人数">
            由基金经办按参保时点的确认表登记，系统据此算出年度保费。
          </EmptyState>
        )}
      </Section>
      <Section title="保费拨付记录">
        <DataTable
          caption="单位：元"
          rows={payments}
          keyOf={({ id }) => id}
          empty={<EmptyState title="还没有拨付记录" />}
          columns={[
            { header: '拨付日期', cell: ({ paidOn }) => <ChinaDate date={paidOn} /> },
            {
              header: '金额',
              align: 'number',
              cell: ({ amount }) => <Money fen={amount} unit="" />,
            },
            { header: '凭证', cell: ({ document }) => document },
            { header: '登记人', cell: ({ recorderName }) => recorderName },
          ]}
        />
      </Section>
      {hasProposals ? (
        <p>
          <Link to={`/contract-years/${year.id}/settlement`}>查看年度结算</Link>
        </p>
      ) : null}
    </Page>
  )
}
