import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireContext } from '#app/auth/session.server.ts'
import { type RerunBenefitsRefusal, rerunBenefits } from '#app/commands/rerun-benefits.server.ts'
import { LinkButton } from '#app/components/button.tsx'
import { PAGE_SIZE } from '#app/components/data-table.tsx'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { mayDo } from '#app/auth/permissions.ts'
import { refused } from '#app/forms/parse-form.server.ts'
import { ActRefusal } from '#app/forms/post-button.tsx'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import {
  countDifferences,
  listCountedImports,
  listDifferences,
  listRuns,
} from '#db/queries/benefit-run-lists.server.ts'
import { findChosenRun, requireBenefitsYear, yearCrumbs, yearLead } from './benefits-year.server.ts'
import { DifferenceSection } from './difference-section.tsx'
import { askedKind } from './difference-text.ts'
import { RerunButton } from './rerun-button.tsx'
import { RunTable } from './run-table.tsx'
import { RunTotalsTable } from './run-totals-table.tsx'
import { staleReasons } from './stale-reasons.ts'

export const meta: MetaFunction = () => [{ title: '待遇复算 · 共济' }]

const LATEST_RUNS = 10

const REFUSALS: Record<Exclude<RerunBenefitsRefusal, 'not-found'>, string> = {
  'no-claims': '本年度还没有入账的赔付明细，无法复算',
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { viewer, year } = await requireBenefitsYear({ request, params })
  const url = new URL(request.url)
  const page = pageNumber(url)
  const kind = askedKind(url)
  const run = await findChosenRun(year.id, url)
  const runs = await listRuns(db, year.id, { limit: LATEST_RUNS, offset: 0 })
  const importKeys = await listCountedImports(db, year.id)
  const filter = run && { yearKey: year.key, runKey: run.key, kind: kind || undefined }
  return {
    yearId: year.id,
    crumbs: yearCrumbs(year),
    lead: yearLead(year),
    page,
    kind,
    run,
    runs,
    hasClaims: importKeys.length > 0,
    stale: run ? staleReasons(run, { importKeys, terms: year.benefitTerms }) : [],
    counts: filter && (await countDifferences(db, filter)),
    differences: filter
      ? await listDifferences(db, filter, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
      : [],
    mayRun: mayDo(viewer.role, 'rerun-benefits'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const context = await requireContext(request, 'rerun-benefits')
  const contractYearId = param(params, 'yearId')
  const ran = await rerunBenefits(context, { contractYearId })
  if (ran.ok) return redirect(`/contract-years/${contractYearId}/benefits`)
  if (ran.refusal === 'not-found') return notFound('没有这个合同年度')
  return refused(REFUSALS[ran.refusal])
}

export default function BenefitsPage() {
  const { yearId, crumbs, lead, page, kind, run, runs, hasClaims, stale, counts, ...rest } =
    useLoaderData<typeof loader>()
  const base = `/contract-years/${yearId}`
  return (
    <Page
      title="待遇复算"
      crumbs={crumbs}
      lead={lead}
      actions={
        <>
          {rest.mayRun ? <RerunButton first={run === null} /> : null}
          <LinkButton to={`${base}/development`} tone="plain">
            逐月赔付
          </LinkButton>
        </>
      }
    >
      <ActRefusal />
      <p className="muted">
        按合同（含补充协议）的待遇标准，对本年度全部赔付明细逐笔重新计算应付金额，与保险公司报送的已付金额核对到分。
      </p>
      {stale.length > 0 ? (
        <Alert tone="warning" title="这次复算的依据已有变化">
          <ul>
            {stale.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      {run && counts ? (
        <>
          <Section title={`第 ${run.key} 号复算结果`}>
            <RunTotalsTable run={run} counts={counts} />
          </Section>
          <DifferenceSection
            base={base}
            run={run}
            counts={counts}
            kind={kind}
            page={page}
            differences={rest.differences}
          />
          <Section title="历次复算">
            <RunTable base={base} runs={runs} chosen={run.key} />
          </Section>
        </>
      ) : (
        <EmptyState title="还没有复算过">
          {hasClaims ? (
            <p>点“开始复算”，系统逐笔核对本年度的赔付。</p>
          ) : (
            <p>
              先由保险公司财务导入<Link to={`${base}/claims`}>赔付明细</Link>，入账后即可复算。
            </p>
          )}
        </EmptyState>
      )}
    </Page>
  )
}
