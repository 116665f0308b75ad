import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { DataTable } from '#app/components/data-table.tsx'
import { Page, Section } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { type ExplainedVisit, explainVisits } from '#app/domain/benefit/explain-visits.ts'
import { notFound, param } from '#app/http/params.ts'
import { type PersonVisit, listVisitsBehind } from '#db/queries/benefit-run-lists.server.ts'
import { findChosenRun, requireBenefitsYear, yearCrumbs, yearLead } from './benefits-year.server.ts'
import { VisitSteps } from './visit-steps.tsx'

export const meta: MetaFunction = () => [{ title: '赔付计算过程 · 共济' }]

/** A person's visits that one page shows; who has more is told so. */
const MOST_VISITS = 200

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year } = await requireBenefitsYear({ request, params })
  const claimId = param(params, 'claimId')
  const run = await findChosenRun(year.id, new URL(request.url))
  const visits = await listVisitsBehind(db, { yearKey: year.key, claimId })
  const explained = explainVisits(run?.terms ?? year.benefitTerms, visits)
  const asked =
    explained.find(({ visit }) => visit.claimId === claimId) ?? notFound('本年度没有这笔赔付')
  return {
    crumbs: [...yearCrumbs(year), { to: `/contract-years/${year.id}/benefits`, label: '待遇复算' }],
    base: `/contract-years/${year.id}/benefits`,
    lead: yearLead(year),
    query: run ? `?run=${run.key}` : '',
    asked,
    visits: explained.slice(0, MOST_VISITS),
    more: Math.max(0, explained.length - MOST_VISITS),
  }
}

export default function ExplanationPage() {
  const { crumbs, base, lead, query, asked, visits, more } = useLoaderData<typeof loader>()
  const { visit } = asked
  return (
    <Page title={`赔付 ${visit.claimId} 的计算过程`} crumbs={crumbs} lead={lead}>
      <Section title="这一笔为什么是这个数">
        <VisitSteps step={asked} />
      </Section>
      <Section title="此人本年度全部就诊">
        <p className="muted">
          按就诊日期排列，同一天的按入账先后；合规费用全年累计，起付线一年只扣一次。
          {more > 0 ? `只列前 ${MOST_VISITS} 笔，其后还有 ${more} 笔。` : ''}
        </p>
        <VisitTable base={base} query={query} asked={visit.claimId} visits={visits} />
      </Section>
    </Page>
  )
}

function VisitTable({
  base,
  query,
  asked,
  visits,
}: {
  base: string
  query: string
  asked: string
  visits: readonly ExplainedVisit<PersonVisit>[]
}) {
  return (
    <DataTable
      caption="单位：元"
      rows={visits}
      keyOf={({ visit }) => visit.claimId}
      columns={[
        {
          header: '赔付编号',
          cell: ({ visit: { claimId } }) =>
            claimId === asked ? (
              <strong>{claimId}（本笔）</strong>
            ) : (
              <Link to={`${base}/claims/${encodeURIComponent(claimId)}${query}`}>{claimId}</Link>
            ),
        },
        { header: '就诊日期', cell: ({ visit }) => <ChinaDate date={visit.visitDate} /> },
        { header: '人员类别', cell: ({ visit }) => visit.category || '普通' },
        { header: '就医地', cell: ({ visit }) => visit.place || '本地' },
        {
          header: '合规费用',
          align: 'number',
          cell: ({ visit }) => <Money fen={visit.eligibleExpense} unit="" />,
        },
        {
          header: '累计合规费用',
          align: 'number',
          cell: ({ after }) => <Money fen={after} unit="" />,
        },
        { header: '应付', align: 'number', cell: ({ due }) => <Money fen={due} unit="" /> },
        {
          header: '已付',
          align: 'number',
          cell: ({ visit }) => <Money fen={visit.paid} unit="" />,
        },
        {
          header: '已付减应付',
          align: 'number',
          cell: ({ visit, due }) => <Money fen={visit.paid - due} unit="" />,
        },
      ]}
    />
  )
}
