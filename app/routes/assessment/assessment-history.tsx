import { deductionText, indicatorValueText } from '#app/components/contract-term-text.ts'
import { DefinitionList } from '#app/components/definition-list.tsx'
import { rateText } from '#app/components/format.ts'
import { EmptyState } from '#app/components/page.tsx'
import { ChinaDate, ChinaDateTime, Money } from '#app/components/values.tsx'
import { stanceLabel } from './assessment-labels.ts'
import { type IndicatorRow } from './load-assessment.server.ts'

/** Each value that was recorded, the reply and the decision, with the arithmetic of the latest. */
export function AssessmentHistory({ rows }: { rows: readonly IndicatorRow[] }) {
  const measured = rows.filter(({ latest }) => latest)
  if (measured.length === 0) return <EmptyState title="还没有登记考核结果" />
  return (
    <>
      {measured.map(({ indicator, versions, latest, result }) => (
        <section key={indicator.id}>
          <h3>{indicator.name}</h3>
          {result ? (
            <p className="muted">
              {deductionText(indicator)}。差距{' '}
              {indicatorValueText(indicator.unit, result.shortfall)}，计 {result.steps.toString()}{' '}
              步，扣款比例 {rateText(result.rate)}；不设上限为 <Money fen={result.uncapped} />
              ，上限 <Money fen={result.cap} />。
            </p>
          ) : null}
          {versions.map((record) => (
            <Version
              key={record.id}
              record={record}
              unit={indicator.unit}
              isLatest={record.id === latest?.id}
            />
          ))}
        </section>
      ))}
    </>
  )
}

function Version({
  record,
  unit,
  isLatest,
}: {
  record: IndicatorRow['versions'][number]
  unit: IndicatorRow['indicator']['unit']
  isLatest: boolean
}) {
  const { reply, decision } = record
  return (
    <DefinitionList
      items={[
        {
          label: `第 ${record.version} 次登记${isLatest ? '' : '（已被取代）'}`,
          value: (
            <>
              {indicatorValueText(unit, record.measured)}，计算扣款{' '}
              <Money fen={record.proposedDeduction} />；{record.recorderName}{' '}
              <ChinaDateTime instant={record.recordedAt} />
            </>
          ),
        },
        { label: '依据', value: `${record.evidence}（${record.document}）` },
        {
          label: '答复',
          value: reply ? (
            <>
              {stanceLabel[reply.stance]}
              {reply.text ? `：${reply.text}` : ''}
              {reply.document ? `（${reply.document}）` : ''}；{reply.name}{' '}
              <ChinaDateTime instant={reply.at} />
            </>
          ) : record.proposedDeduction === 0n ? (
            '不产生扣款，无需答复'
          ) : (
            <>
              未答复，期限至 <ChinaDate date={record.replyUntil} />
            </>
          ),
        },
        {
          label: '确定扣款',
          value: decision ? (
            <>
              <Money fen={decision.deduction} />
              {decision.reason ? `：${decision.reason}` : ''}；{decision.name}{' '}
              <ChinaDateTime instant={decision.at} />
            </>
          ) : (
            '—'
          ),
        },
      ]}
    />
  )
}
