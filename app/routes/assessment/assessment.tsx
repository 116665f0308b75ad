import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Alert, EmptyState, Page, Section } from '#app/components/page.tsx'
import { Money } from '#app/components/values.tsx'
import { requireAssessment } from './assessment-page.server.ts'
import { AssessmentHistory } from './assessment-history.tsx'
import { IndicatorBars } from './indicator-bars.tsx'
import { IndicatorTable } from './indicator-table.tsx'

export const meta: MetaFunction = () => [{ title: '考核 · 共济' }]

export async function loader(args: LoaderFunctionArgs) {
  return requireAssessment(args)
}

export default function AssessmentPage() {
  const { view, crumbs } = useLoaderData<typeof loader>()
  const { rows, premium, decided, isSettled, replyWorkingDays } = view
  const base = `/contract-years/${view.year.id}`
  if (rows.length === 0)
    return (
      <Page title="考核" crumbs={crumbs}>
        <EmptyState title="合同没有约定考核指标">本年度不产生考核扣款。</EmptyState>
      </Page>
    )
  return (
    <Page title="考核" crumbs={crumbs}>
      {isSettled ? <Alert tone="info" title="本年度结算已经审定，考核不再变动。" /> : null}
      {premium === null ? (
        <Alert tone="warning" title="年度保费尚未确认，暂不能登记考核结果">
          扣款以双方确认的当年保费为基数。
        </Alert>
      ) : null}
      <Section
        title="考核指标"
        actions={<a href={`${base}/assessment.xlsx`}>下载考核表（XLSX）</a>}
      >
        <IndicatorTable view={view} />
        <IndicatorBars rows={rows} />
        <p className="muted">
          登记后承办保险公司有 {replyWorkingDays}{' '}
          个工作日答复；答复或期满之后扣款才能确定，且不超过按合同计算的数额。
        </p>
      </Section>
      <Section title="计入年度结算">
        <p>
          已确定扣款合计 <Money fen={decided} />
          ，作为“考核扣款”计入<Link to={`${base}/settlement`}>年度结算</Link>。
          {view.seesAccounts ? (
            <>
              凭证见<Link to={`${base}/accounts/book/assessment-deduction`}>考核扣款账簿</Link>。
            </>
          ) : null}
        </p>
      </Section>
      <Section title="登记、答复与确定">
        <AssessmentHistory rows={rows} />
      </Section>
    </Page>
  )
}
