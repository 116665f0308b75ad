import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { contractScope } from '#app/auth/contract-scope.server.ts'
import { mayDo } from '#app/auth/permissions.ts'
import { requirePermission } from '#app/auth/session.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { dateText } from '#app/components/format.ts'
import { settlementTermLabel } from '#app/components/labels.ts'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { Provenance } from '#app/components/provenance.tsx'
import { SettlementParts } from '#app/components/settlement-parts.tsx'
import { SettlementWaterfall } from '#app/components/settlement-waterfall.tsx'
import { TraceTable } from '#app/components/trace-table.tsx'
import { ChinaDateTime } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { differingFigures } from '#app/domain/ledger/settlement-inputs.ts'
import { settleLast } from '#app/domain/settlement/propose-year.ts'
import { firstDifference } from '#app/domain/settlement/recompute-settlement.ts'
import { PostButton } from '#app/forms/post-button.tsx'
import { notFound, param } from '#app/http/params.ts'
import { findContractYear } from '#db/queries/contract-years.server.ts'
import { findAgreedHeadcount } from '#db/queries/headcounts.server.ts'
import {
  findSettlement,
  listEarlierSettlements,
  listProposals,
} from '#db/queries/settlements.server.ts'
import { findSettlementInputs } from '#db/queries/statements.server.ts'
import { listProvenanceNotes } from '#db/queries/tenders.server.ts'
import { FigureSources } from './figure-sources.tsx'
import { ProposalHistory } from './proposal-history.tsx'
import { ReturnForm } from './return-form.tsx'

export const meta: MetaFunction = () => [{ title: '年度结算 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requirePermission(request, 'see-contracts')
  const year =
    (await findContractYear(db, param(params, 'yearId'), contractScope(viewer))) ??
    notFound('没有这个合同年度')
  const proposals = await listProposals(db, year.id)
  const final = await findSettlement(db, year.id)
  const shown =
    proposals.find(({ id }) => id === final?.proposalId) ??
    proposals.find(({ returned }) => !returned) ??
    proposals[0]
  const headcount = await findAgreedHeadcount(db, year.id)
  const earlier = await listEarlierSettlements(db, {
    contractId: year.contractId,
    before: year.number,
  })
  const recomputed =
    shown &&
    settleLast(year.terms.basis, year.terms.settlementTerms, [
      ...earlier.flatMap((before) => (before.final ? [before.final.figures] : [])),
      shown.figures,
    ])
  const isFundOfficer =
    viewer.role === 'fund-officer' && viewer.organisationId === year.policyholderId
  const isOpen = shown !== undefined && !shown.returned && !final
  const unlike =
    shown && !final ? differingFigures(await findSettlementInputs(db, year.id), shown.figures) : []
  return {
    year,
    unlike,
    mayOpenAccounts: mayDo(viewer.role, 'see-accounts'),
    proposals,
    shown: shown ?? null,
    final: final ?? null,
    headcount: headcount ?? null,
    difference:
      shown && recomputed ? (firstDifference(shown.settlement, recomputed) ?? null) : null,
    notes: await listProvenanceNotes(db, year.id),
    isAuditor: viewer.role === 'auditor',
    may: {
      confirm: isFundOfficer && isOpen && !shown.confirmed,
      signOff: viewer.role === 'auditor' && isOpen && shown.confirmed !== null,
      return:
        isOpen &&
        (viewer.role === 'auditor' ? shown.confirmed !== null : isFundOfficer && !shown.confirmed),
      publish: isFundOfficer && final !== undefined && final.publishedAt === null,
      propose:
        viewer.role === 'insurer-finance' &&
        viewer.organisationId === year.insurerId &&
        !final &&
        !isOpen,
    },
  }
}

export default function SettlementPage() {
  const {
    year,
    proposals,
    shown,
    final,
    headcount,
    difference,
    notes,
    isAuditor,
    may,
    ...accounts
  } = useLoaderData<typeof loader>()
  const base = `/contract-years/${year.id}/settlement`
  const crumbs = [
    { to: '/contracts', label: '合同与结算' },
    { to: `/contracts/${year.contractId}`, label: `合同 ${year.contractNumber}` },
    { to: `/contract-years/${year.id}`, label: `第${year.number}合同年度` },
  ]
  if (!shown) {
    return (
      <Page
        title="年度结算"
        crumbs={crumbs}
        actions={
          may.propose ? <LinkButton to={`${base}/propose`}>申报年度结算</LinkButton> : undefined
        }
      >
        <EmptyState title="还没有结算申报">合同年度结束后，由保险公司财务申报。</EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title="年度结算"
      crumbs={crumbs}
      lead={`${year.tenderTitle} · ${year.lotName} · 第${year.number}年度（${dateText(year.startsOn)}—${dateText(year.endsOn)}）`}
      actions={
        <>
          {may.propose ? <LinkButton to={`${base}/propose`}>重新申报</LinkButton> : null}
          {may.confirm ? (
            <PostButton
              action={`${base}/confirm`}
              values={{ proposalId: shown.id }}
              label="确认结算"
            />
          ) : null}
          {may.signOff ? (
            <PostButton
              action={`${base}/sign-off`}
              values={{ proposalId: shown.id }}
              label="复算一致，签署审定"
            />
          ) : null}
          {may.publish ? <PostButton action={`${base}/publish`} label="公开年度结算" /> : null}
        </>
      }
    >
      <Provenance notes={notes} />
      <Section title="办理状态">
        {final ? (
          <Alert tone="success" title={`已审定：${final.signerName}`}>
            <ChinaDateTime instant={final.signedOffAt} />
            {final.publishedAt ? (
              <>
                {' '}
                · <Link to={`/accounts/${year.id}`}>公开页面</Link>
              </>
            ) : null}
          </Alert>
        ) : shown.returned ? (
          <Alert tone="danger" title={`已退回：${shown.returned.reason}`}>
            {shown.returned.name}，<ChinaDateTime instant={shown.returned.at} />
          </Alert>
        ) : shown.confirmed ? (
          <Alert tone="info" title="基金经办已确认，等待审计签署" />
        ) : (
          <Alert tone="info" title="保险公司已申报，等待基金经办审核" />
        )}
        {accounts.unlike.length > 0 ? (
          <Alert
            tone="danger"
            title={`与单独核算账簿不一致：${accounts.unlike.map((figure) => settlementTermLabel[figure] ?? figure).join('、')}`}
          >
            账簿在申报后有变动，须退回重新申报。
          </Alert>
        ) : null}
        {difference ? (
          <Alert tone="danger" title={`复算不一致：${difference.at}`}>
            申报 {difference.stored}，复算 {difference.recomputed}
          </Alert>
        ) : (
          <p>
            系统已按合同条款与所列数据重新计算：<strong>与申报逐行一致</strong>（
            {shown.settlement.trace.length} 个步骤）。
          </p>
        )}
      </Section>
      <Section title="收支去向">
        <SettlementWaterfall premium={shown.figures.premium} settlement={shown.settlement} />
        <SettlementParts premium={shown.figures.premium} settlement={shown.settlement} />
      </Section>
      <FigureSources
        figures={shown.figures}
        evidence={shown.evidence}
        headcount={headcount}
        yearId={year.id}
        accounts={accounts.mayOpenAccounts}
      />
      <Section title="计算过程">
        <p className="muted">
          合同约定见 <Link to={`/contracts/${year.contractId}`}>合同 {year.contractNumber}</Link>。
        </p>
        <TraceTable trace={shown.settlement.trace} />
      </Section>
      {may.return ? (
        <Section title={isAuditor ? '提出审计疑点并退回' : '退回申报'}>
          <ReturnForm action={`${base}/return`} proposalId={shown.id} />
        </Section>
      ) : null}
      <ProposalHistory proposals={proposals} />
    </Page>
  )
}
