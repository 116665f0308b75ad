import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { LinkButton } from '#app/components/button.tsx'
import { PAGE_SIZE } from '#app/components/data-table.tsx'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { countText } from '#app/components/format.ts'
import { Alert, Page, Section } from '#app/components/page.tsx'
import { ChinaDateTime, HashText } from '#app/components/values.tsx'
import { db } from '#app/database.server.ts'
import { notFound, pageNumber, param } from '#app/http/params.ts'
import {
  countFindings,
  findAttempt,
  findImportedFile,
  listFindings,
} from '#db/queries/claims-imports.server.ts'
import { databaseClock } from '#db/queries/clock.server.ts'
import { AttemptBadge, outcomeText, outcomeTone } from './attempt-outcome.tsx'
import { crumbsOf, requireClaimsYear, withState } from './claims-year.server.ts'
import { ControlTotals } from './control-totals.tsx'
import { FindingsSection } from './findings-section.tsx'

export const meta: MetaFunction = () => [{ title: '赔付明细导入结果 · 共济' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { year, mayImport } = await requireClaimsYear(request, params, 'see-claims')
  const attemptId = param(params, 'attemptId')
  const found =
    (await findAttempt(db, { contractYearId: year.id, attemptId })) ?? notFound('没有这次导入')
  const attempt = withState(found, await databaseClock(db))
  const page = pageNumber(new URL(request.url))
  const number = attempt.importNumber
  return {
    yearId: year.id,
    crumbs: crumbsOf(year),
    attempt,
    file: number === null ? null : await findImportedFile(db, { contractYearId: year.id, number }),
    mayReverse: mayImport && number !== null && attempt.reversedAt === null,
    mayImport,
    page,
    kinds: attempt.findingCount ? await countFindings(db, attemptId) : [],
    findings: attempt.findingCount
      ? await listFindings(db, attemptId, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE })
      : [],
  }
}

export default function AttemptPage() {
  const { yearId, crumbs, attempt, file, mayReverse, mayImport, page, kinds, findings } =
    useLoaderData<typeof loader>()
  useRefreshWhile(attempt.state === 'running')
  const base = `/contract-years/${yearId}/claims`
  return (
    <Page
      title={`赔付明细导入 · ${attempt.reference}`}
      crumbs={[...crumbs, { to: base, label: '赔付明细' }]}
      actions={
        <>
          {mayImport && attempt.state !== 'running' && !file ? (
            <LinkButton to={`${base}/new`}>重新上传</LinkButton>
          ) : null}
          {mayReverse ? (
            <LinkButton to={`${base}/${attempt.id}/reverse`} tone="danger">
              冲回
            </LinkButton>
          ) : null}
        </>
      }
    >
      <div aria-live="polite">
        <Alert tone={outcomeTone(attempt)}>
          <p>
            <AttemptBadge {...attempt} /> {outcomeText(attempt)}
          </p>
          {attempt.state === 'running' ? (
            <p>
              已读 {countText(attempt.rows ?? 0)} 行。<Link to="">刷新</Link>
            </p>
          ) : null}
        </Alert>
      </div>
      {attempt.state === 'ended' ? (
        <Section title="控制总数">
          <ControlTotals stated={attempt.stated} counted={attempt.counted} />
        </Section>
      ) : null}
      {attempt.findingCount ? (
        <FindingsSection
          address={`${base}/${attempt.id}/findings.csv`}
          total={attempt.findingCount}
          kinds={kinds}
          findings={findings}
          page={page}
        />
      ) : null}
      <Section title="这次导入">
        <DefinitionList
          items={[
            { label: '批次号', value: attempt.reference },
            {
              label: '方式',
              value: `${attempt.source === 'api' ? '接口' : '网页'}，${attempt.format.toUpperCase()}`,
            },
            { label: '导入人', value: attempt.starterName },
            { label: '开始', value: <ChinaDateTime instant={attempt.startedAt} /> },
            {
              label: '结束',
              value: attempt.endedAt ? <ChinaDateTime instant={attempt.endedAt} /> : '—',
            },
            ...(file
              ? [
                  { label: '文件校验值（SHA-256）', value: <HashText sha256={file.sha256} /> },
                  {
                    label: '明细',
                    value: <Link to={`${base}/rows?file=${file.number}`}>逐笔查看</Link>,
                  },
                ]
              : []),
            ...(file?.reversedAt
              ? [
                  {
                    label: '冲回',
                    value: (
                      <>
                        {file.reverserName}，<ChinaDateTime instant={file.reversedAt} />
                      </>
                    ),
                  },
                  { label: '冲回理由', value: file.reversalReason },
                  { label: '冲回依据', value: file.reversalDocument },
                ]
              : []),
          ]}
        />
      </Section>
    </Page>
  )
}

const REFRESH_MS = 1_500

/** Asks again while the file is being read; without scripts there is a link. */
function useRefreshWhile(running: boolean): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!running || state !== 'idle') return undefined
    const timer = setTimeout(revalidate, REFRESH_MS)
    return () => clearTimeout(timer)
  }, [running, revalidate, state])
}
