import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { PAGE_SIZE } from '#app/components/data-table.tsx'
import { dateText } from '#app/components/format.ts'
import { Page, Section } from '#app/components/page.tsx'
import { db } from '#app/database.server.ts'
import { pageNumber } from '#app/http/params.ts'
import {
  listImportedFiles,
  listStandingTotals,
  listUntakenAttempts,
} from '#db/queries/claims-imports.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { AttemptTable } from './attempt-table.tsx'
import { crumbsOf, requireClaimsYear, withState } from './claims-year.server.ts'
import { FileTable } from './file-table.tsx'
import { YearTotals, sumTotals } from './year-totals.tsx'

export const meta: MetaFunction = () => [{ title: '赔付明细 · 共济' }]

const LATEST = 5

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year, settled, mayImport } = await requireClaimsYear(request, params, 'see-claims')
  const page = pageNumber(new URL(request.url))
  const [files, attempts, totals, now] = await Promise.all([
    listImportedFiles(db, year.id, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    listUntakenAttempts(db, year.id, { limit: LATEST, offset: 0 }),
    listStandingTotals(db, year.id),
    databaseClock(db),
  ])
  return {
    yearId: year.id,
    crumbs: crumbsOf(year),
    lead: `${year.tenderTitle} · ${year.lotName}（${dateText(year.startsOn)}—${dateText(year.endsOn)}）`,
    settled,
    mayImport,
    page,
    files,
    totals: sumTotals(totals),
    standing: totals.length,
    attempts: attempts.items.map((attempt) => withState(attempt, now)),
    attemptCount: attempts.total,
  }
}

export default function ClaimsPage() {
  const { yearId, crumbs, lead, settled, mayImport, page, files, totals, standing, ...rest } =
    useLoaderData<typeof loader>()
  const base = `/contract-years/${yearId}/claims`
  return (
    <Page
      title="赔付明细"
      crumbs={crumbs}
      lead={lead}
      actions={
        <>
          {mayImport ? <LinkButton to={`${base}/new`}>导入赔付明细</LinkButton> : null}
          {files.total > 0 ? (
            <LinkButton to={`${base}/rows`} tone="plain">
              逐笔查看
            </LinkButton>
          ) : null}
        </>
      }
    >
      {settled ? <p className="muted">本年度结算已经审定，明细不再变动。</p> : null}
      <Section title="本年度合计">
        <YearTotals totals={totals} files={standing} />
      </Section>
      <Section
        title="已入账文件"
        actions={
          files.total > 0 ? (
            <span>
              <a href={`${base}/files.xlsx`}>导出 XLSX</a>{' '}
              <a href={`${base}/files.csv`}>导出 CSV</a>
            </span>
          ) : null
        }
      >
        <FileTable base={base} files={files.items} total={files.total} page={page} />
      </Section>
      <Section
        title="未入账的导入"
        actions={
          rest.attemptCount > rest.attempts.length ? (
            <Link to={`${base}/attempts`}>全部 {rest.attemptCount} 次</Link>
          ) : null
        }
      >
        <AttemptTable base={base} attempts={rest.attempts} caption="最近的导入在前" />
      </Section>
    </Page>
  )
}
