import { Link } from '@remix-run/react'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { Section } from '#app/components/page.tsx'
import { ChinaDate, Count, Money } from '#app/components/values.tsx'
import { ClearingTable } from './clearing-table.tsx'
import { HeadcountComparison } from './headcount-comparison.tsx'
import { InstalmentTable } from './instalment-table.tsx'
import { InstalmentTimeline } from './instalment-timeline.tsx'
import { type PremiumView } from './load-premium.server.ts'
import { PremiumTaskList } from './premium-task-list.tsx'

/** Headcount, premium, instalments and clearing on the page of a contract year. */
export function PremiumSection({ view }: { view: PremiumView }) {
  const base = `/contract-years/${view.year.id}`
  return (
    <>
      <Section title="参保人数与保费">
        <PremiumTaskList tasks={view.tasks} />
        <PremiumFigures view={view} />
        <HeadcountComparison compared={view.compared} />
        <p>
          <Link to={`${base}/headcount`}>人数的登记与答复</Link>
        </p>
      </Section>
      <Section title="保费拨付">
        <InstalmentPlan view={view} />
        <p>
          <Link to={`${base}/payments`}>拨付与到账记录（{view.payments.length} 笔）</Link>
        </p>
      </Section>
      {view.clearing ? (
        <Section title="清算轧差">
          <ClearingTable clearing={view.clearing} payBy={view.days?.payBy ?? null} />
        </Section>
      ) : null}
    </>
  )
}

function PremiumFigures({ view }: { view: PremiumView }) {
  const { premium, paid } = view
  const agreed = view.compared.findLast(({ stage }) => stage !== 'tender')
  return (
    <DefinitionList
      items={[
        {
          label: '约定参保人数',
          value: agreed ? <Count value={agreed.headcount} unit="人" /> : '双方尚未确认',
        },
        { label: '筹资标准', value: <Money fen={view.fundingPerHead} /> },
        {
          label: `年度保费（人数 × 筹资标准${view.isActual || premium === null ? '' : '，预计'}）`,
          value: premium === null ? '—' : <Money fen={premium} />,
        },
        { label: '已拨付', value: <Money fen={paid} /> },
        { label: '其中已到账', value: <Money fen={view.received} /> },
        {
          label: premium !== null && paid > premium ? '多拨付' : '未拨付',
          value:
            premium === null ? (
              '—'
            ) : (
              <Money fen={paid > premium ? paid - premium : premium - paid} />
            ),
        },
      ]}
    />
  )
}

/** The drawn plan with its table, or why there is none. */
export function InstalmentPlan({ view }: { view: PremiumView }) {
  const { days, instalments } = view
  if (!days) return <p className="muted">合同没有约定分期拨付，累计拨付不超过年度保费。</p>
  return (
    <>
      {instalments.length === 0 ? (
        <p className="muted">双方确认参保人数后列出各期的日期与金额。</p>
      ) : (
        <>
          <InstalmentTimeline
            year={view.year}
            instalments={instalments}
            payments={view.payments}
            clearBy={days.clearBy}
            today={view.today}
          />
          <InstalmentTable instalments={instalments} />
        </>
      )}
      <p className="muted">
        最迟 <ChinaDate date={days.clearBy} /> 清算；审核后 {view.paymentWorkingDays}{' '}
        个工作日内支付。
      </p>
    </>
  )
}
