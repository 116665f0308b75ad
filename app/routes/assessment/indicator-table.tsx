import { Link } from '@remix-run/react'
import { type ReactNode } from 'react'
import { indicatorValueText, targetText } from '#app/components/contract-term-text.ts'
import { DataTable } from '#app/components/data-table.tsx'
import { Badge } from '#app/components/page.tsx'
import { ChinaDate, Money } from '#app/components/values.tsx'
import { indicatorStateLabel, indicatorStateTone } from './assessment-labels.ts'
import { type AssessmentView, type IndicatorRow } from './load-assessment.server.ts'

/** One row an indicator: target, measured, what it costs, and whose turn it is. */
export function IndicatorTable({ view }: { view: AssessmentView }) {
  return (
    <DataTable
      caption="扣款单位：元"
      rows={view.rows}
      keyOf={({ indicator }) => indicator.id}
      columns={[
        { header: '指标', cell: ({ indicator }) => indicator.name },
        { header: '目标', cell: ({ indicator }) => targetText(indicator) },
        {
          header: '实测',
          align: 'number',
          cell: ({ indicator, latest }) =>
            latest ? indicatorValueText(indicator.unit, latest.measured) : '—',
        },
        {
          header: '差距',
          align: 'number',
          cell: ({ indicator, result }) =>
            result ? indicatorValueText(indicator.unit, result.shortfall) : '—',
        },
        {
          header: '计算扣款',
          align: 'number',
          cell: ({ latest }) => (latest ? <Money fen={latest.proposedDeduction} unit="" /> : '—'),
        },
        {
          header: '确定扣款',
          align: 'number',
          cell: ({ latest }) =>
            latest?.decision ? <Money fen={latest.decision.deduction} unit="" /> : '—',
        },
        { header: '状态', cell: (row) => <State row={row} /> },
        { header: '办理', cell: (row) => <Act row={row} view={view} /> },
      ]}
    />
  )
}

function State({ row: { state, latest } }: { row: IndicatorRow }): ReactNode {
  return (
    <>
      <Badge tone={indicatorStateTone[state]}>{indicatorStateLabel[state]}</Badge>
      {state === 'awaiting-reply' && latest ? (
        <>
          {' '}
          <span className="muted">
            答复至 <ChinaDate date={latest.replyUntil} />
          </span>
        </>
      ) : null}
    </>
  )
}

function Act({ row, view }: { row: IndicatorRow; view: AssessmentView }): ReactNode {
  const { indicator, latest, state } = row
  const base = `/contract-years/${view.year.id}/assessment`
  if (view.isSettled || state === 'decided') return '—'
  if (view.isFinance && state === 'awaiting-reply' && latest)
    return <Link to={`${base}/${latest.id}/reply`}>答复</Link>
  if (!view.isFundOfficer || view.premium === null) return '—'
  return (
    <>
      {state === 'awaiting-decision' && latest ? (
        <>
          <Link to={`${base}/${latest.id}/decide`}>确定扣款</Link>{' '}
        </>
      ) : null}
      <Link to={`${base}/record/${indicator.id}`}>{latest ? '重新登记' : '登记'}</Link>
    </>
  )
}
